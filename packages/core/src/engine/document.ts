/**
 * How a product becomes an index document. Texts of every language go into the same fields, each value with its language;
 * keyword values stay in the product's own language (labels.ts translates them at the edge), so one index serves all pages.
 */
import { currentPrice, isAvailable, offerViews } from "../catalog.ts";
import type { AttributeValue, Offer, Product, ProductTexts } from "../catalog.ts";
import type { DocumentText, IndexDocument, ViewValues } from "../retrieve.ts";

/** A string attribute longer than this is prose: searched like a description, not counted as a facet. */
const proseLength = 80;
/** Separator of category levels in facet values, as Algolia's hierarchical facets write it. */
export const levelSeparator = " > ";

const letter = /\p{L}/u;
const address = /^(?:https?:)?\/\/\S+$/i;

function isWord(value: string): boolean {
  return letter.test(value) && !address.test(value);
}

function strings(value: AttributeValue | undefined): readonly string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return (value as readonly (string | number)[]).filter((one) => typeof one === "string");
  return [];
}

function language(tag: string | undefined): { readonly language?: string } {
  return tag === undefined ? {} : { language: tag };
}

function* attributeTexts(attributes: Readonly<Record<string, AttributeValue>>, tag: string | undefined): Generator<DocumentText> {
  for (const [name, value] of Object.entries(attributes)) {
    for (const text of strings(value)) {
      if (!isWord(text)) continue;
      yield { field: text.length > proseLength ? "description" : name === "color" ? "color" : "attributes", value: text, ...language(tag) };
    }
  }
}

function* texts(of: ProductTexts | Product, tag: string | undefined): Generator<DocumentText> {
  yield { field: "title", value: of.title, ...language(tag) };
  if (of.brand !== undefined) yield { field: "brand", value: of.brand, ...language(tag) };
  const names = new Set((of.categories ?? []).flat());
  for (const name of names) yield { field: "categories", value: name, ...language(tag) };
  yield* attributeTexts(of.attributes ?? {}, tag);
  if (of.description !== undefined && of.description !== "") yield { field: "description", value: of.description, ...language(tag) };
}

/** Every prefix of every category path by level: lvl0 "A", lvl1 "A > B", … */
export function categoryLevels(categories: Product["categories"]): Readonly<Record<string, readonly string[]>> {
  const levels: Record<string, string[]> = {};
  for (const path of categories) {
    for (let depth = 0; depth < path.length; depth++) {
      const name = `hierarchicalCategories.lvl${depth}`;
      const value = path.slice(0, depth + 1).join(levelSeparator);
      const level = (levels[name] ??= []);
      if (!level.includes(value)) level.push(value);
    }
  }
  return levels;
}

/** What offers of one audience say; NaN where there is no number. */
export function plainValues(offers: readonly Offer[]) {
  const offer = offers[0];
  return {
    price: (offer && currentPrice(offer)) ?? Number.NaN,
    stock: offer?.stock ?? Number.NaN,
    inStock: isAvailable({ offers }),
    onSale: offer?.salePrice !== undefined && offer.salePrice < (offer.price ?? Infinity),
  };
}

function valuesOf(offers: readonly Offer[]): ViewValues {
  const { price, stock, inStock, onSale } = plainValues(offers);
  const orNone = (value: number) => (Number.isNaN(value) ? null : value);
  return { numbers: { price: orNone(price), stock: orNone(stock) }, flags: { in_stock: inStock, on_sale: onSale } };
}

interface OfferColumns extends ViewValues {
  readonly views: Readonly<Record<string, ViewValues>>;
  readonly restricted: boolean;
}

const noViews = {};

/**
 * The columns that a price or stock change moves in place, for everybody and for each audience that has offers of its own; null
 * empties one.
 */
export function offerColumns(offers: readonly Offer[]): OfferColumns {
  const { own, views } = offerViews(offers);
  const names = Object.keys(views);
  if (names.length === 0) return { ...valuesOf(offers), views: noViews, restricted: false };
  return {
    ...valuesOf(own ?? offers),
    views: Object.fromEntries(names.map((name) => [name, valuesOf(views[name]!)])),
    restricted: own === undefined,
  };
}

/** The index document of a product; pure, so a rebuilt index equals the one that grew. */
export function toDocument(product: Product): IndexDocument {
  const keywords: Record<string, readonly string[]> = { ...categoryLevels(product.categories) };
  const numbers: Record<string, number> = {};
  const columns = offerColumns(product.offers);
  const flags: Record<string, boolean> = { ...columns.flags };
  const points: Record<string, { lat: number; lng: number }> = {};
  if (product.groupId !== undefined) keywords["item_group_id"] = [product.groupId];
  if (product.brand !== undefined) keywords["brand"] = [product.brand];
  if (product.categories.length > 0) keywords["categories"] = [...new Set(product.categories.flat())];
  for (const [name, value] of Object.entries(columns.numbers)) if (value !== null) numbers[name] = value;
  for (const [name, value] of Object.entries(product.attributes)) {
    if (typeof value === "number") numbers[name] ??= value;
    else if (typeof value === "boolean") flags[name] ??= value;
    else if (typeof value === "object" && "lat" in value) points[name] = value;
    else {
      const values = strings(value).filter((one) => one.length <= proseLength);
      if (values.length > 0) keywords[name] ??= values;
    }
  }
  const identifiers = [product.id, product.gtin, product.mpn].filter((one) => one !== undefined);
  return {
    id: product.id,
    ...(product.groupId === undefined ? {} : { group: product.groupId }),
    texts: [
      ...texts(product, product.language),
      ...Object.entries(product.translations ?? {}).flatMap(([tag, translated]) => [...texts(translated, tag)]),
    ],
    identifiers,
    keywords,
    numbers,
    flags,
    points,
    ...(columns.views === noViews ? {} : { views: columns.views, restricted: columns.restricted }),
  };
}
