/**
 * Batches of anything that becomes events: each entry is checked alone, bad ones are reported by index, the rest is
 * appended. Only a batch without a single usable entry is an error.
 */
import { AisleError } from "@aisle/core/base";
import type { ErrorCode } from "@aisle/core/base";
import { defaultIndex } from "@aisle/core/engine";
import type { ShopEvent } from "@aisle/core/event";
import { isShopperEvent } from "@aisle/core/event";
import { answer, asAisleError } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import type { Grant } from "../http/grant.ts";
import { requireScope } from "../http/keys.ts";
import { mayAsk } from "../http/secured-key.ts";
import type { QueryRecorder } from "../query-recorder.ts";
import type { ApiLimits, Shop } from "../shop.ts";

export interface Rejected {
  readonly index: number;
  readonly code: string;
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

export interface Batch {
  readonly events: readonly ShopEvent[];
  readonly rejected: readonly Rejected[];
}

export interface EventParts {
  readonly shop: Shop;
  readonly limits: ApiLimits;
  readonly recorder: QueryRecorder;
}

const maximumReported = 100;

/** Decodes every entry; what an entry throws becomes its rejection. */
export function decodeBatch(entries: readonly unknown[], limits: ApiLimits, decode: (entry: unknown, index: number) => ShopEvent): Batch {
  if (entries.length > limits.batch) {
    throw new AisleError("limit_exceeded", `${entries.length} entries in one batch, the limit is ${limits.batch}`, {
      limit: "batch",
      maximum: limits.batch,
    });
  }
  const events: ShopEvent[] = [];
  const rejected: Rejected[] = [];
  entries.forEach((entry, index) => {
    try {
      events.push(decode(entry, index));
    } catch (error) {
      const { code, message, details } = asAisleError(error);
      if (code === "internal") throw error;
      rejected.push({ index, code, message, details });
    }
  });
  return { events, rejected };
}

/** Throws "forbidden" where a narrowed key may not ask the index that a write names. */
export function requireIndex({ restriction }: Grant, name: string = defaultIndex): void {
  if (!mayAsk(restriction, name)) throw new AisleError("forbidden", `the key may not write the index ${name}`, { index: name });
}

/** Throws "forbidden" where the key may not send the event: shoppers' events are open to the public key, others are not. */
export function authorise(event: ShopEvent, grant: Grant): void {
  switch (event.type) {
    case "erase":
    case "model":
    case "operator":
      if (grant.restriction?.indices !== undefined)
        throw new AisleError("forbidden", "a key of some indexes sends no such event", { key: grant.id });
      return requireScope(grant, "admin");
    case "product":
    case "product_removed":
    case "offers":
      requireIndex(grant, event.index);
      return requireScope(grant, "write");
    default: {
      const only = grant.restriction?.userToken;
      if (only !== undefined && event.user !== only)
        throw new AisleError("forbidden", "the key sends events of another user only", { field: "user" });
    }
  }
}

/** Appends what is usable and names what is not. `code` is the error where nothing is. */
export async function acknowledge(batch: Batch, { shop, recorder }: EventParts, code: ErrorCode = "bad_event"): Promise<Response> {
  const { events } = batch;
  const rejected = batch.rejected.slice(0, maximumReported);
  if (events.length === 0 && batch.rejected.length > 0) {
    const first = batch.rejected[0]!;
    // One reason for all, such as a missing scope, decides the status.
    const shared = batch.rejected.every((one) => one.code === first.code) ? (first.code as ErrorCode) : code;
    throw new AisleError(shared, first.message, { ...first.details, rejected });
  }
  if (events.length === 0) {
    return answer(
      { level: "durable", position: shop.engine.position, accepted: 0, duplicates: 0, rejected: [] },
      { position: shop.engine.position },
    );
  }
  recorder.settle(new Set(events.filter(isShopperEvent).map((event) => event.user)));
  const { level, position, accepted, duplicates } = await shop.ingest(events);
  return answer({ level, position, accepted, duplicates, rejected }, { position });
}

/** Refuses entries that the call's key may not send, keeping the others. */
export function permitted(batch: Batch, call: Call): Batch {
  const events: ShopEvent[] = [];
  const rejected = [...batch.rejected];
  batch.events.forEach((event, index) => {
    try {
      authorise(event, call.grant);
      events.push(event);
    } catch (error) {
      const { code, message, details } = asAisleError(error);
      rejected.push({ index, code, message, details });
    }
  });
  return { events, rejected };
}
