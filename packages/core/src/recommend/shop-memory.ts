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
  addQuery,
  copyHistory,
  createPerson,
  earlyReturn,
  eventTime,
  reactPerson,
  touchesOf,
} from "../profile.ts";
import type { History, ItemTouch, Pieces, RecentQuery, Touch } from "../profile.ts";
import type { Analyzer } from "../text.ts";
import { FacetChoices } from "./facet-choices.ts";
import { Lessons } from "./lessons.ts";
import type { LessonWeight } from "./lessons.ts";
import { NeighbourLists } from "./neighbours.ts";
import { QueryClicks } from "./query-clicks.ts";
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

/** Lines of a purchase of which no return was heard yet. */
function keptLines(event: ShopperEvent, touches: readonly ItemTouch[], { purchases }: History): readonly ItemTouch[] {
  return event.type === "purchase" ? touches.filter(({ item }) => !earlyReturn(purchases, event.order, item)) : [];
}

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
  readonly #lessons: Lessons;
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
    this.#lessons = new Lessons(this);
  }

  /** Folds one event; with `teaches` false it belongs to what its person did, and the shop learns nothing from it. */
  apply(logged: LoggedEvent, teaches = true): void {
    const { event } = logged;
    if (event === undefined) return;
    if (event.type === "product") this.#put(event.product);
    else if (event.type === "product_removed") this.#remove(event.product);
    else if (event.type === "offers") this.items.offers(event.product, event.offers);
    else if (isShopperEvent(event) && logged.person !== undefined) this.#shopper(event, logged, logged.person, teaches);
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
    this.#lessons.rank(item);
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

  #shopper(event: ShopperEvent, logged: LoggedEvent, person: string, teaches: boolean): void {
    const time = eventTime(logged);
    if (event.type === "identify") {
      if (logged.anonymous === undefined) return;
      if (event.undo === true) this.people.unlink(logged.anonymous, person);
      else this.people.link(logged.anonymous, person);
    } else if (event.type === "erase") this.forget(person);
    else if (event.type === "query") {
      const query = this.#recentQuery(event, time);
      if (query) this.people.query(person, query);
    } else if (event.type === "refinement") {
      if (teaches) this.#lessons.choose(event, time, this.people.own(person), 1);
    } else {
      const touches = this.#touches(event, time);
      const kept = keptLines(event, touches, this.people.own(person));
      for (const touch of touches) {
        if (teaches) this.#lessons.learn(touch, event, this.people.own(person), 1);
        this.people.react(person, touch);
      }
      if (teaches) this.#lessons.learnOrder(kept, 1);
    }
  }

  /**
   * Learns events of one person that were held back, or takes back what they taught, the last one first. Takes all of the person's last events in
   * their order: what an event with weight 0 taught stays, and it is what the others are seen against.
   */
  relearn(events: readonly { readonly logged: LoggedEvent; readonly weight: LessonWeight | 0 }[]): void {
    const person = createPerson();
    const takeBack: (() => void)[] = [];
    for (const { logged, weight } of events) {
      const { event } = logged;
      if (event === undefined || !isShopperEvent(event)) continue;
      const time = eventTime(logged);
      const lesson = (learn: (before: History, weight: LessonWeight) => void) => {
        if (weight === 1) learn(person, weight);
        else if (weight === -1) {
          const before = copyHistory(person);
          takeBack.push(() => learn(before, weight));
        }
      };
      if (event.type === "query") {
        const query = this.#recentQuery(event, time);
        if (query) addQuery(person.queries, query);
        continue;
      }
      if (event.type === "refinement") lesson((before, weight) => this.#lessons.choose(event, time, before, weight));
      const touches = this.#touches(event, time);
      const kept = keptLines(event, touches, person);
      for (const touch of touches) {
        lesson((before, weight) => this.#lessons.learn(touch, event, before, weight));
        reactPerson(person, touch);
      }
      if (kept.length > 0) lesson((_, weight) => this.#lessons.learnOrder(kept, weight));
    }
    for (const one of takeBack.reverse()) one();
  }

  #recentQuery(event: ShopperEvent & { readonly type: "query" }, time: number): RecentQuery | undefined {
    const query = this.normaliseQuery(event.query);
    return query === "" ? undefined : { query, time, session: event.session ?? "", answer: event.answer ?? "" };
  }

  #touches(event: ShopperEvent, time: number): readonly ItemTouch[] {
    return touchesOf(event, time).map((touch) => this.#joined(touch));
  }

  #joined(touch: Touch): ItemTouch {
    const item = this.items.number(touch.product);
    const facts = this.items.facts(item);
    return { ...touch, item, ...(facts === undefined ? {} : { facts }) };
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
