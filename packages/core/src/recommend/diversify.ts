/**
 * Spreads a list over categories and brands: each next product is the one that scores best after a discount for what of its kind
 * already stands above it (greedy, after maximal marginal relevance, Carbonell & Goldstein, SIGIR 1998). The discount becomes a
 * part of the score, so the order can be read from the scores.
 */
import type { Candidate } from "./candidates.ts";

export interface Kind {
  readonly category: number;
  readonly brand: number;
}

/** The first `limit` of the candidates; `category` and `brand` are what one more of a kind keeps of its score (1 = no discount). */
export function diversify(
  candidates: readonly Candidate[],
  limit: number,
  kindOf: (item: number) => Kind,
  keep: { readonly category: number; readonly brand: number },
): readonly Candidate[] {
  // Beyond a few pages the tail cannot win any more.
  const pool = [...candidates].sort((a, b) => b.score - a.score || a.item - b.item).slice(0, limit * 6 + 60);
  const kinds = pool.map((one) => kindOf(one.item));
  const categories = new Map<number, number>();
  const brands = new Map<number, number>();
  const taken: Candidate[] = [];
  const open = pool.map((_, at) => at);
  while (taken.length < limit && open.length > 0) {
    let best = 0;
    let bestScore = -Infinity;
    for (let i = 0; i < open.length; i++) {
      const { score } = pool[open[i]!]!;
      // Sorted by score: nothing further down can beat what was found.
      if (score <= bestScore) break;
      const { category, brand } = kinds[open[i]!]!;
      const discount = keep.category ** (categories.get(category) ?? 0) * keep.brand ** (brands.get(brand) ?? 0);
      const adjusted = score > 0 ? score * discount : score;
      if (adjusted > bestScore) {
        bestScore = adjusted;
        best = i;
      }
    }
    const at = open.splice(best, 1)[0]!;
    const one = pool[at]!;
    const { category, brand } = kinds[at]!;
    if (category >= 0) categories.set(category, (categories.get(category) ?? 0) + 1);
    if (brand >= 0) brands.set(brand, (brands.get(brand) ?? 0) + 1);
    if (bestScore !== one.score) one.parts["diversity"] = bestScore - one.score;
    one.score = bestScore;
    taken.push(one);
  }
  return taken;
}
