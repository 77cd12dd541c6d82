/** Shapes of products and offers on the wire: those of the catalogue, strict about unknown keys on the way in. */
import { z } from "zod";

const text = z.string();
const id = z.string().min(1).max(512);
const amount = z.number().min(0);

export const offerSchema = z
  .strictObject({
    market: text.exactOptional(),
    group: text.exactOptional(),
    currency: text.exactOptional().describe("ISO 4217, upper case"),
    price: amount.exactOptional().describe("Major units: 15 for 15.00 USD"),
    salePrice: amount.exactOptional(),
    availability: z.enum(["in_stock", "out_of_stock", "preorder", "backorder"]),
    stock: amount.exactOptional(),
    stores: z.record(z.string(), amount).exactOptional(),
  })
  .meta({ id: "Offer" });

const attributeValue = z.union([
  text,
  z.number(),
  z.boolean(),
  z.strictObject({ lat: z.number(), lng: z.number() }),
  z.array(text),
  z.array(z.number()),
]);

const textsSchema = z
  .strictObject({
    title: text,
    description: text.exactOptional(),
    brand: text.exactOptional(),
    categories: z.array(z.array(text)).exactOptional(),
    attributes: z.record(z.string(), z.union([text, z.array(text)])).exactOptional(),
  })
  .meta({ id: "ProductTexts" });

export const productSchema = z
  .strictObject({
    id,
    groupId: id.exactOptional(),
    title: text,
    description: text.default(""),
    brand: text.exactOptional(),
    link: text.exactOptional(),
    images: z.array(text).default([]),
    categories: z.array(z.array(text)).default([]),
    gtin: text.exactOptional(),
    mpn: text.exactOptional(),
    language: text.exactOptional(),
    offers: z.array(offerSchema).default([]),
    attributes: z.record(z.string(), attributeValue).default({}),
    translations: z.record(z.string(), textsSchema).exactOptional(),
  })
  .meta({ id: "Product" });

export const productsBody = z.strictObject({ products: z.array(productSchema).min(1) }).meta({ id: "ProductBatch" });
/** What the endpoint parses first: each product is checked alone, so that a bad one does not cost the batch. */
export const productsEnvelope = z.strictObject({ products: z.array(z.unknown()).min(1) });

export const offersBody = z
  .strictObject({ changes: z.array(z.strictObject({ product: id, offers: z.array(offerSchema) })).min(1) })
  .meta({ id: "OfferChanges" });
/** Its list is not walked here: handlers/offer-changes.ts reads each entry once. */
export const offersEnvelope = z.strictObject({
  changes: z.custom<readonly unknown[]>(
    (list) => Array.isArray(list) && list.length > 0,
    "Invalid input: expected a list of one change or more",
  ),
});
export const offerChangeSchema = offersBody.shape.changes.element;

export const productAnswer = z.object({ product: productSchema, position: z.int() }).meta({ id: "ProductAnswer" });
