/**
 * Copies and moves of indices. A move is one event, so a reader sees the whole old index or the whole new one. A copy fills a new index
 * and moves it, or, where a scope names settings, synonyms or rules, orders those for the destination. Replicas are the destination's
 * own: neither takes them over.
 */
import { AisleError } from "@aisle/core/base";
import { decodeEvent } from "@aisle/core/event";
import type { IndexReader } from "@aisle/core/engine";
import { answer } from "../../http/answer.ts";
import type { Call } from "../../http/call.ts";
import { ofIndex } from "../../index-of.ts";
import type { Shop } from "../../shop.ts";
import { openCatalog, writableName } from "./index-name.ts";
import { order, perEvent } from "./kept-lists.ts";
import type { Raw } from "./params.ts";
import { bodyOf } from "./queries.ts";
import type { Parts } from "./queries.ts";
import { dateOf, inTurn } from "./writes.ts";

const scopes = ["settings", "synonyms", "rules"] as const;
type Scope = (typeof scopes)[number];

/** Products that one append carries. */
const atOnce = 1_000;

function scopesOf(value: unknown): readonly Scope[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value) || !value.every((one) => (scopes as readonly unknown[]).includes(one)))
    throw new AisleError("bad_request", `scope must be a list of ${scopes.join(", ")}`, { field: "scope" });
  return value as readonly Scope[];
}

/** What orders one part of an index for another. */
function changesOf(scope: Scope, from: IndexReader, to: IndexReader | undefined): readonly Raw[] {
  if (scope === "settings") {
    const { replicas: _, ...settings } = from.merchandise.settings;
    const { replicas: __, ...before } = to?.merchandise.settings ?? {};
    const gone = Object.fromEntries(Object.keys(before).map((name) => [name, null]));
    return [{ set: { ...gone, ...settings } }];
  }
  const entries = [...from.merchandise[scope].all()];
  const changes: Raw[] = [{ clear: true }];
  for (let at = 0; at < entries.length; at += perEvent) changes.push({ save: entries.slice(at, at + perEvent) });
  return changes;
}

async function copyScopes(shop: Shop, from: IndexReader, destination: string, wanted: readonly Scope[]): Promise<number> {
  let position = shop.engine.position;
  for (const scope of wanted) position = await order(shop, destination, scope, changesOf(scope, from, shop.engine.index(destination)));
  return position;
}

function orderIndex(shop: Shop, given: Raw) {
  return shop.ingest([decodeEvent({ type: "operator", time: shop.clock(), command: "index", arguments: given })]);
}

async function copyWhole(shop: Shop, from: IndexReader | undefined, destination: string): Promise<number> {
  const name = `${destination.slice(0, 200)}_copy_${shop.newId()}`;
  await orderIndex(shop, { action: "create", name });
  try {
    let batch = [];
    for (const product of from?.all() ?? []) {
      batch.push(decodeEvent({ type: "product", time: shop.clock(), product, ...ofIndex(name) }));
      if (batch.length < atOnce) continue;
      await shop.ingest(batch);
      batch = [];
    }
    if (batch.length > 0) await shop.ingest(batch);
    if (from) await copyScopes(shop, from, name, scopes);
  } catch (error) {
    await orderIndex(shop, { action: "drop", name });
    throw error;
  }
  return (await orderIndex(shop, { action: "move", name, to: destination })).position;
}

/** POST /1/indexes/{index}/operation. */
export async function operation(call: Call, { shop }: Parts): Promise<Response> {
  const { restriction } = call.grant;
  const source = writableName(shop, call.params["index"], restriction);
  const body = await bodyOf(call);
  const destination = writableName(shop, body["destination"], restriction, "destination");
  const { operation: kind } = body;
  if (kind !== "copy" && kind !== "move") throw new AisleError("bad_request", "operation must be copy or move", { field: "operation" });
  if (source === destination) throw new AisleError("bad_request", "destination must be another index", { field: "destination" });
  const wanted = scopesOf(body["scope"]);
  const taskID = await inTurn(shop, async () => {
    if (kind === "move") {
      openCatalog(shop, source, restriction);
      return (await orderIndex(shop, { action: "move", name: source, to: destination })).position;
    }
    const from = shop.engine.index(source);
    if (wanted === undefined) return copyWhole(shop, from, destination);
    // What is not there yet has no orders to copy: so begins the replacement of all objects of a new index.
    return from ? copyScopes(shop, from, destination, wanted) : (await orderIndex(shop, { action: "create", name: destination })).position;
  });
  return answer({ taskID, updatedAt: dateOf(shop) }, { position: taskID });
}
