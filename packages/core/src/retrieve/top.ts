/** The first k of n in a total order, without sorting the rest (a bounded heap with the worst kept on top). */

/** Indices 0 … n-1 in the order of `compare`, cut to k; `compare` must be a total order for the result to be stable. */
export function topIndices(n: number, k: number, compare: (a: number, b: number) => number): number[] {
  if (k <= 0) return [];
  if (k >= n || k > n / 4)
    return Array.from({ length: n }, (_, index) => index)
      .sort(compare)
      .slice(0, k);
  const heap: number[] = [];
  const worse = (a: number, b: number) => compare(heap[a]!, heap[b]!) > 0;
  const sink = (from: number) => {
    for (let at = from; ;) {
      let child = 2 * at + 1;
      if (child >= heap.length) return;
      if (child + 1 < heap.length && worse(child + 1, child)) child++;
      if (!worse(child, at)) return;
      [heap[at], heap[child]] = [heap[child]!, heap[at]!];
      at = child;
    }
  };
  for (let index = 0; index < k; index++) heap.push(index);
  for (let at = (k >> 1) - 1; at >= 0; at--) sink(at);
  for (let index = k; index < n; index++) {
    if (compare(index, heap[0]!) >= 0) continue;
    heap[0] = index;
    sink(0);
  }
  return heap.sort(compare);
}

/** The same for a number per index, greatest first; `compare` decides among equal numbers only. */
export function topByKey(keys: Float64Array, k: number, compare: (a: number, b: number) => number): number[] {
  const both = (a: number, b: number) => keys[b]! - keys[a]! || compare(a, b);
  const n = keys.length;
  if (k <= 0 || k >= n || k > n / 4) return topIndices(n, k, both);
  // The k-th greatest of a first part rejects nearly all of the rest by one comparison, before any heap.
  const kept: number[] = [];
  let least = -Infinity;
  let last = 0;
  for (let index = 0; index < n; index++) {
    const key = keys[index]!;
    if (key < least || (key === least && compare(index, last) > 0)) continue;
    kept.push(index);
    if (kept.length < 2 * k + 64) continue;
    kept.sort(both).length = k;
    last = kept[k - 1]!;
    least = keys[last]!;
  }
  return kept.sort(both).slice(0, k);
}
