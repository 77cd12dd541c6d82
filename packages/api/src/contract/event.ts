/** Shapes of events on the wire: the one event schema of the house. `time` may be left out and is then the time of arrival. */
import { z } from "zod";
import { offerSchema, productSchema } from "./product.ts";

const id = z.string().min(1).max(512);
const count = z.int().min(0);
const amount = z.number().min(0);

const common = {
  id: id.exactOptional().describe("Client-made; a second event with the same id changes nothing."),
  time: count.exactOptional().describe("When it happened, milliseconds UTC; the time of arrival where absent."),
  origin: z.strictObject({ producer: id, sequence: count }).exactOptional(),
};

const ofIndex = { index: id.exactOptional().describe("Name of the index; the default one where absent.") };

const person = {
  ...common,
  user: id,
  session: id.exactOptional(),
  answer: id.exactOptional().describe("Attribution id of the answer that this event follows."),
  surface: id.exactOptional(),
};

const line = z.strictObject({ product: id, quantity: z.number().gt(0), price: amount.exactOptional(), currency: id.exactOptional() });
const lines = z.array(line);

export const eventSchema = z
  .discriminatedUnion("type", [
    z.strictObject({ type: z.literal("query"), ...person, ...ofIndex, query: z.string(), total: count.exactOptional() }),
    z.strictObject({
      type: z.literal("impression"),
      ...person,
      ...ofIndex,
      products: z.array(id),
      positions: z.array(count).exactOptional(),
    }),
    z.strictObject({ type: z.enum(["view", "click"]), ...person, ...ofIndex, product: id, position: count.exactOptional() }),
    z.strictObject({
      type: z.literal("add_to_cart"),
      ...person,
      ...ofIndex,
      product: id,
      quantity: z.number().gt(0).default(1),
      position: count.exactOptional(),
    }),
    z.strictObject({ type: z.literal("purchase"), ...person, ...ofIndex, order: id, lines }),
    z.strictObject({
      type: z.enum(["refund", "return", "cancel"]),
      ...person,
      ...ofIndex,
      order: id,
      lines,
      reason: z.string().exactOptional(),
    }),
    z.strictObject({ type: z.literal("rating"), ...person, ...ofIndex, product: id, value: z.number() }),
    z.strictObject({ type: z.literal("review"), ...person, ...ofIndex, product: id, text: z.string(), value: z.number().exactOptional() }),
    z.strictObject({ type: z.literal("refinement"), ...person, ...ofIndex, field: id, value: z.string(), on: z.boolean() }),
    z.strictObject({ type: z.literal("identify"), ...person, anonymous: id, undo: z.boolean().exactOptional() }),
    z.strictObject({ type: z.literal("consent"), ...person, purposes: z.record(z.string(), z.boolean()) }),
    z.strictObject({ type: z.literal("erase"), ...person }),
    z.strictObject({ type: z.literal("product"), ...common, ...ofIndex, product: productSchema }),
    z.strictObject({ type: z.literal("product_removed"), ...common, ...ofIndex, product: id }),
    z.strictObject({ type: z.literal("offers"), ...common, ...ofIndex, product: id, offers: z.array(offerSchema) }),
    z.strictObject({ type: z.literal("model"), ...common, action: z.enum(["promote", "rollback"]), model: id, hash: id }),
    z.strictObject({ type: z.literal("operator"), ...common, ...ofIndex, command: id, arguments: z.record(z.string(), z.unknown()) }),
  ])
  .meta({ id: "Event" });

const sent = count
  .exactOptional()
  .describe("The client's clock when it sent the batch: where it is more than 5 minutes off, its events are put right by as much.");

export const eventsBody = z.strictObject({ events: z.array(eventSchema).min(1), sent }).meta({ id: "EventBatch" });
/** What the endpoint parses first: each event is checked alone, so that a bad one does not cost the batch. */
export const eventsEnvelope = z.strictObject({ events: z.array(z.unknown()).min(1), sent });

export const rejectedSchema = z
  .object({ index: z.int(), code: z.string(), message: z.string(), details: z.record(z.string(), z.unknown()).exactOptional() })
  .meta({ id: "Rejected" });

export const acknowledgement = z
  .object({
    level: z.enum(["durable", "replicated"]).describe("durable: on this machine's disk; replicated: a quorum of brokers has it."),
    position: z.int().describe("Demand it in `Aisle-Position` to read an answer that reflects the batch."),
    accepted: z.int(),
    duplicates: z.int(),
    rejected: z.array(rejectedSchema),
  })
  .meta({ id: "Acknowledgement" });
