/** A product as the flat record that Algolia's clients expect, and the attributes of it that a request wants. */
import { currentPrice, isAvailable, productFor } from "@aisle/core/catalog";
import type { Product } from "@aisle/core/catalog";

export type FlatRecord = Readonly<Record<string, unknown>>;

const levelSeparator = " > ";

/** One value alone, several as a list. */
function oneOrMany(values: readonly string[]): string | readonly string[] {
  return values.length === 1 ? values[0]! : values;
}

function levels(categories: Product["categories"]): FlatRecord {
  const found = new Map<string, Set<string>>();
  for (const path of categories) {
    for (let depth = 0; depth < path.length; depth++) {
      const name = `lvl${depth}`;
      const values = found.get(name) ?? new Set<string>();
      found.set(name, values.add(path.slice(0, depth + 1).join(levelSeparator)));
    }
  }
  return Object.fromEntries([...found].map(([name, values]) => [name, oneOrMany([...values])]));
}

/** Attributes come by their own name unless a field of every product, or what search adds, has it. */
export function toRecord(product: Product): FlatRecord {
  const offer = product.offers[0];
  const price = offer && currentPrice(offer);
  const onSale = offer?.salePrice !== undefined && offer.price !== undefined && offer.salePrice < offer.price;
  const fields: [string, unknown][] = [
    ["objectID", product.id],
    ["title", product.title],
    ["description", product.description],
    ["brand", product.brand],
    ["categories", [...new Set(product.categories.flat())]],
    ["hierarchicalCategories", levels(product.categories)],
    ["image", product.images[0]],
    ["images", product.images],
    ["link", product.link],
    ["price", price],
    ["list_price", onSale ? offer.price : undefined],
    ["currency", offer?.currency],
    ["on_sale", onSale],
    ["in_stock", isAvailable(product)],
    ["stock", offer?.stock],
    ["item_group_id", product.groupId],
    ["gtin", product.gtin],
    ["mpn", product.mpn],
  ];
  const taken = new Set(fields.map(([name]) => name));
  const attributes = Object.entries(product.attributes).filter(
    ([name]) => !taken.has(name) && (name === "_geoloc" || !name.startsWith("_")),
  );
  return Object.fromEntries([...fields.filter(([, value]) => value !== undefined), ...attributes]);
}

/** The record of what everybody sees; without a price where the product is not sold to everybody. */
export function publicRecord(product: Product): FlatRecord {
  return toRecord(productFor(product, {}) ?? { ...product, offers: [] });
}

/** The part of a record that attributesToRetrieve names: all by default, `*`, names, `-name` to leave out. */
export function retrieved(record: FlatRecord, wanted: readonly string[] | undefined): FlatRecord {
  if (wanted === undefined) return record;
  const without = new Set(wanted.filter((name) => name.startsWith("-")).map((name) => name.slice(1)));
  const names = new Set(wanted.map((name) => name.split(".", 1)[0]!));
  const all = names.has("*");
  return Object.fromEntries(
    Object.entries(record).filter(([name]) => name === "objectID" || (!without.has(name) && (all || names.has(name)))),
  );
}

/** The value at a dotted path of a record, as texts: what facets count. */
export function valuesAt(record: FlatRecord, path: string): readonly string[] {
  const direct = Object.hasOwn(record, path) ? record[path] : undefined;
  const [root = "", ...rest] = path.split(".");
  const inner = Object.hasOwn(record, root) ? record[root] : undefined;
  const below = rest.join(".");
  const nested = typeof inner === "object" && inner !== null && Object.hasOwn(inner, below) ? (inner as FlatRecord)[below] : undefined;
  const value = direct ?? nested;
  if (Array.isArray(value)) return value.map(String);
  return value === undefined || typeof value === "object" ? [] : [String(value)];
}
