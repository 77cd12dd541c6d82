/** Shapes of the operator's surface: figures, what stands behind an answer, keys, configuration. */
import { eventTypes } from "@aisle/core/event";
import { z } from "zod";
import { scopes } from "../http/grant.ts";
import { productSchema } from "./product.ts";
import { indexField, searchAnswer, searchBody } from "./search.ts";

const time = z.int().describe("Milliseconds UTC.");
const count = z.int().min(0);
const text = z.string().min(1).max(512);

export const overviewQuery = z.object({ minutes: z.coerce.number().int().min(1).max(1_440).default(60) });

const figures = z.object({
  from: time,
  until: time,
  events: z.partialRecord(z.enum(eventTypes as [string, ...string[]]), count),
  searches: count,
  counted: count.describe("Searches that said how much they found."),
  withoutResult: count,
  attributed: count.describe("Searches with an attribution id."),
  clicked: count.describe("Those of them that were followed by a click or a product put into the cart."),
  minutes: z.array(z.object({ start: time, events: count, shoppers: count, searches: count })),
});

export const overviewAnswer = z
  .object({
    now: time,
    version: z.string(),
    ready: z.boolean(),
    started: time,
    position: count,
    products: count,
    synonyms: count,
    rules: count,
    log: z.object({ start: count, end: count }),
    snapshot: z.object({ position: count, saved: time.exactOptional() }).exactOptional(),
    figures,
    latencies: z.array(z.object({ route: z.string(), count, p50: z.number(), p99: z.number() })),
    loads: z.array(
      z.object({
        at: time,
        files: z.array(z.string()),
        rows: count,
        usable: count,
        skipped: count,
        problems: z.array(z.object({ file: z.string(), line: count, reason: z.string() })),
      }),
    ),
  })
  .meta({ id: "Overview" });

const term = z.object({
  term: z.string(),
  surface: z.string(),
  kind: z.enum(["word", "subword", "gram", "number", "identifier"]),
  unit: count,
  required: z.boolean(),
  weight: z.number(),
  correctable: z.boolean(),
  also: z.array(z.string()).exactOptional(),
});

const filter = z.record(z.string(), z.unknown());

export const inspectAnswer = z
  .object({
    answer: searchAnswer,
    plan: z.object({
      query: z.string().describe("The query after rules rewrote it."),
      terms: z.array(term),
      synonyms: z.record(z.string(), z.array(z.string())),
      orders: z
        .object({
          query: z.string(),
          filter: filter.exactOptional(),
          pins: z.array(z.object({ id: z.string(), position: count })),
          hides: z.array(z.string()),
          boosts: z.array(z.object({ filter, weight: z.number() })),
          rules: z.array(z.string()),
        })
        .exactOptional(),
    }),
    milliseconds: z.object({ plan: z.number(), search: z.number() }),
  })
  .meta({ id: "Inspection" });

export const inspectBody = searchBody;

export const adminProductQuery = z.object({ index: indexField });

export const adminProductAnswer = z
  .object({
    product: productSchema,
    document: z.record(z.string(), z.unknown()).describe("What the index holds of the product."),
    rules: z.array(z.string()).describe("Rules that pin or hide the product."),
    position: count,
  })
  .meta({ id: "ProductInspection" });

const keyShape = {
  name: text,
  scopes: z.array(z.enum(scopes)).min(1).max(scopes.length),
  indices: z.array(text).min(1).max(100).describe("Index names that the key may ask, `*` at an end for any.").exactOptional(),
  filters: z.string().min(1).max(4_096).describe("Algolia filter expression that every answer satisfies.").exactOptional(),
  expires: time.exactOptional(),
};

export const keyBody = z.strictObject(keyShape).meta({ id: "KeyRequest" });
const issuedKey = z.object({ id: z.string(), ...keyShape, created: time }).meta({ id: "IssuedKey" });
export const keysAnswer = z.object({ keys: z.array(issuedKey) });
export const keyAnswer = z.object({ key: issuedKey, secret: z.string().describe("Shown this once.") });
export const revokedAnswer = z.object({ revoked: z.string() });

export const configAnswer = z.object({ config: z.record(z.string(), z.unknown()) });
