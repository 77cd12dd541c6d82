/** What a shop sells: one Product per purchasable variant, named after Google's Merchant product data specification. */

export interface GeoPoint {
  readonly lat: number;
  readonly lng: number;
}

export type AttributeValue = string | number | boolean | GeoPoint | readonly string[] | readonly number[];

export type Availability = "in_stock" | "out_of_stock" | "preorder" | "backorder";

/** One price for one audience. The first offer of a product is the one shown where no market or group is asked for. */
export interface Offer {
  readonly market?: string;
  readonly group?: string;
  /** ISO 4217, upper case. */
  readonly currency?: string;
  /** In major units (15 for "15.00 USD"); absent where the shop gives none. */
  readonly price?: number;
  readonly salePrice?: number;
  readonly availability: Availability;
  readonly stock?: number;
  /** Stock per store id. */
  readonly stores?: Readonly<Record<string, number>>;
}

/** Texts of a product in one language. Attributes hold only those whose values are words that translate. */
export interface ProductTexts {
  readonly title: string;
  readonly description?: string;
  readonly brand?: string;
  readonly categories?: readonly (readonly string[])[];
  readonly attributes?: Readonly<Record<string, string | readonly string[]>>;
}

export interface Product {
  readonly id: string;
  /** item_group_id: variants of one model share it. */
  readonly groupId?: string;
  readonly title: string;
  readonly description: string;
  readonly brand?: string;
  readonly link?: string;
  readonly images: readonly string[];
  /** product_type paths, outermost first. */
  readonly categories: readonly (readonly string[])[];
  readonly gtin?: string;
  readonly mpn?: string;
  /** BCP 47 tag of title and description where the feed names it. */
  readonly language?: string;
  readonly offers: readonly Offer[];
  /** Every further column, typed. */
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  /** Further languages by BCP 47 tag ("zh", "en"). */
  readonly translations?: Readonly<Record<string, ProductTexts>>;
}

/** The price a shopper pays: sale price where there is one. */
export function currentPrice(offer: Offer): number | undefined {
  return offer.salePrice ?? offer.price;
}

export function isAvailable(product: Pick<Product, "offers">): boolean {
  return product.offers.length === 0 || product.offers.some((offer) => offer.availability !== "out_of_stock" && offer.stock !== 0);
}
