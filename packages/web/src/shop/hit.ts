/** A product as the search endpoints answer it, and what the pages read from it. */
import type { Hit } from "instantsearch.js";

export interface Reason {
  readonly code: string;
  readonly product?: string;
  /** Title of that product in the page's language, where the server gives it. */
  readonly title?: string;
  readonly category?: string;
}

/** Fields of our catalogue; every further one is an attribute of this kind of product. */
export interface ProductFields {
  readonly objectID: string;
  readonly title?: string;
  readonly description?: string;
  readonly brand?: string;
  readonly image?: string;
  readonly images?: readonly string[];
  readonly categories?: readonly string[];
  readonly hierarchicalCategories?: Readonly<Record<string, string | readonly string[]>>;
  readonly price?: number;
  readonly list_price?: number;
  readonly currency?: string;
  readonly on_sale?: boolean;
  readonly in_stock?: boolean;
  readonly stock?: number;
  readonly rating?: number;
  readonly rating_count?: number;
  readonly item_group_id?: string;
  readonly variants?: number;
  readonly _reason?: Reason;
}

export type ProductHit = Hit<ProductFields & Readonly<Record<string, unknown>>>;

const known = new Set([
  "objectID",
  "title",
  "description",
  "brand",
  "image",
  "images",
  "categories",
  "hierarchicalCategories",
  "price",
  "list_price",
  "sale_price",
  "currency",
  "on_sale",
  "in_stock",
  "stock",
  "rating",
  "rating_count",
  "item_group_id",
  "variants",
  "availability",
  "link",
  "language",
  "gtin",
  "mpn",
  "new",
  "is_new",
  "sku",
  "id",
  "stores",
  "condition",
  "product_type",
  "market",
]);

export function titleOf(hit: ProductFields): string {
  return hit.title ?? hit.objectID;
}

export function currencyOf(hit: ProductFields): string {
  return /^[A-Z]{3}$/.test(hit.currency ?? "") ? hit.currency! : "USD";
}

/** Share of the list price that a sale saves, or undefined where there is none. */
export function savingOf(hit: ProductFields): number | undefined {
  if (hit.price === undefined || hit.list_price === undefined || hit.list_price <= hit.price) return undefined;
  return 1 - hit.price / hit.list_price;
}

/** True unless the shop says that it has none. */
export function isSold(hit: ProductFields): boolean {
  return hit.in_stock !== false && hit.stock !== 0;
}

export function picturesOf(hit: ProductFields): readonly string[] {
  const all = [hit.image, ...(hit.images ?? [])].filter((one): one is string => typeof one === "string" && one !== "");
  return [...new Set(all)];
}

/** An attribute that is one text. */
export function textOf(hit: ProductFields, attribute: string): string | undefined {
  const value = (hit as unknown as Readonly<Record<string, unknown>>)[attribute];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Sizes that one product comes in, where they are not products of their own. */
export function sizesOf(hit: ProductFields): readonly string[] {
  const value = (hit as unknown as Readonly<Record<string, unknown>>)["size"];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
}

/** The category path, outermost first: "A > B" strings by level, or the flat list. */
export function pathOf(hit: ProductFields): readonly { readonly name: string; readonly value: string }[] {
  const levels = hit.hierarchicalCategories ?? {};
  const path: { name: string; value: string }[] = [];
  for (const level of ["lvl0", "lvl1", "lvl2"]) {
    const found = levels[level];
    const value = typeof found === "string" ? found : found?.[0];
    if (value !== undefined) path.push({ name: value.slice(value.lastIndexOf(" > ") + 1).replace(/^> /, ""), value });
  }
  return path;
}

export interface Attribute {
  readonly name: string;
  readonly value: string | number | boolean;
}

/** What is particular to this product, in the catalogue's order. */
export function attributesOf(hit: ProductFields): readonly Attribute[] {
  const found: Attribute[] = [];
  for (const [name, value] of Object.entries(hit)) {
    if (known.has(name) || name.startsWith("_")) continue;
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
      if (value !== "") found.push({ name, value });
    } else if (Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === "string" || typeof one === "number")) {
      found.push({ name, value: value.join(", ") });
    }
  }
  return found;
}
