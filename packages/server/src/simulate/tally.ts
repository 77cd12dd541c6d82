/** Counts what happens in a run: shoppers and bots apart, because only the simulator knows which is which. */
import type { Product } from "@aisle/core/catalog";
import type { Experience, Look, Place } from "./choice.ts";
import { hourMs } from "./season.ts";
import type { QueryShape } from "./queries.ts";

export type ListName = "search" | "as_you_type" | "category" | "for_you" | "trending" | "similar" | "bought_together";

export const listNames: readonly ListName[] = ["search", "as_you_type", "category", "for_you", "trending", "similar", "bought_together"];

/** Positions that are counted one by one. */
export const countedPositions = 24;

export interface ListCount {
  lists: number;
  impressions: number;
  clicks: number;
  carts: number;
  purchases: number;
  revenue: number;
  /** By position from 1; index 0 is unused. */
  readonly shown: Float64Array;
  readonly examined: Float64Array;
  readonly clicked: Float64Array;
  /** Sum of the true likelihoods of being looked at. */
  readonly likelihood: Float64Array;
}

export interface QueryCount {
  searches: number;
  empty: number;
  clicked: number;
}

export interface GroupCount {
  visits: number;
  opened: number;
  carted: number;
  bought: number;
  searches: number;
  searchesClicked: number;
  revenue: number;
}

export interface NewProduct {
  readonly born: number;
  firstShown: number | undefined;
  firstClicked: number | undefined;
  shown: number;
  clicks: number;
}

const group = (): GroupCount => ({ visits: 0, opened: 0, carted: 0, bought: 0, searches: 0, searchesClicked: 0, revenue: 0 });
const queries = (): QueryCount => ({ searches: 0, empty: 0, clicked: 0 });
const list = (): ListCount => ({
  lists: 0,
  impressions: 0,
  clicks: 0,
  carts: 0,
  purchases: 0,
  revenue: 0,
  shown: new Float64Array(countedPositions + 1),
  examined: new Float64Array(countedPositions + 1),
  clicked: new Float64Array(countedPositions + 1),
  likelihood: new Float64Array(countedPositions + 1),
});

function at<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}

/** The groups that a visit counts for. */
export interface Who {
  readonly language: string;
  readonly device: string;
  readonly loyalty: string;
}

export interface SearchSummary {
  readonly shape: QueryShape;
  readonly misspelled: boolean;
  readonly total: number;
  readonly clicked: boolean;
  /** Share of the first ten that the shopper really wanted; undefined where nothing was found. */
  readonly wanted: number | undefined;
  /** True for a second or third attempt. */
  readonly again: boolean;
}

/** What one visit came to. */
export interface VisitSummary {
  readonly time: number;
  readonly opened: boolean;
  readonly carted: boolean;
  readonly bought: boolean;
  readonly revenue: number;
}

export class Tally {
  readonly start: number;
  readonly lists = new Map<ListName, ListCount>();
  readonly shapes = new Map<QueryShape, QueryCount>();
  readonly misspelled = queries();
  readonly spelled = queries();
  /** Searches that followed a failed one in the same visit. */
  reformulations = 0;
  /** Sum and number of the share of the first ten that is really wanted. */
  readonly wantedInTen = { sum: 0, searches: 0 };
  readonly all = group();
  readonly languages = new Map<string, GroupCount>();
  readonly devices = new Map<string, GroupCount>();
  readonly loyalties = new Map<string, GroupCount>();
  readonly hours: { visits: number; orders: number; bots: number }[] = [];
  readonly shownProducts = new Map<string, number>();
  readonly clickedProducts = new Set<string>();
  readonly boughtProducts = new Set<string>();
  readonly newProducts = new Map<string, NewProduct>();
  readonly revenue = new Map<string, number>();
  readonly stars = [0, 0, 0, 0, 0];
  orders = 0;
  lines = 0;
  /** Lines of products without a known price. */
  unpriced = 0;
  returns = 0;
  returnedValue = 0;
  ratings = 0;
  reviews = 0;
  logins = 0;
  /** Logins taken back on a shared device. */
  partings = 0;
  readonly bots = new Map<string, { visits: number; events: number; users: Set<string> }>();
  readonly events = new Map<string, number>();
  botEvents = 0;
  /** Events sent a second time, as a client does that missed the acknowledgement. */
  resent = 0;
  readonly catalogue = new Map<string, number>();
  abandoned = 0;

  constructor(start: number) {
    this.start = start;
  }

  #hour(time: number) {
    const hour = Math.max(0, Math.floor((time - this.start) / hourMs));
    while (this.hours.length <= hour) this.hours.push({ visits: 0, orders: 0, bots: 0 });
    return this.hours[hour]!;
  }

  listCount(name: ListName): ListCount {
    return at(this.lists, name, list);
  }

  /** A list that a shopper was shown; `likelihood` is the true one of being looked at. */
  list(name: ListName, places: readonly Place[], seen: Look, likelihood: (position: number) => number, time: number): void {
    const count = this.listCount(name);
    count.lists++;
    count.impressions += places.length;
    count.clicks += seen.clicked.length;
    for (const { position, product } of places) {
      this.shownProducts.set(product.id, (this.shownProducts.get(product.id) ?? 0) + 1);
      const fresh = this.newProducts.get(product.id);
      if (fresh) {
        fresh.firstShown ??= time;
        fresh.shown++;
      }
      if (position > countedPositions) continue;
      count.shown[position]!++;
      count.likelihood[position]! += likelihood(position);
    }
    for (const { position } of seen.examined) if (position <= countedPositions) count.examined[position]!++;
    for (const { position, product } of seen.clicked) {
      this.clickedProducts.add(product.id);
      const fresh = this.newProducts.get(product.id);
      if (fresh) {
        fresh.firstClicked ??= time;
        fresh.clicks++;
      }
      if (position <= countedPositions) count.clicked[position]!++;
    }
  }

  /** A finished search. */
  search({ shape, misspelled, total, clicked, wanted, again }: SearchSummary, who: Who): void {
    for (const count of [at(this.shapes, shape, queries), misspelled ? this.misspelled : this.spelled]) {
      count.searches++;
      if (total === 0) count.empty++;
      if (clicked) count.clicked++;
    }
    for (const one of this.#groups(who)) {
      one.searches++;
      if (clicked) one.searchesClicked++;
    }
    if (wanted !== undefined) {
      this.wantedInTen.sum += wanted;
      this.wantedInTen.searches++;
    }
    if (again) this.reformulations++;
  }

  order(
    lines: readonly {
      readonly product: Product;
      readonly price: number | undefined;
      readonly currency: string;
      readonly list: ListName | undefined;
    }[],
    time: number,
  ): void {
    this.orders++;
    this.lines += lines.length;
    this.#hour(time).orders++;
    for (const { product, price, currency, list } of lines) {
      this.boughtProducts.add(product.id);
      if (price === undefined) this.unpriced++;
      this.revenue.set(currency, (this.revenue.get(currency) ?? 0) + (price ?? 0));
      if (list === undefined) continue;
      const count = this.listCount(list);
      count.purchases++;
      count.revenue += price ?? 0;
    }
  }

  #groups({ language, device, loyalty }: Who): readonly GroupCount[] {
    return [this.all, at(this.languages, language, group), at(this.devices, device, group), at(this.loyalties, loyalty, group)];
  }

  visit(summary: VisitSummary, who: Who): void {
    this.#hour(summary.time).visits++;
    for (const count of this.#groups(who)) {
      count.visits++;
      if (summary.opened) count.opened++;
      if (summary.carted) count.carted++;
      if (summary.bought) count.bought++;
      count.revenue += summary.revenue;
    }
  }

  botVisit(kind: string, user: string, events: number, time: number): void {
    const count = at(this.bots, kind, () => ({ visits: 0, events: 0, users: new Set<string>() }));
    count.visits++;
    count.events += events;
    count.users.add(user);
    this.botEvents += events;
    this.#hour(time).bots++;
  }

  experience({ stars, returned }: Experience, price: number): void {
    this.stars[stars - 1]!++;
    if (!returned) return;
    this.returns++;
    this.returnedValue += price;
  }

  catalogueEvent(action: string, count: number): void {
    this.catalogue.set(action, (this.catalogue.get(action) ?? 0) + count);
  }

  sent(type: string): void {
    this.events.set(type, (this.events.get(type) ?? 0) + 1);
  }
}
