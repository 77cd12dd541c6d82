/**
 * What columns are called. Google's Merchant names come first, then common spellings of other exports, in order of
 * preference; names are compared in snake case ("objectID" = "object_id", "Product Name" = "product_name", "g:brand" =
 * "brand"). A synonym that is not needed because a better one was there stays an attribute.
 */
import { AisleError, defaultLimits } from "../base.ts";

export const synonyms = {
  id: ["id", "object_id", "product_id", "item_id", "offer_id", "sku", "asin", "uid", "_id", "goods_id", "商品id", "商品编号", "编号"],
  title: [
    "title",
    "name",
    "product_name",
    "product_title",
    "item_name",
    "goods_name",
    "product",
    "标题",
    "名称",
    "商品名称",
    "商品标题",
    "品名",
  ],
  description: [
    "description",
    "desc",
    "product_description",
    "long_description",
    "body_html",
    "body",
    "summary",
    "content",
    "short_description",
    "bullet_points",
    "描述",
    "商品描述",
    "简介",
  ],
  link: ["link", "url", "product_url", "product_link", "href", "canonical_link", "链接"],
  image_link: [
    "image_link",
    "image",
    "image_url",
    "img",
    "img_url",
    "images",
    "image_urls",
    "thumbnail",
    "thumbnail_url",
    "picture",
    "图片",
  ],
  additional_image_link: ["additional_image_link", "additional_images", "additional_image_links"],
  price: ["price", "product_price", "price_amount", "current_price", "final_price", "unit_price", "价格", "售价"],
  list_price: ["list_price", "market_price", "original_price", "regular_price", "compare_at_price", "msrp", "rrp", "was_price", "原价"],
  sale_price: ["sale_price", "discounted_price", "discount_price", "special_price", "promo_price", "促销价", "现价"],
  currency: ["currency", "price_currency", "currency_code", "币种"],
  availability: ["availability", "in_stock", "instock", "is_in_stock", "stock_status", "is_available", "available"],
  stock: ["stock", "inventory", "quantity", "stock_quantity", "inventory_quantity", "available_quantity", "qty", "库存"],
  stores: ["stores", "store_stock", "store_inventory", "inventory_by_store", "stock_by_store"],
  market: ["market", "target_country", "feed_country"],
  customer_group: ["customer_group", "price_group"],
  offers: ["offers"],
  brand: ["brand", "brand_name", "product_brand", "manufacturer", "vendor", "品牌"],
  product_type: [
    "product_type",
    "category_path",
    "categories",
    "category",
    "hierarchical_categories",
    "category_name",
    "product_category",
    "类目",
    "分类",
    "商品分类",
  ],
  google_product_category: ["google_product_category"],
  item_group_id: ["item_group_id", "group_id", "parent_id", "parent_sku", "parent_asin", "parent_product_id", "variant_group", "model_id"],
  gtin: ["gtin", "ean", "upc", "barcode", "gtin13", "gtin14", "gtin12", "gtin8", "ean13", "isbn13", "isbn", "条形码", "条码"],
  mpn: ["mpn", "manufacturer_part_number", "part_number", "model_number"],
  language: ["content_language", "language", "lang", "locale"],
  translations: ["translations", "localizations"],
  color: ["color", "colour", "primary_color", "base_colour", "颜色", "颜色分类"],
  size: ["size", "尺码", "尺寸"],
  material: ["material", "fabric", "材质"],
  pattern: ["pattern", "图案"],
  gender: ["gender", "性别", "适用性别"],
  age_group: ["age_group"],
  condition: ["condition"],
} as const satisfies Record<string, readonly string[]>;

export type FieldName = keyof typeof synonyms;

/** Attributes with a name of Google's: words, never numbers ("38" beside "M" is a size too). */
export const wordAttributes = [
  "color",
  "size",
  "material",
  "pattern",
  "gender",
  "age_group",
  "condition",
] as const satisfies readonly FieldName[];

/** Columns that together are one category path, outermost first. */
export const levelColumns: readonly (readonly string[])[] = [
  ["category", "sub_category", "sub_sub_category"],
  ["category", "subcategory", "subsubcategory"],
  ["category_1", "category_2", "category_3", "category_4"],
  ["category1", "category2", "category3", "category4"],
  ["level1", "level2", "level3", "level4"],
  ["department", "aisle"],
  ["一级类目", "二级类目", "三级类目", "四级类目"],
];

/** Names of the fields of Product, accepted in a map beside Google's. */
const productNames: Readonly<Record<string, FieldName>> = { group_id: "item_group_id", images: "image_link", categories: "product_type" };

const byName = new Map<string, FieldName>(Object.entries(productNames));
for (const [field, names] of Object.entries(synonyms))
  for (const name of names) if (!byName.has(name)) byName.set(name, field as FieldName);

/** The name of a column in snake case, without a namespace prefix. */
export function columnKey(name: string): string {
  return name
    .replace(/^\ufeff/, "")
    .trim()
    .replace(/^g:/i, "")
    .replace(/([a-z\d])([A-Z])/g, "$1_$2")
    .replace(/[\s-]+/g, "_")
    .toLowerCase();
}

/** Ours → theirs: a column, a nested path with dots, or several (levels of a category path; else the first that is set). */
export type FieldMap = Readonly<Record<string, string | readonly string[]>>;

export interface CheckedMap {
  /** Columns by field, or by `field[tag]` for a translation, or by `attributes.name`. */
  readonly columns: ReadonlyMap<string, readonly string[]>;
}

const attributePrefix = "attributes.";
const tagged = /^([^[\]]+)\[([^[\]]+)\]$/;

/** Checks a map as read from JSON: a target that is no field names an attribute; a wrong shape is "bad_config" naming it. */
export function checkFieldMap(map: unknown): CheckedMap {
  const columns = new Map<string, readonly string[]>();
  if (map === undefined) return { columns };
  const bad = (field: string, reason: string) => new AisleError("bad_config", `map: ${reason}`, { field });
  if (typeof map !== "object" || map === null || Array.isArray(map)) throw bad("map", 'must be an object like {"id": "asin"}');
  for (const [target, value] of Object.entries(map as Record<string, unknown>)) {
    const list = Array.isArray(value) ? (value as unknown[]) : [value];
    if (list.length === 0 || !list.every((one): one is string => typeof one === "string" && one !== "")) {
      throw bad(target, `"${target.slice(0, 60)}" must name a column or a list of columns`);
    }
    if (target === "" || target.length > defaultLimits.identifier) throw bad(target.slice(0, 60), "a field needs a name of usual length");
    if (target.startsWith(attributePrefix) && target.length > attributePrefix.length) {
      columns.set(target, list);
      continue;
    }
    const parts = tagged.exec(target);
    const field = byName.get(columnKey(parts ? parts[1]! : target));
    if (field === undefined) columns.set(`${attributePrefix}${target}`, list);
    else columns.set(parts ? `${field}[${parts[2]!}]` : field, list);
  }
  return { columns };
}
