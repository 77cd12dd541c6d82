/**
 * Spelling: the vocabulary of a shop, and for a word that is not in it the words at a small edit distance.
 *
 * Words lie in buckets by first letter and length, each with a 32-bit signature of the letters it has. One edit changes at
 * most two bits, so an XOR and a bit count throw out nearly all of a bucket before any distance is computed. Writers seldom
 * miss the first letter: other first letters are tried at one edit, by looking up the few dozen words that it allows. Adding
 * and removing are constant time and a word costs about ten bytes beside its string; a symmetric-delete index (SymSpell)
 * answers faster but takes fifty times that at two edits. Numbers, identifiers, Chinese and short words are never in it.
 */
import { CharClass, charClasses } from "./char-class.ts";
import { editDistance } from "./edit-distance.ts";

/** Words of other lengths are neither corrected nor offered. */
const shortest = 3;
const longest = 24;
/** One edit from here, two from there. */
const oneEdit = 4;
const twoEdits = 8;
/** Words added since the last sort, at most; completion looks through them one by one. */
const freshLimit = 4096;
/** Words of a prefix that are ranked by count; a shorter prefix than that has more, and the rest is left out. */
const completionScan = 50_000;

export interface Correction {
  readonly term: string;
  readonly distance: number;
  readonly count: number;
}

export interface Completion {
  readonly term: string;
  readonly count: number;
}

/** Edits that a word of this length may contain: 0 below four letters, 1 below eight, else 2. */
export function editsAllowed(length: number): 0 | 1 | 2 {
  return length < oneEdit || length > longest ? 0 : length < twoEdits ? 1 : 2;
}

/** True for what typo correction may touch: letters only, of a spaced script, of a usual length. */
export function isSpellable(word: string): boolean {
  if (word.length < shortest || word.length > longest) return false;
  for (let i = 0; i < word.length; i++) if (charClasses[word.charCodeAt(i)] !== CharClass.letter) return false;
  return true;
}

function signature(word: string): number {
  let bits = 0;
  for (let i = 0; i < word.length; i++) bits |= 1 << (word.charCodeAt(i) & 31);
  return bits;
}

function bitCount(bits: number): number {
  let n = bits - ((bits >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** A word with each doubled letter once. */
function undouble(word: string): string {
  let out = "";
  for (let i = 0; i < word.length; i++) if (i === 0 || word.charCodeAt(i) !== word.charCodeAt(i - 1)) out += word.charAt(i);
  return out;
}

class Bucket {
  signatures = new Int32Array(8);
  ids = new Int32Array(8);
  size = 0;

  push(bits: number, id: number): void {
    if (this.size === this.ids.length) {
      const signatures = new Int32Array(this.size * 2);
      signatures.set(this.signatures);
      this.signatures = signatures;
      const ids = new Int32Array(this.size * 2);
      ids.set(this.ids);
      this.ids = ids;
    }
    this.signatures[this.size] = bits;
    this.ids[this.size++] = id;
  }

  remove(id: number): void {
    const at = this.ids.subarray(0, this.size).indexOf(id);
    if (at < 0) return;
    this.size--;
    this.ids[at] = this.ids[this.size]!;
    this.signatures[at] = this.signatures[this.size]!;
  }
}

export class SpellIndex {
  readonly #ids = new Map<string, number>();
  #words: (string | undefined)[] = [];
  #counts: number[] = [];
  readonly #free: number[] = [];
  readonly #buckets = new Map<number, Bucket>();
  /** How many words begin with a letter: what another first letter may be. */
  readonly #firsts = new Map<number, number>();
  #sorted: string[] = [];
  #fresh: string[] = [];

  /** Words in the vocabulary. */
  get size(): number {
    return this.#ids.size;
  }

  /** Occurrences of a word, 0 where it is not in the vocabulary. */
  count(word: string): number {
    const id = this.#ids.get(word);
    return id === undefined ? 0 : this.#counts[id]!;
  }

  /** Adds occurrences of a surface form; what cannot be spelled (numbers, identifiers, Chinese) is ignored. */
  add(word: string, count = 1): void {
    const known = this.#ids.get(word);
    if (known !== undefined) {
      this.#counts[known]! += count;
      return;
    }
    if (count <= 0 || !isSpellable(word)) return;
    const id = this.#free.pop() ?? this.#words.length;
    this.#ids.set(word, id);
    this.#words[id] = word;
    this.#counts[id] = count;
    const first = word.charCodeAt(0);
    this.#bucket(first, word.length).push(signature(word), id);
    this.#firsts.set(first, (this.#firsts.get(first) ?? 0) + 1);
    this.#fresh.push(word);
    if (this.#fresh.length > freshLimit && this.#sorted.length > 0) this.#merge();
  }

  /** Takes occurrences away; at none left the word is gone. */
  remove(word: string, count = 1): void {
    const id = this.#ids.get(word);
    if (id === undefined) return;
    const left = this.#counts[id]! - count;
    this.#counts[id] = left;
    if (left > 0) return;
    this.#ids.delete(word);
    this.#words[id] = undefined;
    this.#free.push(id);
    const first = word.charCodeAt(0);
    this.#bucket(first, word.length).remove(id);
    this.#firsts.set(first, this.#firsts.get(first)! - 1);
  }

  #bucket(first: number, length: number): Bucket {
    const key = first * 32 + length;
    let bucket = this.#buckets.get(key);
    if (bucket === undefined) this.#buckets.set(key, (bucket = new Bucket()));
    return bucket;
  }

  /**
   * Words near `surface`, itself left out: nearest first, then those that differ in doubled letters only ("coper" is copper
   * rather than cover), then same first letter, then most frequent. Only the nearest
   * distance that has any is given, so that one edit is never outvoted by two.
   */
  correct(surface: string, max: number): readonly Correction[] {
    const allowed = editsAllowed(surface.length);
    if (allowed === 0 || max <= 0 || !isSpellable(surface)) return [];
    const found = new Map<string, number>();
    this.#near(surface, allowed, found);
    this.#otherFirst(surface, found);
    let nearest = 3;
    for (const distance of found.values()) nearest = Math.min(nearest, distance);
    const first = surface.charCodeAt(0);
    const sound = undouble(surface);
    const corrections: (Correction & { readonly close: number })[] = [];
    for (const [term, distance] of found) {
      if (distance !== nearest) continue;
      const close = (undouble(term) === sound ? 2 : 0) + (term.charCodeAt(0) === first ? 1 : 0);
      corrections.push({ term, distance, count: this.count(term), close });
    }
    corrections.sort((a, b) => b.close - a.close || b.count - a.count || (a.term < b.term ? -1 : 1));
    return corrections.slice(0, max).map(({ term, distance, count }) => ({ term, distance, count }));
  }

  #near(surface: string, allowed: number, found: Map<string, number>): void {
    const bits = signature(surface);
    const first = surface.charCodeAt(0);
    for (let length = surface.length - allowed; length <= surface.length + allowed; length++) {
      const bucket = this.#buckets.get(first * 32 + length);
      if (bucket === undefined) continue;
      const { signatures, ids, size } = bucket;
      for (let i = 0; i < size; i++) {
        if (bitCount(signatures[i]! ^ bits) > 2 * allowed) continue;
        const word = this.#words[ids[i]!]!;
        const distance = editDistance(surface, word, allowed);
        if (distance <= allowed && distance > 0) found.set(word, distance);
      }
    }
  }

  /** One edit at the first letter: dropped, swapped, replaced, missing. */
  #otherFirst(surface: string, found: Map<string, number>): void {
    const take = (word: string) => {
      if (word !== surface && this.#ids.has(word)) found.set(word, 1);
    };
    const rest = surface.slice(1);
    take(rest);
    take(surface.charAt(1) + surface.charAt(0) + surface.slice(2));
    for (const [first, words] of this.#firsts) {
      if (words === 0) continue;
      const letter = String.fromCharCode(first);
      take(letter + rest);
      take(letter + surface);
    }
  }

  #merge(): void {
    const fresh = [...new Set(this.#fresh)].sort();
    const sorted = this.#sorted;
    const merged: string[] = [];
    let i = 0;
    let j = 0;
    while (i < sorted.length || j < fresh.length) {
      const takeOld = j === fresh.length || (i < sorted.length && sorted[i]! < fresh[j]!);
      const word = takeOld ? sorted[i++]! : fresh[j++]!;
      if (this.#ids.has(word) && merged.at(-1) !== word) merged.push(word);
    }
    this.#sorted = merged;
    this.#fresh = [];
  }

  /** Words that begin with `prefix`, most frequent first. */
  complete(prefix: string, limit: number): readonly Completion[] {
    if (limit <= 0) return [];
    if (this.#fresh.length > freshLimit) this.#merge();
    let completions: Completion[] = [];
    const sorted = this.#sorted;
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (sorted[middle]! < prefix) low = middle + 1;
      else high = middle;
    }
    const byCount = (a: Completion, b: Completion) => b.count - a.count || (a.term < b.term ? -1 : 1);
    let least = 1;
    const take = (term: string) => {
      const count = this.count(term);
      if (count < least) return;
      completions.push({ term, count });
      if (completions.length < limit + 256) return;
      completions = completions.sort(byCount).slice(0, limit);
      least = completions.at(-1)!.count;
    };
    for (let i = low; i < sorted.length && i - low < completionScan && sorted[i]!.startsWith(prefix); i++) take(sorted[i]!);
    // A word that went and came back stands in both lists.
    for (const word of this.#fresh) {
      if (word.startsWith(prefix) && !completions.some(({ term }) => term === word)) take(word);
    }
    completions.sort(byCount);
    return completions.slice(0, limit);
  }
}
