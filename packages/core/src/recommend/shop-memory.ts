/**
 * What recommendation remembers of a shop, folded from the log: products and their facts, persons, co-occurrence, counts, words.
 * One event costs a bounded number of steps; nothing is recomputed later. State only: `candidates.ts` and its neighbours read it.
 */
import { AisleError, ByteReader, ByteWriter } from "../base.ts";
import type { Product } from "../catalog.ts";
import { isShopperEvent } from "../event.ts";
import type { LoggedEvent, ShopperEvent } from "../event.ts";
import {
  DecayedTable,
  ItemTable,
  People,
  ProductCounters,
  actionWeights,
  earlyReturn,
  eventTime,
  keptLine,
  queryBefore,
  sameVisit,
  touchesOf,
} from "../profile.ts";
import type { ItemTouch, Person, Pieces, RecentProduct, Touch } from "../profile.ts";
import type { Analyzer } from "../text.ts";
import { FacetChoices } from "./facet-choices.ts";
import { NeighbourLists } from "./neighbours.ts";
import { QueryClicks } from "./query-clicks.ts";
import { acrossVisits, backwards, distanceWeight, onlineFall, pairReach } from "./sequence-weight.ts";
import { TextNeighbours } from "./text-neighbours.ts";
import { TopLists, everything } from "./top-lists.ts";

const day = 86_400_000;
const formatVersion = 4;
/** Since when links of persons have segments, and facet choices are kept. */
const segmentsSince = 3;
const choicesSince = 4;
const oldestVersion = 2;

export interface MemoryLimits {
  /** Persons kept; the least recently active go first. */
  readonly people: number;
  readonly devices: number;
  /** Neighbours kept per product. */
  readonly neighbours: number;
  /** Products remembered as new. */
  readonly newest: number;
}

export const defaultMemoryLimits: MemoryLimits = { people: 200_000, devices: 16, neighbours: 64, newest: 256 };

export class ShopMemory {
  readonly #analyzer: Analyzer;
  readonly #limits: MemoryLimits;
  readonly items = new ItemTable();
  readonly people: People;
  readonly counters = new ProductCounters();
  /** Weighted interest, by three memories: what is popular, what is popular right now, what pairs are measured against. */
  readonly popularity = new DecayedTable(14 * day);
  readonly lately = new DecayedTable(day);
  readonly interest = new DecayedTable(60 * day);
  readonly popular = new TopLists(128);
  readonly rising = new TopLists(128);
  readonly together: NeighbourLists;
  readonly bought: NeighbourLists;
  readonly words: TextNeighbours;
  readonly clicks = new QueryClicks();
  readonly choices = new FacetChoices();
  /** The rest of an unfinished snapshot. */
  #rest: Iterator<Uint8Array> | undefined;
  /** Newest products last. */
  newest: number[] = [];

  constructor(analyzer: Analyzer, limits: MemoryLimits = defaultMemoryLimits) {
    this.#analyzer = analyzer;
    this.#limits = limits;
    this.people = new People(limits);
    this.together = new NeighbourLists(limits.neighbours, 60 * day);
    this.bought = new NeighbourLists(limits.neighbours, 120 * day);
    this.words = new TextNeighbours(analyzer);
  }

  apply(logged: LoggedEvent): void {
    const { event } = logged;
    if (event === undefined) return;
    if (event.type === "product") this.#put(event.product);
    else if (event.type === "product_removed") this.#remove(event.product);
    else if (event.type === "offers") this.items.offers(event.product, event.offers);
    else if (isShopperEvent(event) && logged.person !== undefined) this.#shopper(event, logged, logged.person);
  }

  #put(product: Product): void {
    const { item, before } = this.items.put(product);
    this.words.put(item, product);
    const facts = this.items.facts(item)!;
    if (!before) {
      this.newest.push(item);
      if (this.newest.length > this.#limits.newest) this.newest.shift();
    }
    if (
      before &&
      before.categories.length === facts.categories.length &&
      before.categories.every((node, i) => node === facts.categories[i])
    )
      return;
    for (const node of before?.categories ?? []) {
      this.popular.drop(node, item);
      this.rising.drop(node, item);
    }
    this.#rank(item);
  }

  #remove(product: string): void {
    const item = this.items.find(product);
    if (item === undefined) return;
    for (const list of [everything, ...(this.items.facts(item)?.categories ?? [])]) {
      this.popular.drop(list, item);
      this.rising.drop(list, item);
    }
    this.items.remove(product);
    this.words.remove(item);
    const at = this.newest.indexOf(item);
    if (at >= 0) this.newest.splice(at, 1);
  }

  /** Puts a product at its place in the lists of its categories. */
  #rank(item: number): void {
    const facts = this.items.facts(item);
    if (!facts) return;
    const popular = this.popularity.key(item);
    const lately = this.lately.key(item);
    this.popular.update(everything, item, popular);
    this.rising.update(everything, item, lately);
    for (const node of facts.categories) {
      this.popular.update(node, item, popular);
      this.rising.update(node, item, lately);
    }
  }

  #shopper(event: ShopperEvent, logged: LoggedEvent, person: string): void {
    const time = eventTime(logged);
    if (event.type === "identify") {
      if (logged.anonymous === undefined) return;
      if (event.undo === true) this.people.unlink(logged.anonymous, person);
      else this.people.link(logged.anonymous, person);
    } else if (event.type === "erase") this.forget(person);
    else if (event.type === "query") {
      const query = this.normaliseQuery(event.query);
      if (query !== "") this.people.query(person, { query, time, session: event.session ?? "", answer: event.answer ?? "" });
    } else if (event.type === "refinement") {
      if (!event.on) return;
      const query = queryBefore(this.people.read(person).queries, time, event.session, event.answer);
      this.choices.add(query?.query, event.field, event.value, time);
    } else {
      const touches = touchesOf(event, time).map((touch) => this.#joined(touch));
      const { purchases } = this.people.own(person);
      const kept = event.type === "purchase" ? touches.filter(({ item }) => !earlyReturn(purchases, event.order, item)) : [];
      for (const touch of touches) this.#touch(touch, event, person);
      this.#order(kept, 1);
    }
  }

  #joined(touch: Touch): ItemTouch {
    const item = this.items.number(touch.product);
    const facts = this.items.facts(item);
    return { ...touch, item, ...(facts === undefined ? {} : { facts }) };
  }

  #touch(touch: ItemTouch, event: ShopperEvent, id: string): void {
    const { item, action } = touch;
    const before = this.people.own(id);
    const early = action === "purchase" ? earlyReturn(before.purchases, touch.order ?? "", item) : undefined;
    if (action === "return") this.#takeBack(touch, before);
    else if (action === "rating") this.counters.add(item, action, touch.time, touch.value);
    else {
      this.counters.add(item, action, touch.time);
      this.#interest(item, touch.weight, touch.time);
      this.#pair(touch, before);
      this.#credit(touch, event, before);
    }
    if (early) this.#returned(touch, early.time);
    this.people.react(id, touch);
  }

  #interest(item: number, weight: number, time: number): void {
    this.popularity.add(item, weight, time);
    this.lately.add(item, weight, time);
    this.interest.add(item, weight, time);
    this.#rank(item);
  }

  /** A returned line leaves as if it had never been bought: its weight goes at the time it came, and its pairs with it. */
  #takeBack(touch: ItemTouch, before: Person): void {
    const line = keptLine(before.purchases, touch.order ?? "", touch.item);
    const time = line?.time ?? touch.time;
    this.counters.add(touch.item, "return", time);
    if (!line) return;
    this.#interest(touch.item, touch.weight, time);
    for (const other of before.purchases) {
      if (other.order !== line.order || other.item === line.item || other.returned || !other.bought) continue;
      this.bought.add(line.item, other.item, -1, time);
      this.bought.add(other.item, line.item, -1, time);
    }
  }

  /** A purchase whose return was heard of first: the return counts at the purchase's time from now on. */
  #returned({ item, time }: ItemTouch, before: number): void {
    this.counters.add(item, "return", before, undefined, -1);
    this.counters.add(item, "return", time);
    this.#interest(item, actionWeights.return, time);
  }

  /** Pairs a product with what the same shopper dealt with before it; a stronger action on the same visit adds only what is new. */
  #pair(touch: ItemTouch, before: Person): void {
    const { recent } = before;
    const session = touch.session ?? "";
    const known = sameVisit(recent, touch.item, session, touch.time);
    const gain = touch.weight - (known?.weight ?? 0);
    if (gain <= 0) return;
    const pair = (from: number, to: number, gain: number, distance: number, other: RecentProduct) => {
      const visit = other.session === session && Math.abs(touch.time - other.time) < day ? 1 : acrossVisits;
      const weight = Math.sqrt(gain) * distanceWeight(distance, onlineFall) * visit;
      const time = Math.max(touch.time, other.time);
      this.together.add(from, to, weight, time);
      this.together.add(to, from, weight * backwards, time);
    };
    const walk = (list: Iterable<RecentProduct>, visit: (other: RecentProduct, distance: number) => void) => {
      let distance = 0;
      let last = -1;
      for (const other of list) {
        if (other.item === touch.item) continue;
        if (other.item !== last) distance++;
        if (distance > pairReach) return;
        last = other.item;
        visit(other, distance);
      }
    };
    const next = recent.findIndex((other) => other.time > touch.time);
    const split = next < 0 ? recent.length : next;
    walk(recent.slice(0, split).reverse(), (other, distance) => pair(other.item, touch.item, gain, distance, other));
    // An event that comes late is paired with what was heard of before it and happened after it.
    if (split < recent.length) walk(recent.slice(split), (other, distance) => pair(touch.item, other.item, other.weight, distance, other));
  }

  #order(touches: readonly ItemTouch[], weight: number): void {
    for (const a of touches) {
      for (const b of touches) if (a.item !== b.item) this.bought.add(a.item, b.item, weight, a.time);
    }
  }

  #credit(touch: ItemTouch, event: ShopperEvent, before: Person): void {
    const { surface } = event;
    if (surface !== undefined && surface !== "search" && touch.action !== "purchase" && touch.action !== "add_to_cart") return;
    const query = queryBefore(before.queries, touch.time, touch.session, event.answer);
    if (query) this.clicks.add(query.query, touch.item, touch.action, touch.position, touch.time);
  }

  /** Words of a query in one order, so that case, endings and word order do not divide what was learned. */
  normaliseQuery(query: string): string {
    const terms = new Set<string>();
    for (const { term, required } of this.#analyzer.analyzeQuery(query)) if (required) terms.add(term);
    return [...terms].sort().join(" ");
  }

  /** Removes a person, with what the devices of a login did for it. */
  forget(person: string): void {
    this.people.forget(person);
  }

  /** Every part as it is now, frozen at once; their bytes are made when asked for. */
  #freeze(): Generator<Uint8Array> {
    const items = this.items.size;
    const parts: Pieces[] = [
      [new ByteWriter(1).u8(formatVersion).finish()],
      ...this.items.pieces(),
      ...this.people.pieces(),
      ...this.counters.pieces(items),
      ...[this.popularity, this.lately, this.interest].map((table) => table.pieces(items)),
      ...[this.popular, this.rising, this.together, this.bought].map((part) => part.pieces()),
      ...this.words.pieces(),
      ...this.clicks.pieces(),
      [new ByteWriter(4 * this.newest.length + 8).array(Uint32Array.from(this.newest)).finish()],
      ...this.choices.pieces(),
    ];
    return (function* () {
      for (const part of parts) yield* part;
    })();
  }

  /**
   * The state at this moment, in steps of a few milliseconds between which events may be applied. One at a time: where another is
   * unfinished, it is brought to its end first.
   */
  snapshotSteps(): Generator<undefined, Uint8Array<ArrayBuffer>> {
    while (this.#rest && !this.#rest.next().done);
    const pieces: Uint8Array[] = [];
    const frozen = this.#freeze();
    const rest: Iterator<Uint8Array> = {
      next: () => {
        const next = frozen.next();
        if (!next.done) pieces.push(next.value);
        return next;
      },
    };
    this.#rest = rest;
    return (function* (done: () => void) {
      while (!rest.next().done) yield undefined;
      done();
      const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
      let at = 0;
      for (const piece of pieces) {
        bytes.set(piece, at);
        at += piece.length;
        yield undefined;
      }
      return bytes;
    })(() => {
      if (this.#rest === rest) this.#rest = undefined;
    });
  }

  /** Takes over a snapshot's state; "corrupt" for another format. */
  restore(bytes: Uint8Array): void {
    const reader = new ByteReader(bytes);
    const version = reader.u8();
    if (version < oldestVersion || version > formatVersion)
      throw new AisleError("corrupt", `recommendation snapshot has format ${version}`, { version });
    this.items.read(reader);
    this.people.restore(reader, version >= segmentsSince);
    this.counters.read(reader);
    for (const table of [this.popularity, this.lately, this.interest]) table.read(reader);
    for (const part of [this.popular, this.rising, this.together, this.bought, this.words, this.clicks]) part.read(reader);
    this.newest = [...reader.array(Uint32Array)];
    if (version >= choicesSince) this.choices.read(reader);
    this.#rest = undefined;
  }
}
