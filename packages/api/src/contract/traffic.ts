/** Shapes of what the filter of invalid traffic found, and of an operator's word on it. */
import { z } from "zod";
import { reasons, verdicts } from "@aisle/core/traffic";

const counts = <K extends string>(names: readonly K[]) =>
  z.object(Object.fromEntries(names.map((name) => [name, z.int()])) as Record<K, z.ZodInt>);

export const trafficAnswer = z
  .object({
    position: z.int(),
    visitors: counts(verdicts).describe("Visitors remembered, by what they are held for."),
    events: counts(verdicts).describe("Events of shoppers, by the verdict on their visitor when they came."),
    marked: counts(reasons).describe("Events that were marked, by reason; one may have several."),
    released: z.int().describe("Events that were held back or taken back, and learned after all."),
    takenBack: z.int().describe("Events that were learned and taken back."),
    latest: z
      .array(z.object({ person: z.string().describe("Pseudonym."), verdict: z.enum(verdicts), reasons: z.array(z.enum(reasons)) }))
      .describe("Who was marked last, newest first."),
  })
  .meta({ id: "TrafficReport" });

const list = z.array(z.string().min(1).max(512)).max(1_000).exactOptional();
const named = z.strictObject({
  users: list.describe("As the shop knows them."),
  persons: list.describe("By pseudonym, as a report names them."),
});

export const trafficBody = z
  .strictObject({
    allow: named.exactOptional().describe("Shoppers, whatever the signs say."),
    deny: named.exactOptional().describe("Bots: what they taught lately is taken back, and they teach nothing more."),
    clear: named.exactOptional().describe("The signs decide again."),
  })
  .meta({ id: "TrafficOrder" });
