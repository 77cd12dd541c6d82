/** Shapes of what shoppers say of products. */
import { z } from "zod";
import { indexField } from "./search.ts";

export const reviewsBody = z
  .strictObject({
    index: indexField,
    products: z.array(z.string().min(1).max(512)).min(1).max(100).describe("Read together, such as the variants of one model."),
    offset: z.int().min(0).max(100_000).exactOptional(),
    limit: z.int().min(0).max(100).exactOptional().describe("Default 10."),
  })
  .meta({ id: "ReviewQuestion" });

export const reviewsAnswer = z
  .object({
    position: z.int(),
    count: z.int().describe("Opinions that have stars, with words or without; one per person and product."),
    average: z.number().exactOptional().describe("Mean of the stars; absent without any."),
    histogram: z.tuple([z.int(), z.int(), z.int(), z.int(), z.int()]).describe("How many gave one star, two, … five."),
    total: z.int().describe("Opinions that have words."),
    reviews: z
      .array(
        z.object({
          product: z.string(),
          time: z.int().describe("Milliseconds UTC."),
          value: z.number().exactOptional().describe("Stars from 1 to 5."),
          text: z.string(),
          bought: z.boolean().describe("The shop knows that the writer bought the product and kept it."),
        }),
      )
      .describe("The page of those with words, newest first. Nothing says who wrote them."),
  })
  .meta({ id: "ReviewAnswer" });
