/**
 * Byte-pair encoding's training (Sennrich, Haddow and Birch, 2016): the most frequent pair of neighbours becomes one symbol, again and
 * again. Only words that hold the pair are touched, so a merge costs what it changes.
 */
import { LearnError } from "../error.ts";

export interface Merges {
  /** Symbols, the alphabet first, then what merging made, in order. */
  readonly symbols: readonly string[];
  /** Pairs in the order they were merged. */
  readonly pairs: readonly (readonly [string, string])[];
}

export interface MergeOptions {
  /** Symbols in the end, the alphabet among them. */
  readonly size: number;
  /** Symbols of one character kept at most; the rarest go. */
  readonly alphabet?: number;
  /** A pair rarer than this is not merged; default 2. */
  readonly minCount?: number;
  /** Stands before every symbol but a word's first, as in WordPiece. */
  readonly prefix?: string;
  /** Longest symbol in characters; 0, the default, for no limit. */
  readonly longest?: number;
}

interface Word {
  symbols: Int32Array;
  readonly count: number;
}

/** A binary heap of pairs: the most frequent first, of equals the one of lower numbers. */
class PairHeap {
  readonly #keys: number[] = [];
  readonly #counts: number[] = [];

  get size(): number {
    return this.#keys.length;
  }

  #before(i: number, j: number): boolean {
    const difference = this.#counts[i]! - this.#counts[j]!;
    return difference > 0 || (difference === 0 && this.#keys[i]! < this.#keys[j]!);
  }

  #swap(i: number, j: number): void {
    [this.#keys[i], this.#keys[j]] = [this.#keys[j]!, this.#keys[i]!];
    [this.#counts[i], this.#counts[j]] = [this.#counts[j]!, this.#counts[i]!];
  }

  push(key: number, count: number): void {
    let at = this.#keys.push(key) - 1;
    this.#counts.push(count);
    for (let up = (at - 1) >> 1; at > 0 && this.#before(at, up); up = (at - 1) >> 1) {
      this.#swap(at, up);
      at = up;
    }
  }

  pop(): readonly [number, number] {
    const top = [this.#keys[0]!, this.#counts[0]!] as const;
    const [key, count] = [this.#keys.pop()!, this.#counts.pop()!];
    if (this.#keys.length > 0) {
      this.#keys[0] = key;
      this.#counts[0] = count;
      for (let at = 0; ;) {
        let best = at;
        for (const child of [2 * at + 1, 2 * at + 2]) if (child < this.#keys.length && this.#before(child, best)) best = child;
        if (best === at) break;
        this.#swap(at, best);
        at = best;
      }
    }
    return top;
  }
}

/** Two symbol numbers as one exact key. */
const pairBase = 1 << 26;

export function learnMerges(counts: ReadonlyMap<string, number>, options: MergeOptions): Merges {
  const { size, alphabet = Number.POSITIVE_INFINITY, minCount = 2, prefix = "", longest = 0 } = options;
  if (!(size >= 1 && size < pairBase)) throw new LearnError("bad_argument", `a vocabulary of ${size} cannot be made`);
  const characters = new Map<string, number>();
  for (const [word, count] of counts) for (const character of word) characters.set(character, (characters.get(character) ?? 0) + count);
  const kept = new Set(
    [...characters]
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, alphabet)
      .map(([character]) => character),
  );
  const symbols: string[] = [];
  const numbers = new Map<string, number>();
  const number = (symbol: string) => {
    let found = numbers.get(symbol);
    if (found === undefined) {
      found = symbols.push(symbol) - 1;
      numbers.set(symbol, found);
    }
    return found;
  };
  for (const character of [...kept].sort()) number(character);
  const list: Word[] = [];
  for (const [word, count] of counts) {
    const parts = [...word].filter((character) => kept.has(character));
    list.push({ symbols: Int32Array.from(parts, (character, i) => number(i === 0 ? character : prefix + character)), count });
  }

  const pairCounts = new Map<number, number>();
  /** Words a pair stands in, some of them no longer. */
  const places = new Map<number, Set<number>>();
  const changePair = (a: number, b: number, word: number, by: number) => {
    const key = a * pairBase + b;
    pairCounts.set(key, (pairCounts.get(key) ?? 0) + by);
    if (by < 0) return key;
    const set = places.get(key);
    if (set) set.add(word);
    else places.set(key, new Set([word]));
    return key;
  };
  list.forEach(({ symbols: parts, count }, word) => {
    for (let i = 0; i + 1 < parts.length; i++) changePair(parts[i]!, parts[i + 1]!, word, count);
  });
  const heap = new PairHeap();
  for (const [key, count] of pairCounts) heap.push(key, count);

  const pairs: [string, string][] = [];
  while (symbols.length < size && heap.size > 0) {
    const [key, count] = heap.pop();
    const present = pairCounts.get(key) ?? 0;
    if (present !== count) {
      // It became rarer since; it waits for its turn.
      if (present >= minCount && present < count) heap.push(key, present);
      continue;
    }
    if (count < minCount) break;
    const [a, b] = [Math.floor(key / pairBase), key % pairBase];
    const joined = symbols[a]! + symbols[b]!.slice(prefix.length);
    if (longest > 0 && [...joined].length > longest) continue;
    const made = number(joined);
    pairs.push([symbols[a]!, symbols[b]!]);
    const changed = new Set<number>();
    for (const word of places.get(key) ?? []) mergeWord(list[word]!, word, a, b, made, changePair, changed);
    places.delete(key);
    pairCounts.delete(key);
    for (const pair of changed) {
      const now = pairCounts.get(pair) ?? 0;
      if (pair !== key && now > 0) heap.push(pair, now);
    }
  }
  return { symbols: symbols.slice(0, Math.max(size, 0)), pairs };
}

function mergeWord(
  word: Word,
  index: number,
  a: number,
  b: number,
  made: number,
  changePair: (a: number, b: number, word: number, by: number) => number,
  grown: Set<number>,
): void {
  const { symbols: parts, count } = word;
  const next: number[] = [];
  let merged = false;
  for (let i = 0; i < parts.length; i++) {
    if (parts[i] !== a || parts[i + 1] !== b) {
      next.push(parts[i]!);
      continue;
    }
    merged = true;
    const [before, after] = [next.at(-1), parts[i + 2]];
    if (before !== undefined) {
      changePair(before, a, index, -count);
      grown.add(changePair(before, made, index, count));
    }
    if (after !== undefined) {
      changePair(b, after, index, -count);
      grown.add(changePair(made, after, index, count));
    }
    next.push(made);
    i++;
  }
  if (merged) word.symbols = Int32Array.from(next);
}
