/** What a shopper remembers, bounded: what was bought lately, what was seen too often, what is left of the purse. */
import type { Kind } from "./kinds.ts";
import type { Traits } from "./traits.ts";
import { dayMs } from "./season.ts";

const keptPurchases = 40;
const keptSights = 80;
/** Days in which a spent purse fills again, by half. */
const refill = 15 * dayMs;

export class Memory {
  readonly #bought: { kind: Kind; group: number; time: number }[] = [];
  readonly #seen = new Map<number, number>();
  readonly #known = new Set<number>();
  readonly #fullPurse: number;
  #spent = 0;
  #spentAt = 0;

  /** `purse`: what the shopper can spend in about a month; Infinity where nothing has a price. */
  constructor(purse: number) {
    this.#fullPurse = purse;
  }

  /** What can still be spent. */
  purse(time: number): number {
    return this.#fullPurse - this.#spent * 2 ** (-Math.max(0, time - this.#spentAt) / refill);
  }

  /** Utility lost because something like it was bought lately. */
  satiation(traits: Traits, time: number): number {
    let sum = 0;
    for (const bought of this.#bought) {
      if (bought.kind !== traits.kind) continue;
      const faded = Math.exp(-Math.max(0, time - bought.time) / bought.kind.recovery);
      sum += (bought.group === traits.group ? 3 : 2) * faded;
    }
    return sum;
  }

  /** Utility lost because it was looked at before and left alone. */
  fatigue(traits: Traits): number {
    return 0.25 * Math.min(5, this.#seen.get(traits.key) ?? 0);
  }

  /** True where the product was opened before. */
  knows(traits: Traits): boolean {
    return this.#known.has(traits.key);
  }

  passedOver(traits: Traits): void {
    const before = this.#seen.get(traits.key) ?? 0;
    this.#seen.delete(traits.key);
    this.#seen.set(traits.key, before + 1);
    if (this.#seen.size > keptSights) this.#seen.delete(this.#seen.keys().next().value!);
  }

  opened(traits: Traits): void {
    this.#known.add(traits.key);
    if (this.#known.size > keptSights) this.#known.delete(this.#known.values().next().value!);
  }

  boughtOne(traits: Traits, price: number, time: number): void {
    this.#bought.push({ kind: traits.kind, group: traits.group, time });
    if (this.#bought.length > keptPurchases) this.#bought.shift();
    this.#spent = this.#fullPurse === Infinity ? 0 : this.#fullPurse - this.purse(time) + price;
    this.#spentAt = Math.max(this.#spentAt, time);
  }

  gaveBack(price: number): void {
    this.#spent = Math.max(0, this.#spent - price);
  }
}
