/** Shopify's product (REST Admin, the body of products/create and products/update) as a listing. */
import { amount, badField, id, maybeId, maybeRecord, record, records, text, time } from "./fields.ts";
import type { Source } from "./fields.ts";
import { optionColumns, productsOf, stockColumns } from "./listing.ts";
import type { Listing, ListingOptions } from "./listing.ts";

/** Title that Shopify gives the only variant of a product without options. */
const onlyVariant = "Default Title";

const names: Readonly<Record<string, string>> = {
  title: "title",
  description: "body_html",
  brand: "vendor",
  product_type: "product_type",
  image_link: "images",
  id: "variant.id",
  price: "variant.price",
  list_price: "variant.compare_at_price",
  stock: "variant.inventory_quantity",
  gtin: "variant.barcode",
};

function forSale(product: Source): boolean {
  const status = text(product["status"]);
  return (status === undefined || status === "active") && product["published_at"] !== null;
}

function imagesOf(product: Source, variant: Source): readonly string[] {
  const images = records(product["images"], "images");
  const own = maybeId(variant["id"]);
  const first = images.filter((image) => image["id"] !== undefined && image["id"] !== null && image["id"] === variant["image_id"]);
  const general = images.filter((image) => {
    const bound = image["variant_ids"];
    return !Array.isArray(bound) || bound.length === 0 || bound.some((one) => maybeId(one) === own);
  });
  return [...first, ...general].flatMap((image) => text(image["src"]) ?? []);
}

/** The merchant's own type first, then the place in Shopify's taxonomy. */
function categoriesOf(product: Source): readonly (readonly string[])[] {
  const taxonomy = text(maybeRecord(product["category"])?.["full_name"]);
  return [text(product["product_type"]), taxonomy].flatMap((path) => (path === undefined ? [] : [path.split(/\s*>\s*/)]));
}

function tagsOf(product: Source): readonly string[] {
  const tags = product["tags"];
  const list: readonly unknown[] = Array.isArray(tags) ? tags : typeof tags === "string" ? tags.split(",") : [];
  return list.flatMap((tag) => text(tag) ?? []);
}

/** Whether Shopify counts the variant's stock, and what becomes of it when there is none. */
function stockOf(variant: Source) {
  const tracked = variant["inventory_management"] !== null && variant["inventory_management"] !== undefined;
  return { tracked, quantity: amount(variant["inventory_quantity"]), backorder: variant["inventory_policy"] === "continue" };
}

/** The listing of a product. "bad_request" where it has no id or no variants; a variant that is no product is refused alone. */
export function shopifyListing(input: unknown, options: ListingOptions = {}): Listing {
  const product = record(input, "product");
  const item = id(product["id"], "id");
  const version = time(product, "updated_at", "created_at");
  if (version === undefined) throw badField("updated_at", "must be a time");
  if (!Array.isArray(product["variants"])) throw badField("variants", "must be a list");
  const variants = records(product["variants"], "variants");
  const gids = product["variant_gids"];
  const complete = !(Array.isArray(gids) && gids.length > variants.length);
  if (!forSale(product)) return { item, version, products: [], refused: [], complete: true, stock: [] };

  const optionNames = records(product["options"], "options").map((option) => text(option["name"]));
  const handle = text(product["handle"]);
  const tags = tagsOf(product);
  const rows = variants.map((variant, i) => {
    const variantId = id(variant["id"], `variants[${i}].id`);
    const chosen = [1, 2, 3].flatMap((place): [string, string][] => {
      const name = optionNames[place - 1];
      const value = text(variant[`option${place}`]);
      return name === undefined || value === undefined || value === onlyVariant ? [] : [[name, value]];
    });
    const { columns, attributes } = optionColumns(chosen);
    const { tracked, quantity, backorder } = stockOf(variant);
    const gtin = text(variant["barcode"]);
    const price = variant["price"];
    const link = options.storefront === undefined || handle === undefined ? undefined : shopifyLink(options.storefront, handle, variantId);
    return {
      path: `variants[${i}]`,
      row: {
        id: variantId,
        item_group_id: item,
        title: product["title"],
        description: product["body_html"],
        brand: product["vendor"],
        product_type: categoriesOf(product),
        image_link: imagesOf(product, variant),
        link,
        ...(gtin !== undefined && /^[\d\s-]{8,20}$/.test(gtin) ? { gtin } : {}),
        price,
        list_price: variant["compare_at_price"],
        ...(options.currency === undefined || price === undefined || price === null ? {} : { currency: options.currency }),
        ...stockColumns(tracked, quantity, backorder),
        ...columns,
        attributes: { ...attributes, sku: text(variant["sku"]), ...(tags.length > 0 ? { tags } : {}) },
      },
    };
  });
  const stock = variants.flatMap((variant, i) => {
    const inventory = maybeId(variant["inventory_item_id"]);
    const { tracked, backorder } = stockOf(variant);
    return inventory === undefined || !tracked ? [] : [{ id: inventory, product: rows[i]!.row.id, backorder }];
  });
  return { item, version, ...productsOf(rows, names), complete, stock };
}

function shopifyLink(storefront: string, handle: string, variant: string): string {
  return `${storefront.replace(/\/+$/, "")}/products/${encodeURIComponent(handle)}?variant=${encodeURIComponent(variant)}`;
}
