/** A stream of uniform numbers in [0, 1). Core never calls Math.random: a Random is passed in. */
export type Random = () => number;

/** sfc32 (Doty-Humphrey, PractRand): small, fast, passes the usual batteries; the same seed gives the same stream everywhere. */
export function seededRandom(seed: number): Random {
  let a = 0x9e3779b9 | 0;
  let b = 0x243f6a88 | 0;
  let c = seed | 0;
  let d = 1;
  const next = () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    c |= 0;
    return (t >>> 0) / 4294967296;
  };
  for (let i = 0; i < 12; i++) next();
  return next;
}

/** An integer in [0, n). */
export function randomInteger(random: Random, n: number): number {
  return Math.floor(random() * n);
}

/** One element, uniformly; throws on an empty list. */
export function randomPick<T>(random: Random, items: readonly T[]): T {
  const item = items[randomInteger(random, items.length)];
  if (item === undefined && items.length === 0) throw new RangeError("randomPick needs a non-empty list");
  return item as T;
}
