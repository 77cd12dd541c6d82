/**
 * Byte-level byte-pair encoding (Radford et al., GPT-2, 2019): words with the space before them, as bytes, merged in the order learned. Every
 * text can be encoded and comes back exactly.
 */
import { LearnError } from "../error.ts";
import { learnMerges } from "./pair-merges.ts";
import { specialTokens } from "./tokenizer.ts";
import type { Tokenizer } from "./tokenizer.ts";
import type { WordBoundaries } from "./normalise.ts";

/** GPT-2's cut into words. */
const chunks = /'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+/gu;
const ideographs = /[\u3400-\u9fff\uf900-\ufaff]+/g;

/** A printable character for each byte: itself where it is one. */
const characters: readonly string[] = (() => {
  const printable = (byte: number) => (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(printable(byte) ? byte : next++));
})();
const bytesOf: ReadonlyMap<string, number> = new Map(characters.map((character, byte) => [character, byte]));

const encoder = new TextEncoder();
const decoder = new TextDecoder();

const asCharacters = (text: string): string => Array.from(encoder.encode(text), (byte) => characters[byte]!).join("");

function* wordsOf(text: string, boundaries?: WordBoundaries): Generator<string> {
  for (const [chunk] of text.matchAll(chunks)) {
    if (!boundaries || chunk.search(ideographs) < 0) {
      yield chunk;
      continue;
    }
    let at = 0;
    for (const { 0: run, index } of chunk.matchAll(ideographs)) {
      if (index > at) yield chunk.slice(at, index);
      yield* boundaries(run);
      at = index + run.length;
    }
    if (at < chunk.length) yield chunk.slice(at);
  }
}

/** Counts words for training; Chinese is cut by `boundaries`, so that no token crosses a word. */
export class ByteWordCounts {
  readonly counts = new Map<string, number>();
  readonly #boundaries: WordBoundaries | undefined;

  constructor(boundaries?: WordBoundaries) {
    this.#boundaries = boundaries;
  }

  add(text: string): void {
    for (const word of wordsOf(text, this.#boundaries)) this.counts.set(word, (this.counts.get(word) ?? 0) + 1);
  }
}

export interface BytePairs {
  readonly vocabulary: readonly string[];
  readonly merges: readonly (readonly [string, string])[];
}

/** The vocabulary: special tokens, the 256 bytes, what merging made. */
export function trainBytePairs(counts: ReadonlyMap<string, number>, { size }: { readonly size: number }): BytePairs {
  const least = specialTokens.length + characters.length;
  if (!(size >= least)) throw new LearnError("bad_argument", `a byte-level vocabulary has at least ${least} tokens, not ${size}`);
  const spelled = new Map<string, number>();
  for (const [word, count] of counts) spelled.set(asCharacters(word), count);
  // Every byte is a token, seen or not.
  for (const character of characters) spelled.set(character, spelled.get(character) ?? 0);
  const { symbols, pairs } = learnMerges(spelled, { size: size - specialTokens.length });
  return { vocabulary: [...specialTokens, ...symbols], merges: pairs };
}

export class ByteBpe implements Tokenizer {
  readonly kind = "bpe";
  readonly vocabulary: readonly string[];
  readonly merges: readonly (readonly [string, string])[];
  readonly #ids: ReadonlyMap<string, number>;
  readonly #ranks: ReadonlyMap<string, number>;
  readonly #cache = new Map<string, readonly number[]>();

  constructor({ vocabulary, merges }: BytePairs) {
    this.vocabulary = vocabulary;
    this.merges = merges;
    this.#ids = new Map(vocabulary.map((token, id) => [token, id]));
    this.#ranks = new Map(merges.map(([a, b], rank) => [`${a} ${b}`, rank]));
    const lacking = characters.find((character) => !this.#ids.has(character));
    if (lacking !== undefined) throw new LearnError("bad_file", "a byte-level vocabulary needs a token for every byte");
  }

  id(token: string): number | undefined {
    return this.#ids.get(token);
  }

  encode(text: string): number[] {
    const ids: number[] = [];
    for (const [chunk] of text.matchAll(chunks)) {
      let found = this.#cache.get(chunk);
      if (found === undefined) {
        found = this.#chunk(chunk);
        if (this.#cache.size > 50_000) this.#cache.clear();
        if (chunk.length <= 64) this.#cache.set(chunk, found);
      }
      for (const id of found) ids.push(id);
    }
    return ids;
  }

  #chunk(chunk: string): readonly number[] {
    const parts = [...asCharacters(chunk)];
    while (parts.length > 1) {
      let best = Number.POSITIVE_INFINITY;
      let at = -1;
      for (let i = 0; i + 1 < parts.length; i++) {
        const rank = this.#ranks.get(`${parts[i]} ${parts[i + 1]}`);
        if (rank !== undefined && rank < best) [best, at] = [rank, i];
      }
      if (at < 0) break;
      // Every place of the pair, as merging does in training.
      const [a, b] = [parts[at]!, parts[at + 1]!];
      for (let i = at; i + 1 < parts.length; i++) if (parts[i] === a && parts[i + 1] === b) parts.splice(i, 2, a + b);
    }
    return parts.map((part) => this.#ids.get(part)!);
  }

  decode(ids: readonly number[]): string {
    const bytes: number[] = [];
    for (const id of ids) {
      const token = this.vocabulary[id] ?? "";
      if (id < specialTokens.length && token === specialTokens[id]) for (const byte of encoder.encode(token)) bytes.push(byte);
      else for (const character of token) bytes.push(bytesOf.get(character) ?? 63);
    }
    return decoder.decode(Uint8Array.from(bytes));
  }
}
