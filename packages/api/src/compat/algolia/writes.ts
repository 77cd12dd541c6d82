/**
 * Objects written through Algolia's wire. Each write is read against the product as it stands, becomes the smallest event
 * (none, offers, the product, its removal) and is answered once the log has it and the engine has applied it, so a task is
 * published when its id is known: the log position. Writes of one shop go one after the other, because a partial update
 * reads before it writes.
 */
import { AisleError } from "@aisle/core/base";
import { diffProducts } from "@aisle/core/catalog";
import type { Product } from "@aisle/core/catalog";
import type { IndexReader } from "@aisle/core/engine";
import { decodeEvent } from "@aisle/core/event";
import type { ShopEvent } from "@aisle/core/event";
import type { Filter } from "@aisle/core/retrieve";
import { answer } from "../../http/answer.ts";
import type { Call } from "../../http/call.ts";
import { ofIndex } from "../../index-of.ts";
import type { Shop } from "../../shop.ts";
import { fieldTypes } from "./field-types.ts";
import { productOf } from "./from-record.ts";
import { openCatalog, writableName } from "./index-name.ts";
import { filterOf, flattenParams } from "./params.ts";
import type { Raw } from "./params.ts";
import { changedRecord } from "./partial-update.ts";
import { bodyOf, requestsOf } from "./queries.ts";
import type { Parts } from "./queries.ts";
import { publicRecord } from "./record.ts";

const queues = new WeakMap<Shop, Promise<unknown>>();

/** Runs the work once all work given before it for this shop has ended. */
export function inTurn<T>(shop: Shop, work: () => Promise<T>): Promise<T> {
  const turn = (queues.get(shop) ?? Promise.resolve()).then(work, work);
  queues.set(shop, turn);
  return turn;
}

/** An index as the writes of one request leave it, and the events that take it there. */
class Draft {
  readonly events: ShopEvent[] = [];
  readonly #changed = new Map<string, Product | undefined>();
  /** True once the request has emptied the index: nothing stands in it but what was put since. */
  #emptied = false;
  readonly #shop: Shop;
  readonly #name: string;

  constructor(shop: Shop, name: string) {
    this.#shop = shop;
    this.#name = name;
  }

  get #index(): IndexReader | undefined {
    return this.#shop.engine.index(this.#name);
  }

  get(id: string): Product | undefined {
    return this.#changed.has(id) || this.#emptied ? this.#changed.get(id) : this.#index?.product(id);
  }

  put(record: Raw, path: string): void {
    const before = this.get(record["objectID"] as string);
    const product = productOf(record, before);
    const time = this.#shop.clock();
    const difference = diffProducts(before, product);
    if (difference === "none") return;
    const event =
      difference === "offers" ? { type: "offers", time, product: product.id, offers: product.offers } : { type: "product", time, product };
    this.events.push(decodeEvent({ ...event, ...ofIndex(this.#name) }, path));
    this.#changed.set(product.id, product);
  }

  remove(id: string): void {
    if (!this.get(id)) return;
    this.events.push(decodeEvent({ type: "product_removed", time: this.#shop.clock(), product: id, ...ofIndex(this.#name) }));
    this.#changed.set(id, undefined);
  }

  /** Empties the index; dropped, its settings, synonyms and rules go too. */
  empty(action: "clear" | "drop"): void {
    const order = { action, name: this.#name };
    this.events.push(decodeEvent({ type: "operator", time: this.#shop.clock(), command: "index", arguments: order }));
    this.#changed.clear();
    this.#emptied = true;
  }
}

/** Appends events; the position that reflects them. */
async function append(shop: Shop, events: readonly ShopEvent[]): Promise<number> {
  return events.length === 0 ? shop.engine.position : (await shop.ingest(events)).position;
}

/** A time as Algolia's answers print it. */
export function dateOf(shop: Shop): string {
  return new Date(shop.clock()).toISOString();
}

function idOf(value: unknown, field: string): string {
  if (typeof value === "number" && Number.isSafeInteger(value)) return String(value);
  if (typeof value !== "string" || value === "") throw new AisleError("bad_request", `${field} must be a text`, { field });
  return value;
}

interface Write {
  readonly index: string;
  readonly action: string;
  readonly body: Raw;
  readonly path: string;
}

/** Drafts one write; the id of its object, empty where it is about the index. */
function draftOne(draft: Draft, shop: Shop, { action, body, path }: Write): string {
  const field = `${path}.objectID`;
  switch (action) {
    case "addObject":
    case "updateObject": {
      const objectID = body["objectID"] === undefined && action === "addObject" ? shop.newId() : idOf(body["objectID"], field);
      draft.put({ ...body, objectID }, path);
      return objectID;
    }
    case "partialUpdateObject":
    case "partialUpdateObjectNoCreate": {
      const objectID = idOf(body["objectID"], field);
      const before = draft.get(objectID);
      if (before || action === "partialUpdateObject")
        draft.put({ ...changedRecord(before ? publicRecord(before) : {}, body), objectID }, path);
      return objectID;
    }
    case "deleteObject": {
      const objectID = idOf(body["objectID"], field);
      draft.remove(objectID);
      return objectID;
    }
    case "clear":
      draft.empty("clear");
      return "";
    case "delete":
      draft.empty("drop");
      return "";
    default:
      throw new AisleError("bad_request", `${path}: unknown action ${JSON.stringify(action)}`, { field: `${path}.action` });
  }
}

/** Drafts all and writes them together: one that cannot be read leaves the catalogue as it was. */
async function writeAll(shop: Shop, writes: readonly Write[]): Promise<{ readonly objectIDs: readonly string[]; readonly taskID: number }> {
  return inTurn(shop, async () => {
    const drafts = new Map<string, Draft>();
    const objectIDs = writes.map((write) => {
      const draft = drafts.get(write.index) ?? new Draft(shop, write.index);
      drafts.set(write.index, draft);
      return draftOne(draft, shop, write);
    });
    const events = [...drafts.values()].flatMap((draft) => draft.events);
    return { objectIDs, taskID: await append(shop, events) };
  });
}

/** POST /1/indexes/{index}/batch, and /1/indexes/{star}/batch with an indexName in each request. */
export async function batch(call: Call, { shop, limits }: Parts): Promise<Response> {
  const several = call.params["index"] === "*";
  const { restriction } = call.grant;
  const one = several ? undefined : writableName(shop, call.params["index"], restriction);
  const requests = requestsOf(await bodyOf(call), { ...limits, queries: limits.batch });
  const writes = requests.map((request, at): Write => {
    const path = `requests[${at}]`;
    const index = one ?? writableName(shop, request["indexName"], restriction, `${path}.indexName`);
    const { action, body = {} } = request;
    if (typeof action !== "string") throw new AisleError("bad_request", `${path}.action must be a text`, { field: `${path}.action` });
    if (typeof body !== "object" || body === null || Array.isArray(body))
      throw new AisleError("bad_request", `${path}.body must be an object`, { field: `${path}.body` });
    return { index, action, body: body as Raw, path };
  });
  const { objectIDs, taskID } = await writeAll(shop, writes);
  const tasks = Object.fromEntries(writes.map(({ index }) => [index, taskID]));
  return answer({ taskID: several ? tasks : taskID, objectIDs }, { position: taskID });
}

/** POST /1/indexes/{index} makes an id, PUT /1/indexes/{index}/{objectID} names it. */
export async function saveObject(call: Call, { shop }: Parts): Promise<Response> {
  const index = writableName(shop, call.params["index"], call.grant.restriction);
  const body = await bodyOf(call);
  const named = call.params["objectID"];
  const write: Write =
    named === undefined
      ? { index, action: "addObject", body, path: "body" }
      : { index, action: "updateObject", body: { ...body, objectID: named }, path: "body" };
  const { objectIDs, taskID } = await writeAll(shop, [write]);
  const at = dateOf(shop);
  return answer(
    { taskID, objectID: objectIDs[0], ...(named === undefined ? { createdAt: at } : { updatedAt: at }) },
    { status: named === undefined ? 201 : 200, position: taskID },
  );
}

/** POST /1/indexes/{index}/{objectID}/partial. */
export async function partialUpdate(call: Call, { shop }: Parts): Promise<Response> {
  const index = writableName(shop, call.params["index"], call.grant.restriction);
  const objectID = call.params["objectID"]!;
  const body = { ...(await bodyOf(call)), objectID };
  const action = call.url.searchParams.get("createIfNotExists") === "false" ? "partialUpdateObjectNoCreate" : "partialUpdateObject";
  const { taskID } = await writeAll(shop, [{ index, action, body, path: "body" }]);
  return answer({ taskID, objectID, updatedAt: dateOf(shop) }, { position: taskID });
}

/** DELETE /1/indexes/{index}/{objectID}. */
export async function deleteObject(call: Call, { shop }: Parts): Promise<Response> {
  const index = writableName(shop, call.params["index"], call.grant.restriction);
  const body = { objectID: call.params["objectID"]! };
  const { taskID } = await writeAll(shop, [{ index, action: "deleteObject", body, path: "body" }]);
  return answer({ taskID, deletedAt: dateOf(shop) }, { position: taskID });
}

/** Removes what matches, page by page: each page's removals are applied before the next is asked. */
async function removeMatches(shop: Shop, index: IndexReader, limit: number, filter: Filter): Promise<number> {
  return inTurn(shop, async () => {
    let position = shop.engine.position;
    for (;;) {
      const { hits } = await index.search({ query: "", limit, personal: false, rules: false, filter });
      const draft = new Draft(shop, index.name);
      for (const { product } of hits) draft.remove(product.id);
      if (draft.events.length === 0) return position;
      position = await append(shop, draft.events);
    }
  });
}

/** POST /1/indexes/{index}/deleteByQuery. */
export async function deleteByQuery(call: Call, { shop, limits }: Parts): Promise<Response> {
  writableName(shop, call.params["index"], call.grant.restriction);
  const { reader } = openCatalog(shop, call.params["index"], call.grant.restriction);
  const raw = flattenParams(await bodyOf(call));
  const filter = filterOf(raw, fieldTypes(reader));
  if (filter === undefined)
    throw new AisleError("bad_request", "deleteByQuery needs a filter; clear removes every object", { field: "filters" });
  const taskID = await removeMatches(shop, reader, limits.pageSize, filter);
  return answer({ taskID, updatedAt: dateOf(shop) }, { position: taskID });
}

/** POST /1/indexes/{index}/clear: removes every object; settings, synonyms and rules stay. */
export async function clearObjects(call: Call, { shop }: Parts): Promise<Response> {
  const index = writableName(shop, call.params["index"], call.grant.restriction);
  openCatalog(shop, index, call.grant.restriction);
  const { taskID } = await writeAll(shop, [{ index, action: "clear", body: {}, path: "body" }]);
  return answer({ taskID, updatedAt: dateOf(shop) }, { position: taskID });
}

/** DELETE /1/indexes/{index}: with its settings, synonyms and rules. The default index is there again at once, empty. */
export async function deleteIndex(call: Call, { shop }: Parts): Promise<Response> {
  const index = writableName(shop, call.params["index"], call.grant.restriction);
  const { taskID } = await writeAll(shop, shop.engine.index(index) ? [{ index, action: "delete", body: {}, path: "body" }] : []);
  return answer({ taskID, deletedAt: dateOf(shop) }, { position: taskID });
}
