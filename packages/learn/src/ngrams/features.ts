/**
 * Hashed n-grams of characters and words as sparse features (Weinberger et al., "Feature hashing", 2009): the baseline that every encoder has to beat.
 */
import { normalise, words } from "../tokenizer.ts";
import type { WordBoundaries } from "../tokenizer.ts";

export type { WordBoundaries };

export interface NgramOptions {
  /** Buckets: two to this power; default 18. */
  readonly bits?: number;
  /** Shortest and longest run of characters, inside words and over their borders; default 1 to 4. */
  readonly characters?: readonly [number, number];
  /** Longest run of words; default 2. */
  readonly words?: number;
  readonly boundaries?: WordBoundaries;
}

/** Sparse rows: row i holds indices[offsets[i] .. offsets[i + 1]) with their values, indices ascending. */
export interface SparseRows {
  readonly width: number;
  readonly offsets: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float32Array;
}

const longestText = 20_000;

/** FNV-1a over UTF-16 units, then mixed, so that the low bits are good ones. */
class Hash {
  #h = 0;

  start(kind: number): this {
    this.#h = Math.imul(0x811c9dc5 ^ kind, 0x01000193);
    return this;
  }

  add(unit: number): this {
    this.#h = Math.imul(this.#h ^ unit, 0x01000193);
    return this;
  }

  bucket(mask: number): number {
    let x = this.#h;
    x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
    x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
    return (x ^ (x >>> 16)) & mask;
  }
}

const border = 0x20;

/** Counts of one text's n-grams by bucket; both texts of a pair are kept apart. */
function countNgrams(text: string, side: number, options: NgramOptions, counts: Map<number, number>): void {
  const { bits = 18, characters: [shortest, longest] = [1, 4], words: wordRun = 2, boundaries } = options;
  const mask = 2 ** bits - 1;
  const hash = new Hash();
  const count = (bucket: number) => counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
  const list = [...words(normalise(text.slice(0, longestText)), boundaries)];
  const joined = [border, ...list.flatMap((word) => [...Array.from(word, (c) => c.codePointAt(0)!), border])];
  for (let start = 0; start < joined.length; start++) {
    hash.start(side * 2);
    for (let n = 1; n <= longest && start + n <= joined.length; n++) {
      hash.add(joined[start + n - 1]!);
      if (n >= shortest && !(n === 1 && joined[start] === border)) count(hash.bucket(mask));
    }
  }
  for (let start = 0; start < list.length; start++) {
    hash.start(side * 2 + 1);
    for (let n = 1; n <= wordRun && start + n <= list.length; n++) {
      for (const character of list[start + n - 1]!) hash.add(character.codePointAt(0)!);
      hash.add(border);
      count(hash.bucket(mask));
    }
  }
}

/** A row a text: logarithms of counts, before weighting. `second`: the other texts of pairs. */
export function ngramRows(texts: readonly string[], options: NgramOptions = {}, second?: readonly string[]): SparseRows {
  const offsets = new Int32Array(texts.length + 1);
  const indices: number[] = [];
  const values: number[] = [];
  texts.forEach((text, row) => {
    const counts = new Map<number, number>();
    countNgrams(text, 0, options, counts);
    if (second) countNgrams(second[row] ?? "", 1, options, counts);
    for (const [bucket, n] of [...counts].sort((a, b) => a[0] - b[0])) {
      indices.push(bucket);
      values.push(1 + Math.log(n));
    }
    offsets[row + 1] = indices.length;
  });
  return { width: 2 ** (options.bits ?? 18), offsets, indices: Int32Array.from(indices), values: Float32Array.from(values) };
}

/** Inverse document frequencies, [width], smoothed. */
export function inverseFrequencies(rows: SparseRows): Float32Array {
  const seen = new Float32Array(rows.width);
  for (const bucket of rows.indices) seen[bucket]!++;
  const n = rows.offsets.length - 1;
  return seen.map((count) => Math.log((1 + n) / (1 + count)) + 1);
}

/** Weighted in place and scaled to rows of length 1. */
export function weigh(rows: SparseRows, weights: Float32Array): SparseRows {
  for (let row = 0; row + 1 < rows.offsets.length; row++) {
    let squares = 0;
    for (let i = rows.offsets[row]!; i < rows.offsets[row + 1]!; i++) {
      rows.values[i]! *= weights[rows.indices[i]!]!;
      squares += rows.values[i]! ** 2;
    }
    const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
    for (let i = rows.offsets[row]!; i < rows.offsets[row + 1]!; i++) rows.values[i]! *= scale;
  }
  return rows;
}
