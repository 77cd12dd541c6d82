/**
 * Names of indices: catalogues, their replicas (named by the setting `replicas`), their sort orders (`products_price_asc`) and the
 * suggestions of what to type (`products_query_suggestions`). A catalogue's own name comes before any other meaning of it.
 */
import { AisleError } from "@aisle/core/base";
import type { IndexReader } from "@aisle/core/engine";
import { ordersIn } from "@aisle/core/rank";
import type { Settings } from "@aisle/core/rank";
import type { Sort } from "@aisle/core/retrieve";
import type { Restriction } from "../../http/grant.ts";
import { mayAsk } from "../../http/secured-key.ts";
import type { Shop } from "../../shop.ts";

/** Characters of a name. */
const longestName = 256;
const sortOrder = /^(.{1,200})_(asc|desc)$/s;

export interface CatalogIndex {
  readonly kind: "catalog";
  readonly reader: IndexReader;
  /** Above those of the catalogue where the name is a replica's. */
  readonly settings: Settings;
  readonly sort?: readonly Sort[];
  /** The name where it is not the catalogue's own. */
  readonly replica?: string;
}

export type Index = CatalogIndex | { readonly kind: "suggestions"; readonly reader: IndexReader };

/** Names of the replicas that settings list, virtual ones too. */
export function replicasIn(settings: Settings): readonly string[] {
  const list = settings["replicas"];
  if (!Array.isArray(list)) return [];
  return list.flatMap((one: unknown) => (typeof one === "string" ? [/^virtual\((.*)\)$/s.exec(one)?.[1] ?? one] : []));
}

/** The order that settings put before relevance: what `ranking` begins with; a replica's customRanking where it does not. */
function sortOf(settings: Settings, replica: boolean): { readonly sort?: readonly Sort[] } {
  const leading = ordersIn(settings["ranking"]);
  const sort = leading.length > 0 || !replica ? leading : ordersIn(settings["customRanking"]);
  return sort.length === 0 ? {} : { sort };
}

/** What a name stands for; undefined where it stands for nothing. */
export function resolveIndex(shop: Shop, name: string): Index | undefined {
  const { engine } = shop;
  const reader = engine.index(name);
  if (reader) return { kind: "catalog", reader, settings: reader.merchandise.settings, ...sortOf(reader.merchandise.settings, false) };
  const readers = engine.indexes.flatMap((one) => engine.index(one) ?? []);
  for (const primary of readers) {
    const { settings } = primary.merchandise;
    if (!replicasIn(settings).includes(name)) continue;
    const own = primary.merchandise.replica(name);
    return { kind: "catalog", reader: primary, settings: { ...settings, ...own }, replica: name, ...sortOf(own, true) };
  }
  // The longest name first: an index may be called as another one's sort order begins.
  readers.sort((a, b) => b.name.length - a.name.length);
  for (const primary of readers) {
    if (!name.startsWith(`${primary.name}_`)) continue;
    const rest = name.slice(primary.name.length + 1);
    if (rest === "query_suggestions") return { kind: "suggestions", reader: primary };
    const order = sortOrder.exec(rest);
    if (!order) continue;
    const sort: readonly Sort[] = [{ field: order[1]!, order: order[2] as Sort["order"] }];
    return { kind: "catalog", reader: primary, settings: primary.merchandise.settings, replica: name, sort };
  }
  return undefined;
}

/** The name as a text that the key may ask; "forbidden" or "bad_request" else. */
export function nameOf(name: unknown, restriction?: Restriction, field = "indexName"): string {
  if (typeof name !== "string" || name === "") throw new AisleError("bad_request", `${field} must be a text`, { field });
  if (!mayAsk(restriction, name)) throw new AisleError("forbidden", `the key may not ask the index ${name}`, { index: name });
  return name;
}

/** What a name stands for; "not_found" for any other, "forbidden" where the key may not ask it. */
export function openIndex(shop: Shop, name: unknown, restriction?: Restriction): Index {
  const text = nameOf(name, restriction);
  const index = resolveIndex(shop, text);
  if (!index) throw new AisleError("not_found", `Index ${text.slice(0, 200)} does not exist`, { index: text.slice(0, 200) });
  return index;
}

/** The catalogue behind a name; "bad_request" for suggestions. */
export function openCatalog(shop: Shop, name: unknown, restriction?: Restriction): CatalogIndex {
  const index = openIndex(shop, name, restriction);
  if (index.kind === "suggestions")
    throw new AisleError("bad_request", `${String(name)} shows what shoppers search for and holds no objects`, { index: name });
  return index;
}

/** A name that may be written: a catalogue's own, or one that nothing has yet, which the write opens. */
export function writableName(shop: Shop, name: unknown, restriction?: Restriction, field = "indexName"): string {
  const text = nameOf(name, restriction, field);
  if (text.length > longestName || text === "*")
    throw new AisleError("bad_request", `${field} must have 1 to ${longestName} characters and not be *`, { field });
  const index = resolveIndex(shop, text);
  if (index && (index.kind === "suggestions" || index.replica !== undefined))
    throw new AisleError("bad_request", `${text} shows the objects of ${index.reader.name}; write there`, { index: text });
  return text;
}
