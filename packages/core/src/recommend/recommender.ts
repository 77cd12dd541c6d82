/**
 * The online form: folds every event of the log into bounded state and answers at once, so that an event changes the next answer.
 * The parts are simple and each is named in the score: what others dealt with together, bought together, words in common, the
 * person's leaning, what is popular and what is rising. Sequence models come later and replace none of the fallbacks.
 */
import type { LoggedEvent } from "../event.ts";
import type { Analyzer } from "../text.ts";
import { blend } from "./blend.ts";
import type { FacetChoice } from "./facet-choices.ts";
import type { Boost, Recommendation, RecommendRequest } from "./recommendation.ts";
import { personalBoosts } from "./boosts.ts";
import { ShopMemory, defaultMemoryLimits } from "./shop-memory.ts";
import type { MemoryLimits } from "./shop-memory.ts";

export class Recommender {
  readonly #memory: ShopMemory;

  constructor(analyzer: Analyzer, limits: Partial<MemoryLimits> = {}) {
    this.#memory = new ShopMemory(analyzer, { ...defaultMemoryLimits, ...limits });
  }

  /** Folds one event; events of the log in order, each once. With `teaches` false it changes what its person is shown, and nothing else. */
  apply(logged: LoggedEvent, teaches = true): void {
    this.#memory.apply(logged, teaches);
  }

  /** Learns a person's events that were held back (1), or takes back what they taught (-1); 0 only lies between them. In log order. */
  relearn(events: readonly { readonly logged: LoggedEvent; readonly weight: 1 | 0 | -1 }[]): void {
    this.#memory.relearn(events);
  }

  /** Whether the catalogue holds the product. */
  knows(product: string): boolean {
    const item = this.#memory.items.find(product);
    return item !== undefined && this.#memory.items.facts(item) !== undefined;
  }

  recommend(request: RecommendRequest): readonly Recommendation[] {
    return blend(this.#memory, request);
  }

  /** Bounded shares of a list's best score, for search; products without any are left out. */
  boosts(person: string | undefined, candidates: readonly string[], now: number): Readonly<Record<string, Boost>> {
    return personalBoosts(this.#memory, person, candidates, now);
  }

  /** What clicks after this query taught about the products, as bounded shares of a list's best score. */
  queryBoosts(query: string, candidates: readonly string[], now: number): Readonly<Record<string, number>> {
    const boosts: Record<string, number> = {};
    const words = this.#memory.normaliseQuery(query);
    if (words === "") return boosts;
    for (const id of candidates) {
      const item = this.#memory.items.find(id);
      const boost = item === undefined ? 0 : this.#memory.clicks.boost(words, item, now);
      if (boost > 0) boosts[id] = boost;
    }
    return boosts;
  }

  /** The facet values that shoppers narrowed this query's matches by, and those of all queries. */
  facetChoices(query: string, now: number): { readonly here: readonly FacetChoice[]; readonly anywhere: readonly FacetChoice[] } {
    const words = this.#memory.normaliseQuery(query);
    const { choices } = this.#memory;
    return { here: words === "" ? [] : choices.chosen(words, now), anywhere: choices.chosen(undefined, now) };
  }

  /** Whether the person, on any of their devices, bought the product and kept it, as far as the bounded memory of purchases reaches. */
  hasBought(person: string, product: string): boolean {
    const item = this.#memory.items.find(product);
    return item !== undefined && this.#memory.people.read(person).purchases.some((one) => one.item === item && !one.returned);
  }

  /** Devices that hold something of a login. */
  devicesOf(person: string): readonly string[] {
    return this.#memory.people.devicesOf(person);
  }

  /** Erasure of a person known by pseudonym, with the devices a login joined. */
  forget(person: string): void {
    this.#memory.forget(person);
  }

  /** The state at this moment as bytes, in steps of a few milliseconds between which events may be applied. */
  snapshotSteps(): Generator<undefined, Uint8Array<ArrayBuffer>> {
    return this.#memory.snapshotSteps();
  }

  /** The same in one go. */
  snapshot(): Uint8Array<ArrayBuffer> {
    const steps = this.#memory.snapshotSteps();
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
    }
  }

  /** Continues from a snapshot; "corrupt" where it cannot be read. */
  restore(bytes: Uint8Array): void {
    this.#memory.restore(bytes);
  }
}
