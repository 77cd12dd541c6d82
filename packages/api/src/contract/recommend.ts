/** Shapes of recommendation. */
import { z } from "zod";
import { productSchema } from "./product.ts";
import { askerSchema, filterSchema, indexField } from "./search.ts";

export const recommendBody = z
  .strictObject({
    index: indexField,
    kind: z.enum(["for_you", "similar", "bought_together", "trending", "recently_viewed"]),
    asker: askerSchema.exactOptional(),
    products: z.array(z.string().min(1).max(512)).max(100).exactOptional().describe("Seeds: the product page's, the cart's."),
    category: z.array(z.string()).max(32).exactOptional(),
    filter: filterSchema.exactOptional(),
    limit: z.int().min(1).max(200).exactOptional(),
  })
  .meta({ id: "RecommendQuestion" });

const reason = z
  .object({ code: z.string(), product: z.string().exactOptional(), category: z.string().exactOptional() })
  .meta({ id: "Reason" });

export const recommendAnswer = z
  .object({
    id: z.string().describe("Attribution id."),
    position: z.int(),
    items: z.array(z.object({ product: productSchema, score: z.number(), parts: z.record(z.string(), z.number()), reason })),
  })
  .meta({ id: "RecommendAnswer" });
