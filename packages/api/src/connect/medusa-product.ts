/**
 * Medusa v2's product (Admin or Store API) as a listing. Prices are in major units. The offer shown first is the one of the
 * configured currency, else the calculated price, else the first; other currencies are offers of a market named by the currency,
 * prices bound to a region offers of a market named by the region. Tier prices and prices with other rules are left out.
 */
import { amount, badField, currency, id, maybeId, maybeRecord, record, records, text, time } from "./fields.ts";
import type { Source } from "./fields.ts";
import { optionColumns, productsOf, stockColumns } from "./listing.ts";
import type { Listing, ListingOptions } from "./listing.ts";

const names: Readonly<Record<string, string>> = {
  title: "title",
  description: "description",
  product_type: "categories",
  image_link: "images",
  id: "variant.id",
  offers: "variant.prices",
  gtin: "variant.barcode",
};

interface Priced {
  readonly currency: string | undefined;
  readonly market?: string | undefined;
  readonly price: number;
  readonly sale?: number | undefined;
}

function pricesOf(variant: Source, field: string, wanted: string | undefined): readonly Priced[] {
  const found = new Map<string, { price?: number; sale?: number; currency: string | undefined; market: string | undefined }>();
  for (const price of records(variant["prices"], `${field}.prices`)) {
    const value = amount(price["amount"]);
    const rules = maybeRecord(price["rules"]) ?? {};
    const region = text(rules["region_id"]);
    const bound = Object.keys(rules).length;
    const least = amount(price["min_quantity"]);
    if (value === undefined || bound > (region === undefined ? 0 : 1) || (least !== undefined && least > 1)) continue;
    const code = currency(price["currency_code"]);
    const key = `${code ?? ""} ${region ?? ""}`;
    const entry = found.get(key) ?? { currency: code, market: region };
    const listed = price["price_list_id"] ?? maybeRecord(price["price_list"])?.["id"];
    if (listed === undefined || listed === null) entry.price ??= value;
    else entry.sale = Math.min(value, entry.sale ?? value);
    found.set(key, entry);
  }
  const list = [...found.values()].flatMap((one): Priced[] => {
    const price = one.price ?? one.sale;
    return price === undefined ? [] : [{ currency: one.currency, market: one.market, price, sale: one.sale }];
  });
  const calculated = maybeRecord(variant["calculated_price"]);
  const current = amount(calculated?.["calculated_amount"]);
  const first: Priced | undefined =
    current === undefined
      ? undefined
      : { currency: currency(calculated?.["currency_code"]), price: amount(calculated?.["original_amount"]) ?? current, sale: current };
  const plain = list.filter((one) => one.market === undefined);
  const main = plain.find((one) => wanted !== undefined && one.currency === wanted) ?? first ?? plain[0] ?? list[0];
  if (main === undefined) return [];
  const others = list.filter((one) => one !== main && !(one.market === undefined && one.currency === main.currency));
  return [{ ...main, market: undefined }, ...others.map((one) => ({ ...one, market: one.market ?? one.currency }))];
}

/** What can be sold, by location where the payload goes that deep. */
function stockOf(
  variant: Source,
  field: string,
): { readonly quantity: number | undefined; readonly stores: Readonly<Record<string, number>> } {
  const given = amount(variant["inventory_quantity"]);
  const stores = new Map<string, number>();
  const items = records(variant["inventory_items"], `${field}.inventory_items`);
  // Of a kit each location can make as many as its scarcest part allows.
  const kits: Map<string, number>[] = [];
  for (const item of items) {
    const levels = records(maybeRecord(item["inventory"])?.["location_levels"], `${field}.inventory_items.inventory.location_levels`);
    const each = Math.max(1, amount(item["required_quantity"]) ?? 1);
    const here = new Map<string, number>();
    for (const level of levels) {
      const location = maybeId(level["location_id"]);
      const free =
        amount(level["available_quantity"]) ?? (amount(level["stocked_quantity"]) ?? 0) - (amount(level["reserved_quantity"]) ?? 0);
      if (location !== undefined) here.set(location, Math.max(0, Math.floor(free / each)));
    }
    if (levels.length > 0) kits.push(here);
  }
  for (const location of new Set(kits.flatMap((one) => [...one.keys()])))
    stores.set(location, Math.min(...kits.map((one) => one.get(location) ?? 0)));
  const sum = stores.size === 0 ? undefined : [...stores.values()].reduce((a, b) => a + b, 0);
  return { quantity: given ?? sum, stores: Object.fromEntries(stores) };
}

const deepestCategory = 16;

/** A category's path through its parents, as far as the payload holds them. */
function pathOf(category: Source): readonly string[] {
  const path: string[] = [];
  let at: Source | undefined = category;
  while (at !== undefined && path.length < deepestCategory) {
    const name = text(at["name"]);
    if (name !== undefined) path.unshift(name);
    at = maybeRecord(at["parent_category"]);
  }
  return path;
}

function imagesOf(product: Source, variant: Source): readonly string[] {
  const ranked = records(product["images"], "images").toSorted((a, b) => (amount(a["rank"]) ?? 0) - (amount(b["rank"]) ?? 0));
  const urls = [variant["thumbnail"], product["thumbnail"], ...ranked.map((image) => image["url"])];
  return urls.flatMap((url) => text(url) ?? []);
}

/** The listing of a product. "bad_request" where it has no id or no variants; a variant that is no product is refused alone. */
export function medusaListing(input: unknown, options: ListingOptions = {}): Listing {
  const product = record(input, "product");
  const item = id(product["id"], "id");
  const version = time(product, "updated_at", "created_at");
  if (version === undefined) throw badField("updated_at", "must be a time");
  if (!Array.isArray(product["variants"])) throw badField("variants", "must be a list");
  const status = text(product["status"]);
  const gone = time(product, "deleted_at") !== undefined || (status !== undefined && status !== "published");
  if (gone) return { item, version, products: [], refused: [], complete: true, stock: [] };

  const optionTitles = new Map(records(product["options"], "options").map((option) => [maybeId(option["id"]), text(option["title"])]));
  const tags = records(product["tags"], "tags").flatMap((tag) => text(tag["value"]) ?? []);
  const collection = text(maybeRecord(product["collection"])?.["title"]);
  const type = text(maybeRecord(product["type"])?.["value"]);
  const categories = records(product["categories"], "categories").map(pathOf);
  const handle = text(product["handle"]);
  const link =
    options.storefront === undefined || handle === undefined
      ? undefined
      : `${options.storefront.replace(/\/+$/, "")}/products/${encodeURIComponent(handle)}`;
  const variants = records(product["variants"], "variants").filter((variant) => time(variant, "deleted_at") === undefined);
  const rows = variants.map((variant, i) => {
    const field = `variants[${i}]`;
    const chosen = records(variant["options"], `${field}.options`).flatMap((option): [string, string][] => {
      const title = text(maybeRecord(option["option"])?.["title"]) ?? optionTitles.get(maybeId(option["option_id"]));
      const value = text(option["value"]);
      return title === undefined || value === undefined ? [] : [[title, value]];
    });
    const { columns, attributes } = optionColumns(chosen);
    const { quantity, stores } = stockOf(variant, field);
    const tracked = variant["manage_inventory"] !== false;
    const availability = stockColumns(tracked, quantity, variant["allow_backorder"] === true);
    const counted = "stock" in availability && Object.keys(stores).length > 0 ? { ...availability, stores } : availability;
    const gtin = text(variant["ean"]) ?? text(variant["upc"]) ?? text(variant["barcode"]);
    return {
      path: field,
      row: {
        id: id(variant["id"], `${field}.id`),
        item_group_id: item,
        title: product["title"],
        description: [text(product["subtitle"]), text(product["description"])].filter((one) => one !== undefined).join("\n"),
        product_type: categories.length > 0 ? categories : type === undefined ? [] : [[type]],
        image_link: imagesOf(product, variant),
        link,
        ...(gtin !== undefined && /^[\d\s-]{8,20}$/.test(gtin) ? { gtin } : {}),
        offers: offersOf(pricesOf(variant, field, options.currency), counted),
        ...("material" in columns || text(product["material"]) === undefined ? {} : { material: product["material"] }),
        ...columns,
        attributes: {
          ...attributes,
          sku: text(variant["sku"]),
          ...(tags.length > 0 ? { tags } : {}),
          ...(collection === undefined ? {} : { collection }),
          ...(type === undefined ? {} : { type }),
          weight: amount(variant["weight"]) ?? amount(product["weight"]),
        },
      },
    };
  });
  return { item, version, ...productsOf(rows, names), complete: true, stock: [] };
}

function offersOf(
  prices: readonly Priced[],
  availability: Readonly<Record<string, unknown>>,
): readonly Readonly<Record<string, unknown>>[] {
  if (prices.length === 0) return [availability];
  return prices.map(({ market, currency: code, price, sale }) => ({
    ...(market === undefined ? {} : { market }),
    ...(code === undefined ? {} : { currency: code }),
    price,
    ...(sale === undefined ? {} : { sale_price: sale }),
    ...availability,
  }));
}
