/** Catalog: products, variants, offers, taxonomy — parse, validate, diff. */
export { currentPrice, isAvailable } from "./catalog/product.ts";
export type { AttributeValue, Availability, GeoPoint, Offer, Product, ProductTexts } from "./catalog/product.ts";
export { parseProduct, productParser } from "./catalog/parse-product.ts";
export type { ProductOptions } from "./catalog/parse-product.ts";
export { checkFieldMap } from "./catalog/field-names.ts";
export type { FieldMap } from "./catalog/field-names.ts";
export { parseMoney } from "./catalog/price.ts";
export type { Money } from "./catalog/price.ts";
export { parseAvailability } from "./catalog/offer-fields.ts";
export { isForAll, offersFor, offerViews, productFor, viewNames } from "./catalog/audience.ts";
export type { Audience, OfferViews } from "./catalog/audience.ts";
export { localise } from "./catalog/localise.ts";
export { diffProducts, sameData } from "./catalog/diff-products.ts";
export type { ProductDifference } from "./catalog/diff-products.ts";
export { memoryProductStore } from "./catalog/product-store.ts";
export type { ProductStore } from "./catalog/product-store.ts";
