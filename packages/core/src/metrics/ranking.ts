/**
 * Measures of a ranked list against judgments. Gains are linear and the discount is log2(rank + 1), as trec_eval's ndcg with
 * the gains given; the ideal list is made of every judged item of the query, found or not.
 */

/** Discounted gain of the first `k` gains, in rank order. */
export function dcg(gains: readonly number[], k: number): number {
  let sum = 0;
  for (let i = 0; i < gains.length && i < k; i++) sum += gains[i]! / Math.log2(i + 2);
  return sum;
}

/** NDCG@k of a ranking given its gains in rank order and every judged gain of the query; 0 where nothing judged is positive. */
export function ndcg(ranked: readonly number[], judged: readonly number[], k: number): number {
  const ideal = dcg(
    [...judged].sort((a, b) => b - a).filter((gain) => gain > 0),
    k,
  );
  return ideal === 0 ? 0 : dcg(ranked, k) / ideal;
}

/** 1 / rank of the first relevant item inside the first `k`, else 0. */
export function reciprocalRank(relevant: readonly boolean[], k: number): number {
  const at = relevant.indexOf(true);
  return at < 0 || at >= k ? 0 : 1 / (at + 1);
}

/** 1 where any of the first `k` is relevant. */
export function hit(relevant: readonly boolean[], k: number): number {
  return reciprocalRank(relevant, k) > 0 ? 1 : 0;
}

/** Share of all `total` relevant items that stand in the first `k`; 0 where there is none. */
export function recall(relevant: readonly boolean[], total: number, k: number): number {
  if (total === 0) return 0;
  let found = 0;
  for (let i = 0; i < relevant.length && i < k; i++) if (relevant[i]) found++;
  return found / total;
}

/** Share of a catalogue of `size` that appears in the first `k` of any list. */
export function coverage(lists: Iterable<readonly string[]>, size: number, k: number): number {
  const seen = new Set<string>();
  for (const list of lists) for (const item of list.slice(0, k)) seen.add(item);
  return size === 0 ? 0 : seen.size / size;
}

/** Arithmetic mean; 0 of nothing. */
export function mean(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return values.length === 0 ? 0 : sum / values.length;
}
