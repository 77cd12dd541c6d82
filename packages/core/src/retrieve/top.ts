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

/** Places that are ordered by a key, greatest first. */
export interface Keyed {
  readonly length: number;
  /** A number per place that tells most of those apart that need no look at their key. */
  readonly bounds: Float64Array | Int32Array;
  /** The least bound that a place with this key or a greater one can have. */
  readonly floor: (key: number) => number;
  readonly key: (place: number) => number;
  /** Decides among equal keys. */
  readonly compare: (a: number, b: number) => number;
}

interface Candidate {
  readonly place: number;
  readonly key: number;
}

/** The first k places; with `alike` one of each kind, the first of it (0 is no kind and any number of places have it). */
export function topKeyed({ length, bounds, floor, key, compare }: Keyed, k: number, alike?: (place: number) => number): number[] {
  if (k <= 0) return [];
  const order = (a: Candidate, b: Candidate) => b.key - a.key || compare(a.place, b.place);
  const cut = (candidates: Candidate[]): Candidate[] => {
    const sorted = candidates.sort(order);
    return (alike ? firstOfKinds(sorted, alike) : sorted).slice(0, k);
  };
  // The k-th of a first part rejects nearly all of the rest by one comparison.
  let kept: Candidate[] = [];
  let most = 2 * k + 64;
  let bar = -Infinity;
  let last: Candidate | undefined;
  for (let place = 0; place < length; place++) {
    if (bounds[place]! < bar) continue;
    const candidate = { place, key: key(place) };
    if (last !== undefined && order(candidate, last) > 0) continue;
    kept.push(candidate);
    if (kept.length < most) continue;
    kept = cut(kept);
    // Where nearly all are of one kind, so few are left that the next cut should come later.
    most = Math.max(2 * k + 64, kept.length * 2);
    if (kept.length < k) continue;
    last = kept[k - 1]!;
    bar = floor(last.key);
  }
  return cut(kept).map(({ place }) => place);
}

function firstOfKinds(sorted: readonly Candidate[], alike: (place: number) => number): Candidate[] {
  const seen = new Set<number>();
  return sorted.filter(({ place }) => {
    const kind = alike(place);
    return kind === 0 || (!seen.has(kind) && seen.add(kind));
  });
}

/** The first k indices by a number each, greatest first; `compare` decides among equal numbers only. */
export function topByKey(keys: Float64Array, k: number, compare: (a: number, b: number) => number): number[] {
  return topKeyed({ length: keys.length, bounds: keys, floor: (key) => key, key: (place) => keys[place]!, compare }, k);
}
