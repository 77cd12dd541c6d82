/** Synonyms and rules over Algolia's wire: two lists with the same endpoints. Every change is an operator event. */
import { AisleError } from "@aisle/core/base";
import { decodeEvent } from "@aisle/core/event";
import type { IndexReader } from "@aisle/core/engine";
import type { Kept, MerchandiseReader } from "@aisle/core/rank";
import { answer } from "../../http/answer.ts";
import type { Call } from "../../http/call.ts";
import { ofIndex } from "../../index-of.ts";
import type { Shop } from "../../shop.ts";
import { openCatalog, writableName } from "./index-name.ts";
import type { Raw } from "./params.ts";
import { bodyOf } from "./queries.ts";
import type { Parts } from "./queries.ts";
import { dateOf } from "./writes.ts";

/** One kind of list. */
export interface ListKind {
  readonly command: "synonyms" | "rules";
  /** The parameter of a batch that empties the list first. */
  readonly replace: string;
  /** Name of the id in the answer to saving one. */
  readonly idName: string;
  /** What an entry means to the engine; throws "bad_request" naming the field under `path`. */
  read(source: Raw, path: string, index: IndexReader | undefined): unknown;
  list(merchandise: MerchandiseReader): {
    readonly size: number;
    get(id: string): Kept<unknown> | undefined;
    all(): Iterable<Kept<unknown>>;
  };
  /** Whether a search for `wanted` finds the entry, beside its text. */
  accepts(source: Raw, wanted: Raw): boolean;
}

/** Entries that one event carries. */
export const perEvent = 500;
const defaultPage = 20;

type Answerer = (call: Call, parts: Parts) => Promise<Response>;

/** Appends one operator event per change to an index; the position that reflects them. */
export async function order(shop: Shop, index: string, command: string, changes: readonly Raw[]): Promise<number> {
  if (changes.length === 0) return shop.engine.position;
  const time = shop.clock();
  const events = changes.map((change) => decodeEvent({ type: "operator", time, command, arguments: change, ...ofIndex(index) }));
  return (await shop.ingest(events)).position;
}

function entryOf(kind: ListKind, index: IndexReader | undefined, source: unknown, path: string) {
  if (typeof source !== "object" || source === null || Array.isArray(source))
    throw new AisleError("bad_request", `${path} must be an object`, { field: path });
  const id = (source as Raw)["objectID"];
  if (typeof id !== "string" || id === "")
    throw new AisleError("bad_request", `${path}.objectID must be a text`, { field: `${path}.objectID` });
  return { id, meaning: kind.read(source as Raw, path, index), source };
}

/** The catalogue that a change is for; "not_found" where there is none. */
function catalogueOf(shop: Shop, call: Call): IndexReader {
  writableName(shop, call.params["index"], call.grant.restriction);
  return openCatalog(shop, call.params["index"], call.grant.restriction).reader;
}

function isOn(call: Call, name: string): boolean {
  return call.url.searchParams.get(name) === "true";
}

/** POST …/batch. */
export function saveList(kind: ListKind): Answerer {
  return async (call, { shop, limits }) => {
    const name = writableName(shop, call.params["index"], call.grant.restriction);
    const body = await call.json();
    if (!Array.isArray(body)) throw new AisleError("bad_request", `the body must be a list of ${kind.command}`);
    if (body.length > limits.batch)
      throw new AisleError("limit_exceeded", `${body.length} entries, the limit is ${limits.batch}`, {
        limit: "batch",
        maximum: limits.batch,
      });
    const entries = body.map((source: unknown, at) => entryOf(kind, shop.engine.index(name), source, `[${at}]`));
    const changes: Raw[] = isOn(call, kind.replace) ? [{ clear: true }] : [];
    for (let at = 0; at < entries.length; at += perEvent) changes.push({ save: entries.slice(at, at + perEvent) });
    const taskID = await order(shop, name, kind.command, changes);
    return answer({ taskID, updatedAt: dateOf(shop) }, { position: taskID });
  };
}

/** PUT …/{objectID}. */
export function saveEntry(kind: ListKind): Answerer {
  return async (call, { shop }) => {
    const name = writableName(shop, call.params["index"], call.grant.restriction);
    const objectID = call.params["objectID"]!;
    const entry = entryOf(kind, shop.engine.index(name), { ...(await bodyOf(call)), objectID }, "body");
    const taskID = await order(shop, name, kind.command, [{ save: [entry] }]);
    return answer({ taskID, updatedAt: dateOf(shop), [kind.idName]: objectID }, { position: taskID });
  };
}

/** GET …/{objectID}. */
export function getEntry(kind: ListKind): Answerer {
  return async (call, { shop }) => {
    const { reader } = openCatalog(shop, call.params["index"], call.grant.restriction);
    const found = kind.list(reader.merchandise).get(call.params["objectID"]!);
    if (!found) throw new AisleError("not_found", "ObjectID does not exist", { objectID: call.params["objectID"] });
    return answer(found.source, { position: shop.engine.position });
  };
}

/** DELETE …/{objectID}. */
export function deleteEntry(kind: ListKind): Answerer {
  return async (call, { shop }) => {
    const { name, merchandise } = catalogueOf(shop, call);
    const id = call.params["objectID"]!;
    const taskID = await order(shop, name, kind.command, kind.list(merchandise).get(id) ? [{ remove: [id] }] : []);
    return answer({ taskID, deletedAt: dateOf(shop) }, { position: taskID });
  };
}

/** POST …/clear. */
export function clearList(kind: ListKind): Answerer {
  return async (call, { shop }) => {
    const { name, merchandise } = catalogueOf(shop, call);
    const taskID = await order(shop, name, kind.command, kind.list(merchandise).size === 0 ? [] : [{ clear: true }]);
    return answer({ taskID, updatedAt: dateOf(shop) }, { position: taskID });
  };
}

function textOf(body: Raw, name: string): string {
  const value = body[name] ?? "";
  if (typeof value !== "string") throw new AisleError("bad_request", `${name} must be a text`, { field: name });
  return value;
}

function wholeOf(body: Raw, name: string, otherwise: number): number {
  const value = body[name] ?? otherwise;
  if (!Number.isSafeInteger(value) || (value as number) < 0)
    throw new AisleError("bad_request", `${name} must be a whole number from 0`, { field: name });
  return value as number;
}

/** POST …/search: entries whose text holds the query. */
export function searchList(kind: ListKind): Answerer {
  return async (call, { shop, limits }) => {
    const { reader } = openCatalog(shop, call.params["index"], call.grant.restriction);
    const body = await bodyOf(call);
    const query = textOf(body, "query").toLowerCase();
    const page = wholeOf(body, "page", 0);
    const size = Math.min(wholeOf(body, "hitsPerPage", defaultPage), limits.pageSize);
    const found: Raw[] = [];
    for (const { source } of kind.list(reader.merchandise).all()) {
      if (kind.accepts(source, body) && (query === "" || JSON.stringify(source).toLowerCase().includes(query))) found.push(source);
    }
    return answer(
      {
        hits: found.slice(page * size, (page + 1) * size),
        nbHits: found.length,
        page,
        nbPages: size === 0 ? 0 : Math.ceil(found.length / size),
      },
      { position: shop.engine.position },
    );
  };
}
