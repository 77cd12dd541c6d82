/** Shapes of search, completion and explanation. */
import type { Filter } from "@aisle/core/retrieve";
import { z } from "zod";
import { productSchema } from "./product.ts";

const field = z.string().min(1).max(512);

/** A filter tree; its depth and size are limited before it is parsed. */
export const filterSchema: z.ZodType<Filter> = z
  .lazy(() =>
    z.union([
      z.strictObject({ and: z.array(filterSchema) }),
      z.strictObject({ or: z.array(filterSchema) }),
      z.strictObject({ not: filterSchema }),
      z.strictObject({ field, in: z.array(z.string()) }),
      z.strictObject({ field, is: z.boolean() }),
      z.strictObject({ ids: z.array(z.string()) }),
      z.strictObject({
        field,
        near: z.strictObject({ lat: z.number().min(-90).max(90), lng: z.number().min(-180).max(180) }),
        meters: z.number().min(0),
      }),
      z.strictObject({
        field,
        min: z.number().exactOptional(),
        max: z.number().exactOptional(),
        excludeMin: z.boolean().exactOptional(),
        excludeMax: z.boolean().exactOptional(),
      }),
    ]),
  )
  .meta({ id: "Filter" });

/** Who asks; everything is optional and nothing is stored by asking. */
export const askerSchema = z
  .strictObject({
    user: z.string().min(1).max(512).exactOptional(),
    session: z.string().min(1).max(512).exactOptional(),
    language: z.string().min(2).max(35).exactOptional(),
    market: z.string().min(1).max(512).exactOptional().describe("Prices, availability and what is sold are those of this market."),
    group: z
      .string()
      .min(1)
      .max(512)
      .exactOptional()
      .describe("Customer group. Takes a secured key that fixes it (ruleContexts: group:NAME), or a key that may write."),
    device: z.string().min(1).max(64).exactOptional(),
  })
  .meta({ id: "Asker" });

export const indexField = z.string().min(1).max(256).exactOptional().describe("Name of the index; the default one where absent.");

export const searchBody = z
  .strictObject({
    index: indexField,
    query: z.string().default(""),
    asker: askerSchema.exactOptional(),
    filter: filterSchema.exactOptional(),
    refinements: z.record(z.string(), z.array(z.string())).exactOptional(),
    facets: z.array(field).max(200).exactOptional(),
    facetLimit: z.int().min(0).max(1_000).exactOptional(),
    sort: z
      .array(z.strictObject({ field, order: z.enum(["asc", "desc"]) }))
      .max(8)
      .exactOptional(),
    offset: z.int().min(0).max(1_000_000).exactOptional(),
    limit: z.int().min(0).max(1_000).exactOptional(),
    prefix: z.boolean().exactOptional(),
    typos: z.boolean().exactOptional(),
    distinct: z.boolean().exactOptional(),
    personal: z.boolean().exactOptional(),
    synonyms: z.boolean().describe("Default true: the operators' synonyms count.").exactOptional(),
    rules: z.boolean().describe("Default true: the operators' rules count.").exactOptional(),
    contexts: z.array(z.string().max(512)).max(100).describe("Contexts that rules may ask for.").exactOptional(),
  })
  .meta({ id: "SearchQuestion" });

const parts = z.record(z.string(), z.number()).describe("Adds up to the score.");

const ranked = z
  .int()
  .describe(
    "Position of the behaviour and texts in the answer, where events came in while the index looked; absent where it is `position`.",
  )
  .exactOptional();

const facetValue = z.object({ value: z.string(), count: z.int() });

export const searchAnswer = z
  .object({
    id: z.string().describe("Attribution id; events that follow name it as `answer`."),
    position: z.int().describe("The answer reflects every event before this log position."),
    total: z.int(),
    hits: z.array(
      z.object({
        product: productSchema,
        score: z.number(),
        parts,
        tier: z.union([z.literal(0), z.literal(1), z.literal(2)]).describe("0 exact, 1 corrected, 2 synonym"),
        variants: z.int().exactOptional(),
      }),
    ),
    facets: z.record(z.string(), z.array(facetValue)),
    facetOrder: z
      .array(z.object({ field: z.string(), values: z.array(z.string()) }))
      .describe("The facets that were asked for, those most worth showing for this query first, each with its first values in order.")
      .exactOptional(),
    stats: z.record(z.string(), z.object({ min: z.number(), max: z.number(), sum: z.number(), count: z.int() })),
    terms: z.array(z.string()),
    corrections: z.array(z.object({ from: z.string(), to: z.string() })),
    required: z.object({ matched: z.int(), of: z.int() }),
    didYouMean: z
      .string()
      .describe("A query that finds products as it stands, where this one was not found as typed, or next to never.")
      .exactOptional(),
    rules: z.array(z.string()).describe("Ids of the operators' rules that hold; absent where none does.").exactOptional(),
    ranked,
  })
  .meta({ id: "SearchAnswer" });

export const completeBody = z
  .strictObject({ index: indexField, prefix: z.string(), limit: z.int().min(1).max(100).default(8) })
  .meta({ id: "CompleteQuestion" });

export const completeAnswer = z.object({ completions: z.array(z.string()), position: z.int() }).meta({ id: "CompleteAnswer" });

export const suggestBody = z
  .strictObject({
    index: indexField,
    text: z.string().describe("What was typed so far: its beginning, pinyin or a near spelling."),
    language: z.string().min(2).max(35).exactOptional(),
    market: askerSchema.shape.market,
    group: askerSchema.shape.group,
    limit: z.int().min(1).max(20).default(5).describe("Suggestions of each kind."),
  })
  .meta({ id: "SuggestQuestion" });

export const suggestAnswer = z
  .object({
    id: z.string().describe("Attribution id; a click on a suggested product names it as `answer`."),
    position: z.int(),
    queries: z.array(z.string()).describe("Queries that several people typed."),
    products: z.array(productSchema),
    categories: z.array(z.object({ name: z.string(), path: z.array(z.string()), count: z.int() })),
    brands: z.array(z.object({ name: z.string(), count: z.int() })),
    didYouMean: z.string().exactOptional().describe("What was probably meant, where what was typed is found nowhere as it is."),
    ranked,
  })
  .meta({ id: "SuggestAnswer" });

export const explainBody = z
  .strictObject({
    index: indexField,
    query: z.string(),
    product: z.string().min(1),
    asker: askerSchema.exactOptional(),
    filter: filterSchema.exactOptional(),
  })
  .meta({ id: "ExplainQuestion" });

export const explainAnswer = z
  .object({
    matched: z.boolean().describe("False where the product is outside the match set of the query and filter."),
    position: z.int(),
    score: z.number().exactOptional(),
    tier: z.int().exactOptional(),
    parts: parts.exactOptional(),
    terms: z.array(z.string()),
    corrections: z.array(z.object({ from: z.string(), to: z.string() })),
    required: z.object({ matched: z.int(), of: z.int() }),
  })
  .meta({ id: "ExplainAnswer" });
