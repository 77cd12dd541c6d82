/** The products under consideration for one answer: each gathers named parts of its score and the reason that weighs most. */
import type { Reason } from "./recommendation.ts";

export interface Candidate {
  readonly item: number;
  readonly parts: Record<string, number>;
  score: number;
  reason: Reason;
  /** Weight of the reason so far. */
  weight: number;
}

export class Candidates {
  readonly #byItem = new Map<number, Candidate>();
  readonly #usable: (item: number) => boolean;
  readonly #refused = new Set<number>();

  /** `usable` decides once per product whether it may be shown. */
  constructor(usable: (item: number) => boolean) {
    this.#usable = usable;
  }

  get size(): number {
    return this.#byItem.size;
  }

  add(item: number, part: string, score: number, reason: Reason): void {
    const known = this.#byItem.get(item);
    if (known) {
      known.parts[part] = (known.parts[part] ?? 0) + score;
      known.score += score;
      if (score > known.weight) {
        known.reason = reason;
        known.weight = score;
      }
      return;
    }
    if (this.#refused.has(item)) return;
    if (!this.#usable(item)) {
      this.#refused.add(item);
      return;
    }
    this.#byItem.set(item, { item, parts: { [part]: score }, score, reason, weight: score });
  }

  /** Adds a part to a product that is there already; it gives no reason of its own. */
  adjust(candidate: Candidate, part: string, score: number): void {
    if (score === 0) return;
    candidate.parts[part] = (candidate.parts[part] ?? 0) + score;
    candidate.score += score;
  }

  all(): readonly Candidate[] {
    return [...this.#byItem.values()];
  }
}
