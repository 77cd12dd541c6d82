/** Catalog: products, variants, offers, taxonomy — parse, validate, diff. */
export { currentPrice, isAvailable } from "./catalog/product.ts";
export type { AttributeValue, Availability, GeoPoint, Offer, Product, ProductTexts } from "./catalog/product.ts";
