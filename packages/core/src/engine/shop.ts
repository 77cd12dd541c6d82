/**
 * The engine of one shop: folds the log into its indexes and answers from them. One log, one position; an event goes to the
 * indexes it concerns:
 *
 *     product, product_removed, offers, operator    the index they name, the default one where they name none
 *     what a shopper did                            the index it names and every other that holds one of its products
 *     identify, consent, erase                      every index
 *
 * An index appears with the first catalogue event or order that names it. Operators drop and move one, and
 * judge visitors:
 *
 *     index    {action: "create" | "clear" | "drop", name} | {action: "move", name, to}
 *     traffic  {allow | deny | clear: [pseudonym]}: who is a shopper or a bot whatever the signs say
 *
 * A move puts a catalogue in the place of another at once; what shoppers taught stays with the name. The default index is
 * always there: dropped or moved away, it is empty. A cleared index keeps its orders.
 */
import { AisleError } from "../base.ts";
import { memoryProductStore } from "../catalog.ts";
import type { Product } from "../catalog.ts";
import { isShopperEvent } from "../event.ts";
import type { LoggedEvent, Position, ShopEvent, ShopperEvent } from "../event.ts";
import { Consents } from "../privacy.ts";
import { Recommender } from "../recommend.ts";
import type { MerchandiseReader } from "../rank.ts";
import { createMemoryIndex } from "../retrieve.ts";
import { TrafficFilter, trafficCommand } from "../traffic.ts";
import type { Relearned, TrafficReport } from "../traffic.ts";
import type {
  Asker,
  Engine,
  EngineParts,
  Highlight,
  IndexPorts,
  OpenPorts,
  QueryPlan,
  RecommendAnswer,
  RecommendQuestion,
  ReviewAnswer,
  ReviewQuestion,
  SearchAnswer,
  SearchQuestion,
  SuggestAnswer,
  SuggestQuestion,
} from "./engine.ts";
import type { FieldKind } from "./fields.ts";
import { IndexViews } from "./index-views.ts";
import type { ViewName } from "./index-views.ts";
import { inSteps } from "./in-steps.ts";
import { readIndexTable, writeIndexTable } from "./index-table.ts";
import type { RetiredSlot } from "./index-table.ts";

/** The index of events and questions that name none; its first slot has the same name. */
export const defaultIndex = "products";

const goneLimit = 100_000;

interface Waiter {
  readonly position: Position;
  readonly resolve: () => void;
}

type Views = Readonly<Record<string, Uint8Array>>;

const viewNames: readonly ViewName[] = ["engine", "recommend", "rank", "reviews", "retrieval"];

/** The name that a snapshot keeps a view of an index under. */
function partName(view: ViewName, slot: string, index: string): string {
  return index === defaultIndex ? view : `${view}@${slot}`;
}

/** The slots that a snapshot's views belong to, by index name; without views, those of a new shop. */
export function slotsIn(views: Views = {}): ReadonlyMap<string, string> {
  return readIndexTable(views["indexes"], defaultIndex).slots;
}

/** Products that a shopper's event is about. */
function productsOf(event: ShopperEvent): readonly string[] {
  if ("product" in event) return [event.product];
  if ("products" in event) return event.products;
  return "lines" in event ? event.lines.map((line) => line.product) : [];
}

/** The index that an event opens where there is none of that name; undefined for events that open none. */
export function indexOpenedBy(event: ShopEvent): string | undefined {
  if (event.type === "model" || isShopperEvent(event)) return undefined;
  if (event.type !== "operator" || event.command !== "index") return event.index ?? defaultIndex;
  return event.arguments["action"] === "create" ? nameIn(event.arguments["name"]) : undefined;
}

function nameIn(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

export class ShopEngine implements Engine {
  readonly #parts: EngineParts;
  readonly #open: OpenPorts;
  readonly #traffic: TrafficFilter;
  readonly #consents = new Consents();
  /** Persons of whom nothing is held, so that a log with many unreadable events of them is replayed fast. */
  readonly #gone = new Set<string>();
  #indexes = new Map<string, IndexViews>();
  #retired: RetiredSlot[] = [];
  #position: Position = 0;
  #waiters: Waiter[] = [];

  constructor(parts: EngineParts) {
    this.#parts = parts;
    this.#traffic = new TrafficFilter(parts.traffic);
    this.#open = parts.open ?? (() => ({ products: memoryProductStore(), retrieval: createMemoryIndex({ analyzer: parts.analyzer }) }));
    this.#indexes.set(defaultIndex, this.#views(defaultIndex, defaultIndex, parts, parts.recommender));
  }

  #views(name: string, slot: string, { retrieval, products }: IndexPorts, recommender = new Recommender(this.#parts.analyzer)): IndexViews {
    return new IndexViews(name, slot, {
      ...this.#parts,
      retrieval,
      products,
      recommender,
      position: () => this.#position,
      remembered: (person) => !this.#consents.refuses(person),
    });
  }

  get position(): Position {
    return this.#position;
  }

  get #default(): IndexViews {
    return this.#indexes.get(defaultIndex)!;
  }

  /** Folds one event into every view it concerns. Call in log order; an event before `position` was applied already and is skipped. */
  apply(logged: LoggedEvent): void {
    if (logged.position < this.#position) return;
    this.#fold(logged);
    this.#position = logged.position + 1;
    if (this.#waiters.length > 0) this.#wake();
  }

  #fold(logged: LoggedEvent): void {
    const { event, person } = logged;
    if (event === undefined) {
      // The key is gone: whatever a snapshot still held of this person goes with it.
      if (person !== undefined && !this.#gone.has(person)) this.#forget(person);
    } else if (isShopperEvent(event)) {
      if (person !== undefined) this.#gone.delete(person);
      if (event.type === "erase" && person !== undefined) this.#forget(person);
      const devices = event.type === "consent" && person !== undefined ? this.devicesOf(person) : [];
      for (const id of this.#consents.apply(logged, devices)) for (const index of this.#indexes.values()) index.forgetProfile(id);
      // Of who refused nothing is remembered but what they say to others.
      if (person !== undefined && this.#consents.refuses(person)) {
        if (event.type === "review" || event.type === "rating")
          for (const index of this.#concerned(event)) index.publish(logged, person, 1);
        return;
      }
      // Everything that is learned from what shoppers do passes the filter of invalid traffic.
      const { teaches, relearned } = this.#traffic.apply(logged);
      for (const one of relearned) this.#relearn(one);
      for (const index of this.#concerned(event)) index.learn(logged, teaches);
    } else if (event.type === "operator" && event.command === trafficCommand) {
      for (const one of this.#traffic.apply(logged).relearned) this.#relearn(one);
    } else if (event.type === "operator" && event.command === "index") {
      this.#order(event.arguments, logged);
    } else if (event.type !== "model") {
      this.#opened(event.index ?? defaultIndex, logged.position).apply(logged);
    }
  }

  /** Hands each index the events that concern it. */
  #relearn({ person, events }: Relearned): void {
    const concerned = events.map((one) => [one, new Set(this.#concerned(one.logged.event as ShopperEvent))] as const);
    for (const index of this.#indexes.values()) {
      const own = concerned.flatMap(([one, indexes]) => (indexes.has(index) ? [one] : []));
      if (own.length > 0) index.relearn({ person, events: own });
    }
  }

  pseudonym(user: string): string {
    return this.#parts.pseudonym(user);
  }

  /** What the filter of invalid traffic found. */
  get traffic(): TrafficReport {
    return this.#traffic.report();
  }

  #forget(person: string): void {
    const devices = this.devicesOf(person);
    for (const id of [person, ...devices]) this.#traffic.forget(id);
    this.#consents.forget(person);
    for (const index of this.#indexes.values()) index.forget(person, devices);
    if (this.#gone.size >= goneLimit) this.#gone.clear();
    this.#gone.add(person);
  }

  /** Pseudonyms of the devices that hold something of a login: an erase of the login is theirs too. */
  devicesOf(person: string): readonly string[] {
    return [...new Set(Array.from(this.#indexes.values(), (index) => index.devicesOf(person)).flat())];
  }

  /** The indexes that learn from what a shopper did. */
  #concerned(event: ShopperEvent): Iterable<IndexViews> {
    if (this.#indexes.size === 1 || event.type === "identify" || event.type === "consent" || event.type === "erase")
      return this.#indexes.values();
    const products = productsOf(event);
    const named = event.index === undefined ? undefined : this.#indexes.get(event.index);
    const found = [...this.#indexes.values()].filter((index) => index === named || products.some((id) => index.holds(id)));
    return found.length > 0 ? found : [this.#default];
  }

  /** The index of a name, opened where there is none. */
  #opened(name: string, position: Position): IndexViews {
    let index = this.#indexes.get(name);
    // A position is a name that no other slot has.
    if (!index) this.#indexes.set(name, (index = this.#views(name, String(position), this.#open(String(position)))));
    return index;
  }

  /** An operator's order about indexes; one without a meaning is skipped. */
  #order(order: Readonly<Record<string, unknown>>, logged: LoggedEvent): void {
    const name = nameIn(order["name"]);
    if (name === undefined) return;
    if (order["action"] === "create") this.#opened(name, logged.position);
    else if (order["action"] === "clear") this.#clear(name, logged);
    else if (order["action"] === "drop") this.#drop(name, logged);
    else if (order["action"] === "move") this.#move(name, nameIn(order["to"]), logged);
  }

  /** A new, empty index in the place of one. */
  #clear(name: string, logged: LoggedEvent): void {
    const before = this.#indexes.get(name);
    if (!before) return;
    this.#indexes.delete(name);
    const empty = this.#opened(name, logged.position);
    empty.inherit(before, logged);
    empty.takeOrders(before, false);
    this.#retire(before, logged.position);
  }

  #drop(name: string, logged: LoggedEvent): void {
    const before = this.#indexes.get(name);
    if (!before) return;
    this.#indexes.delete(name);
    if (name === defaultIndex) this.#opened(name, logged.position).inherit(before, logged);
    this.#retire(before, logged.position);
  }

  #move(name: string, to: string | undefined, logged: LoggedEvent): void {
    const moved = this.#indexes.get(name);
    if (!moved || to === undefined || to === name) return;
    const before = this.#indexes.get(to);
    this.#indexes.delete(name);
    moved.rename(to);
    if (before) {
      moved.inherit(before, logged);
      moved.takeOrders(before, true);
      this.#retire(before, logged.position);
    }
    this.#indexes.set(to, moved);
    if (name === defaultIndex) this.#opened(name, logged.position);
  }

  #retire(index: IndexViews, position: Position): void {
    this.#retired.push({ slot: index.slot, position });
    index.retire();
  }

  /** Slots that are in use or that a snapshot may still need. */
  get slots(): readonly string[] {
    return [...Array.from(this.#indexes.values(), (index) => index.slot), ...this.#retired.map(({ slot }) => slot)];
  }

  /** Slots that no snapshot from `oldest` on needs; each is told once, and its files can go. */
  releaseSlots(oldest: Position): readonly string[] {
    const free = this.#retired.filter(({ position }) => position < oldest);
    this.#retired = this.#retired.filter(({ position }) => position >= oldest);
    return free.map(({ slot }) => slot);
  }

  #wake(): void {
    const due = this.#waiters.filter((waiter) => waiter.position <= this.#position);
    this.#waiters = this.#waiters.filter((waiter) => waiter.position > this.#position);
    for (const waiter of due) waiter.resolve();
  }

  async reached(position: Position): Promise<void> {
    if (position <= this.#position) return;
    if (position > this.#parts.end()) {
      throw new AisleError("position_ahead", `position ${position} is past the end of the log at ${this.#parts.end()}`, {
        position,
        end: this.#parts.end(),
      });
    }
    await new Promise<void>((resolve) => this.#waiters.push({ position, resolve }));
  }

  /** Resolves once the indexes hold everything applied so far: for bulk loads that must not outrun them. */
  async settle(): Promise<void> {
    await Promise.all(Array.from(this.#indexes.values(), (index) => index.settle()));
  }

  /** Reads what `restore` left for later, in steps with pauses; a question or an event that comes before does not wait for them. */
  async warm(): Promise<void> {
    for (const index of this.#indexes.values()) await index.warm();
  }

  get indexes(): readonly string[] {
    return [defaultIndex, ...[...this.#indexes.keys()].filter((name) => name !== defaultIndex)];
  }

  index(name: string): IndexViews | undefined {
    return this.#indexes.get(name);
  }

  /** Writes about so many changes that the product stores put off; false where nothing is left. */
  settleStores(count: number): boolean {
    return Array.from(this.#indexes.values(), (index) => index.products.settle(count)).includes(true);
  }

  /** Makes the product stores durable, complete to a position. */
  commit(position: Position): void {
    for (const index of this.#indexes.values()) index.products.commit(position);
  }

  /** Closes the ports of every index; what was put after the last commit is not claimed. */
  async close(): Promise<void> {
    await Promise.all(Array.from(this.#indexes.values(), (index) => index.close()));
  }

  /** Every view's bytes at the current position; `restore` on an engine with the same product stores continues from it. */
  async snapshot(): Promise<{ readonly position: Position; readonly views: Views }> {
    const { position } = this;
    const indexes = [...this.#indexes];
    const table = writeIndexTable({ slots: new Map(indexes.map(([name, { slot }]) => [name, slot])), retired: this.#retired });
    const consents = this.#consents.snapshot();
    const [traffic, ...parts] = await Promise.all([
      inSteps(this.#traffic.snapshotSteps(), this.#parts.pause),
      ...indexes.map(async ([name, index]) => {
        const views = await index.snapshot();
        return viewNames.map((view) => [partName(view, index.slot, name), views[view]] as const);
      }),
    ]);
    return { position, views: Object.fromEntries([["indexes", table], ["traffic", traffic], ["consents", consents], ...parts.flat()]) };
  }

  /** Takes over the views of a snapshot. The default index's ports are those of the constructor; the others are opened. */
  restore(views: Views): void {
    const { slots, retired } = readIndexTable(views["indexes"], defaultIndex);
    const indexes = new Map<string, IndexViews>();
    for (const [name, slot] of slots) {
      const own = Object.fromEntries(viewNames.map((view) => [view, views[partName(view, slot, name)]]));
      const index =
        name === defaultIndex
          ? this.#views(name, slot, this.#parts, this.#parts.recommender)
          : this.#views(name, slot, this.#open(slot, own["retrieval"]));
      this.#position = index.restore(own);
      indexes.set(name, index);
    }
    this.#indexes = indexes;
    this.#retired = [...retired];
    // Snapshots of earlier builds judged nobody and knew of no refusal.
    if (views["traffic"]) this.#traffic.restore(views["traffic"]);
    if (views["consents"]) this.#consents.restore(views["consents"]);
  }

  get name(): string {
    return defaultIndex;
  }

  get count(): number {
    return this.#default.count;
  }

  get merchandise(): MerchandiseReader {
    return this.#default.merchandise;
  }

  plan(question: SearchQuestion): QueryPlan {
    return this.#default.plan(question);
  }

  search(question: SearchQuestion): Promise<SearchAnswer> {
    return this.#default.search(question);
  }

  recommend(question: RecommendQuestion): Promise<RecommendAnswer> {
    return this.#default.recommend(question);
  }

  holds(id: string): boolean {
    return this.#default.holds(id);
  }

  product(id: string, language?: string): Product | undefined {
    return this.#default.product(id, language);
  }

  sold(id: string, asker: Asker): Product | undefined {
    return this.#default.sold(id, asker);
  }

  reviews(question: ReviewQuestion): ReviewAnswer {
    return this.#default.reviews(question);
  }

  highlight(text: string, terms: readonly string[], language?: string): Highlight {
    return this.#default.highlight(text, terms, language);
  }

  facetValues(
    field: string,
    text: string,
    question: SearchQuestion,
  ): Promise<readonly { readonly value: string; readonly count: number }[]> {
    return this.#default.facetValues(field, text, question);
  }

  complete(prefix: string, limit: number): Promise<readonly string[]> {
    return this.#default.complete(prefix, limit);
  }

  suggest(text: string, question: SuggestQuestion): Promise<SuggestAnswer> {
    return this.#default.suggest(text, question);
  }

  fields(kind: FieldKind): readonly string[] {
    return this.#default.fields(kind);
  }

  all(): Iterable<Product> {
    return this.#default.all();
  }

  ids(): Iterable<string> {
    return this.#default.ids();
  }
}
