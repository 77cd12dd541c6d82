/**
 * The way back from record.ts: a record becomes a product. Records of any Algolia index are read by the reader of feeds.
 * A record shows less than a product holds (translations, further offers, the exact category paths), so where there is a
 * product already, what the record leaves as it was shown is left as it is: a record written back unchanged changes nothing.
 */
import { AisleError } from "@aisle/core/base";
import { offersFor, parseProduct, sameData } from "@aisle/core/catalog";
import type { Offer, Product } from "@aisle/core/catalog";
import { publicRecord } from "./record.ts";
import type { FlatRecord } from "./record.ts";

/** What answers add to a record. */
const passing: ReadonlySet<string> = new Set(["_highlightResult", "_snippetResult", "_rankingInfo", "_distinctSeqID", "_why"]);
/** What is no column of a feed: the above, and what follows from other fields. */
const answered: ReadonlySet<string> = new Set([...passing, "on_sale", "hierarchicalCategories"]);
const offerFields = ["price", "list_price", "currency", "in_stock", "stock"];
const categoryFields = ["categories", "hierarchicalCategories"];
const imageFields = ["image", "images"];
const levelSeparator = " > ";
const levelName = /^lvl\d{1,2}$/;

type Row = Record<string, unknown>;

/** Every path of {lvl0, lvl1, …} that is not the beginning of a longer one. */
function pathsOf(hierarchy: unknown): readonly (readonly string[])[] | undefined {
  if (typeof hierarchy !== "object" || hierarchy === null || Array.isArray(hierarchy)) return undefined;
  const levels = Object.entries(hierarchy)
    .filter(([name]) => levelName.test(name))
    .sort(([a], [b]) => Number(a.slice(3)) - Number(b.slice(3)))
    .map(([, value]) => [value].flat().filter((one): one is string => typeof one === "string"));
  if (levels.length === 0) return undefined;
  return levels.flatMap((paths, depth) => {
    const below = levels[depth + 1] ?? [];
    return paths
      .filter((path) => !below.some((deeper) => deeper.startsWith(path + levelSeparator)))
      .map((path) => path.split(levelSeparator));
  });
}

/** The record as a row of a feed. */
function rowOf(record: FlatRecord, shown: FlatRecord): Row {
  const row: Row = {};
  for (const [name, value] of Object.entries(record)) if (!answered.has(name) && name !== "__proto__") row[name] = value;
  const hierarchy = record["hierarchicalCategories"];
  const stale = sameData(hierarchy, shown["hierarchicalCategories"]) && !sameData(record["categories"], shown["categories"]);
  const paths = stale ? undefined : pathsOf(hierarchy);
  if (paths !== undefined) {
    delete row["categories"];
    row["product_type"] = paths;
  }
  const { image, images } = record;
  if (Array.isArray(images)) {
    delete row["image"];
    const first = typeof image === "string" && image !== shown["image"] ? [image] : [];
    row["images"] = [...first, ...images.filter((one: unknown) => one !== image || first.length === 0)];
  }
  return row;
}

function sameIn(names: readonly string[], record: FlatRecord, shown: FlatRecord): boolean {
  return names.every((name) => sameData(record[name], shown[name]));
}

/** The offers of the record: its own in the place of the public one, beside those of other markets and groups, which a record does not show. */
function offersOf(record: FlatRecord, shown: FlatRecord, parsed: Product, current: Product): readonly Offer[] {
  if (record["offers"] !== undefined) return parsed.offers;
  if (sameIn(offerFields, record, shown)) return current.offers;
  const first = offersFor(current.offers, {})?.[0];
  const [own] = parsed.offers;
  if (!own) return current.offers.filter((one) => one !== first);
  const { market, group, stores, availability } = first ?? {};
  const kept = first && record["in_stock"] === shown["in_stock"] && record["stock"] === shown["stock"];
  const offer: Offer = {
    ...(market === undefined ? {} : { market }),
    ...(group === undefined ? {} : { group }),
    ...(stores === undefined ? {} : { stores }),
    ...own,
    ...(kept && availability !== undefined ? { availability } : {}),
  };
  return first === undefined ? [offer, ...current.offers] : current.offers.map((one) => (one === first ? offer : one));
}

function attributesOf(record: FlatRecord, shown: FlatRecord, parsed: Product, current: Product): Product["attributes"] {
  const hidden = Object.entries(current.attributes).filter(([name, value]) => !sameData(shown[name], value));
  const visible = Object.entries(current.attributes).filter(
    ([name, value]) => sameData(shown[name], value) && sameData(record[name], value),
  );
  return { ...parsed.attributes, ...Object.fromEntries(visible), ...Object.fromEntries(hidden) };
}

/** The product that a record describes; "bad_request" without an objectID, "bad_row" where it describes none. */
export function productOf(record: FlatRecord, current?: Product): Product {
  const id = record["objectID"];
  if (typeof id !== "string" || id === "") throw new AisleError("bad_request", "objectID must be a text", { field: "objectID" });
  const shown = current ? publicRecord(current) : {};
  if (current && Object.keys({ ...shown, ...record }).every((name) => passing.has(name) || sameData(record[name], shown[name])))
    return current;
  const parsed = parseProduct(rowOf(record, shown), { map: { id: "objectID" } });
  if (!current) return parsed;
  const same = (...names: readonly string[]) => sameIn(names, record, shown);
  const { title, description, brand, link, gtin, mpn, groupId } = current;
  const as = <K extends keyof Product>(name: K, field: string, value: Product[K] | undefined): Partial<Product> =>
    same(field) ? (value === undefined ? {} : { [name]: value }) : parsed[name] === undefined ? {} : { [name]: parsed[name] };
  const translations = parsed.translations ?? current.translations;
  const language = parsed.language ?? current.language;
  return {
    id: parsed.id,
    ...as("groupId", "item_group_id", groupId),
    title: same("title") ? title : parsed.title,
    description: same("description") ? description : parsed.description,
    ...as("brand", "brand", brand),
    ...as("link", "link", link),
    images: same(...imageFields) ? current.images : parsed.images,
    categories: same(...categoryFields) ? current.categories : parsed.categories,
    ...as("gtin", "gtin", gtin),
    ...as("mpn", "mpn", mpn),
    ...(language === undefined ? {} : { language }),
    offers: offersOf(record, shown, parsed, current),
    attributes: attributesOf(record, shown, parsed, current),
    ...(translations === undefined ? {} : { translations }),
  };
}
