/**
 * Whom an offer is for. An asker sees the first of these that a product has: the offer of their market and group, the public
 * offer of their market, the offer of their group in every market, the public offer in every market. Who names no market is,
 * where a product is sold in markets only, in that of its first public offer. Where none of them is there, the product is not
 * sold to the asker. Names are compared as they are written.
 */
import type { Offer, Product } from "./product.ts";

export interface Audience {
  readonly market?: string;
  /** Customer group, such as "trade". */
  readonly group?: string;
}

type Place = { readonly market?: string | undefined; readonly group?: string | undefined };

function offersOf(offers: readonly Offer[], market: string | undefined, group: string | undefined): readonly Offer[] {
  return offers.filter((offer) => offer.market === market && offer.group === group);
}

/** The market of somebody who names none, for a product that is not sold in every market. */
function homeOf(offers: readonly Offer[]): string | undefined {
  return (offers.find(({ group }) => group === undefined) ?? offers.find(({ market }) => market !== undefined))?.market;
}

/** Places where the offers of an audience are looked for, in order. */
function places({ market, group }: Audience, home: string | undefined): readonly Place[] {
  const groups = group === undefined ? [undefined] : [group, undefined];
  const markets = [...(market === undefined ? [] : [market]), undefined, ...(market === undefined && home !== undefined ? [home] : [])];
  return markets.flatMap((one) => groups.map((of) => ({ market: one, group: of })));
}

/** The offers for an audience, the one whose price is shown first; empty where a product has none at all, undefined where it is not sold to them. */
export function offersFor(offers: readonly Offer[], audience: Audience): readonly Offer[] | undefined {
  if (offers.length === 0) return offers;
  for (const { market, group } of places(audience, homeOf(offers))) {
    const found = offersOf(offers, market, group);
    if (found.length > 0) return found;
  }
  return undefined;
}

/** The product with the offers of one audience and no other; undefined where it is not sold to them. */
export function productFor(product: Product, audience: Audience): Product | undefined {
  const offers = offersFor(product.offers, audience);
  if (offers === undefined) return undefined;
  return offers.length === product.offers.length ? product : { ...product, offers };
}

/** Stands for the market of those who name none. */
const unplaced = 0;

function viewName(market: string | typeof unplaced | undefined, group: string | undefined): string {
  return JSON.stringify(group === undefined ? [market ?? null] : [market ?? null, group]);
}

/** Names of the views (retrieve) in which an audience's offers are indexed, the most specific first. */
export function viewNames({ market, group }: Audience): readonly string[] {
  const names = (of: string | typeof unplaced | undefined) => [
    ...(group === undefined ? [] : [viewName(of, group)]),
    viewName(of, undefined),
  ];
  // The public offer in every market is a product's own values and needs no name.
  if (market !== undefined) return [...names(market), ...(group === undefined ? [] : [viewName(undefined, group)])];
  return [...(group === undefined ? [] : [viewName(undefined, group)]), ...names(unplaced)];
}

/** A product's offers by the view that shows them; `own` are shown outside of all views, undefined where nothing is. */
export interface OfferViews {
  readonly own: readonly Offer[] | undefined;
  readonly views: Readonly<Record<string, readonly Offer[]>>;
}

const noViews = {};

/** True where no offer is for a market or a group. */
export function isForAll(offers: readonly Offer[]): boolean {
  for (const { market, group } of offers) if (market !== undefined || group !== undefined) return false;
  return true;
}

/** Sorts offers into views, so that the first of `viewNames` that is there, else `own`, is `offersFor` the same audience. */
export function offerViews(offers: readonly Offer[]): OfferViews {
  if (isForAll(offers)) return { own: offers, views: noViews };
  const everywhere = offersOf(offers, undefined, undefined);
  const own = everywhere.length > 0 ? everywhere : undefined;
  const views = new Map<string, readonly Offer[]>();
  const home = homeOf(offers);
  for (const { market, group } of offers) {
    if (market === undefined && group === undefined) continue;
    const found = offersOf(offers, market, group);
    views.set(viewName(market, group), found);
    if (own === undefined && market === home && home !== undefined) views.set(viewName(unplaced, group), found);
  }
  return { own, views: Object.fromEntries(views) };
}
