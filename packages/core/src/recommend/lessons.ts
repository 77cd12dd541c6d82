/**
 * What one event teaches the shop about its products: counts, interest, what goes together, what was chosen after a query. Every lesson
 * is a sum, so the same event with weight -1 takes it back, given what its shopper had done before it (`before`). Exact but for
 * bounded lists, where a neighbour or a query that had to go does not come back.
 */
import type { ShopperEvent } from "../event.ts";
import { actionWeights, earlyReturn, keptLine, queryBefore, sameVisit } from "../profile.ts";
import type { DecayedTable, ItemTable, ItemTouch, History, ProductCounters, RecentProduct } from "../profile.ts";
import type { FacetChoices } from "./facet-choices.ts";
import type { NeighbourLists } from "./neighbours.ts";
import type { QueryClicks } from "./query-clicks.ts";
import { acrossVisits, backwards, distanceWeight, onlineFall, pairReach } from "./sequence-weight.ts";
import { everything } from "./top-lists.ts";
import type { TopLists } from "./top-lists.ts";

const day = 86_400_000;

/** The tables that lessons are written into. */
export interface Tables {
  readonly items: ItemTable;
  readonly counters: ProductCounters;
  readonly popularity: DecayedTable;
  readonly lately: DecayedTable;
  readonly interest: DecayedTable;
  readonly popular: TopLists;
  readonly rising: TopLists;
  readonly together: NeighbourLists;
  readonly bought: NeighbourLists;
  readonly clicks: QueryClicks;
  readonly choices: FacetChoices;
}

/** 1 to learn, -1 to take back. */
export type LessonWeight = 1 | -1;

export class Lessons {
  readonly #tables: Tables;

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  /** One touch of an event; `before` has the touches of the same event that came before it. */
  learn(touch: ItemTouch, event: ShopperEvent, before: History, weight: LessonWeight): void {
    const { counters } = this.#tables;
    const { item, action, time } = touch;
    if (action === "return") return this.#takeBack(touch, before, weight);
    counters.add(item, action, time, touch.value, weight);
    if (action === "rating") return;
    this.#interest(item, weight * touch.weight, time);
    this.#pair(touch, before, weight);
    this.#credit(touch, event, before, weight);
    if (action !== "purchase") return;
    const early = earlyReturn(before.purchases, touch.order ?? "", item);
    if (early) this.#returned(touch, early.time, weight);
  }

  /** The lines of an order that were not sent back, as bought together. */
  learnOrder(kept: readonly ItemTouch[], weight: LessonWeight): void {
    for (const a of kept) for (const b of kept) if (a.item !== b.item) this.#tables.bought.add(a.item, b.item, weight, a.time);
  }

  /** A facet value that the matches of a query were narrowed by. */
  choose(
    { on, session, answer, field, value }: ShopperEvent & { readonly type: "refinement" },
    time: number,
    before: History,
    weight: LessonWeight,
  ): void {
    if (on) this.#tables.choices.add(queryBefore(before.queries, time, session, answer)?.query, field, value, time, weight);
  }

  #interest(item: number, weight: number, time: number): void {
    const { popularity, lately, interest } = this.#tables;
    popularity.add(item, weight, time);
    lately.add(item, weight, time);
    interest.add(item, weight, time);
    this.rank(item);
  }

  /** Puts a product at its place in the lists of its categories. */
  rank(item: number): void {
    const { items, popularity, lately, popular, rising } = this.#tables;
    const facts = items.facts(item);
    if (!facts) return;
    const [popularKey, latelyKey] = [popularity.key(item), lately.key(item)];
    for (const list of [everything, ...facts.categories]) {
      popular.update(list, item, popularKey);
      rising.update(list, item, latelyKey);
    }
  }

  /** A returned line leaves as if it had never been bought: its weight goes at the time it came, and its pairs with it. */
  #takeBack(touch: ItemTouch, before: History, weight: LessonWeight): void {
    const { counters, bought } = this.#tables;
    const line = keptLine(before.purchases, touch.order ?? "", touch.item);
    const time = line?.time ?? touch.time;
    counters.add(touch.item, "return", time, undefined, weight);
    if (!line) return;
    this.#interest(touch.item, weight * touch.weight, time);
    for (const other of before.purchases) {
      // Lines of another moment came in another event, which was never paired with this one.
      if (other.order !== line.order || other.time !== line.time) continue;
      if (other.item === line.item || other.returned || !other.bought) continue;
      bought.add(line.item, other.item, -weight, time);
      bought.add(other.item, line.item, -weight, time);
    }
  }

  /** A purchase whose return was heard of first: the return counts at the purchase's time from now on. */
  #returned({ item, time }: ItemTouch, before: number, weight: LessonWeight): void {
    const { counters } = this.#tables;
    counters.add(item, "return", before, undefined, weight === 1 ? -1 : 1);
    counters.add(item, "return", time, undefined, weight);
    this.#interest(item, weight * actionWeights.return, time);
  }

  /** Pairs a product with what the same shopper dealt with before it; a stronger action on the same visit adds only what is new. */
  #pair(touch: ItemTouch, { recent }: History, weight: LessonWeight): void {
    const session = touch.session ?? "";
    const known = sameVisit(recent, touch.item, session, touch.time);
    const gain = touch.weight - (known?.weight ?? 0);
    if (gain <= 0) return;
    const add = (from: number, to: number, gain: number, distance: number, other: RecentProduct) => {
      const visit = other.session === session && Math.abs(touch.time - other.time) < day ? 1 : acrossVisits;
      const close = weight * Math.sqrt(gain) * distanceWeight(distance, onlineFall) * visit;
      const time = Math.max(touch.time, other.time);
      this.#tables.together.add(from, to, close, time);
      this.#tables.together.add(to, from, close * backwards, time);
    };
    const next = recent.findIndex((other) => other.time > touch.time);
    const split = next < 0 ? recent.length : next;
    walk(recent.slice(0, split).reverse(), touch.item, (other, distance) => add(other.item, touch.item, gain, distance, other));
    // An event that comes late is paired with what was heard of before it and happened after it.
    if (split < recent.length)
      walk(recent.slice(split), touch.item, (other, distance) => add(touch.item, other.item, other.weight, distance, other));
  }

  #credit(touch: ItemTouch, event: ShopperEvent, before: History, weight: LessonWeight): void {
    const { surface } = event;
    if (surface !== undefined && surface !== "search" && touch.action !== "purchase" && touch.action !== "add_to_cart") return;
    const query = queryBefore(before.queries, touch.time, touch.session, event.answer);
    if (query) this.#tables.clicks.add(query.query, touch.item, touch.action, touch.position, touch.time, weight);
  }
}

/** Visits the products nearest to one in a sequence, with how many others lie between, as far as pairs reach. */
function walk(nearest: readonly RecentProduct[], item: number, visit: (other: RecentProduct, distance: number) => void): void {
  let distance = 0;
  let last = -1;
  for (const other of nearest) {
    if (other.item === item) continue;
    if (other.item !== last) distance++;
    if (distance > pairReach) return;
    last = other.item;
    visit(other, distance);
  }
}
