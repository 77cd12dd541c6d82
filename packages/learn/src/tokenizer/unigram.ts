/**
 * Unigram language model over pieces (Kudo, "Subword regularization", 2018): a text is the likeliest sequence of pieces; the vocabulary is learned
 * by expectation maximisation and shrunk by what each piece is worth. A space is written "▁" before the word it stands in front of.
 */
import { LearnError } from "../error.ts";
import { specialTokens } from "./tokenizer.ts";
import type { Tokenizer } from "./tokenizer.ts";
import type { WordBoundaries } from "./normalise.ts";

export const spaceMark = "▁";
const ideographs = /[\u3400-\u9fff\uf900-\ufaff]+/g;
/** Worse than the least likely piece by this much: a character nobody knows. */
const unknownPenalty = 10;

function* chunksOf(text: string, boundaries?: WordBoundaries): Generator<string> {
  for (const word of text.split(/\p{White_Space}+/u)) {
    if (word === "") continue;
    const marked = spaceMark + word;
    if (!boundaries) {
      yield marked;
      continue;
    }
    let at = 0;
    for (const { 0: run, index } of marked.matchAll(ideographs)) {
      if (index > at) yield marked.slice(at, index);
      yield* boundaries(run);
      at = index + run.length;
    }
    if (at < marked.length) yield marked.slice(at);
  }
}

export class PieceCounts {
  readonly counts = new Map<string, number>();
  readonly #boundaries: WordBoundaries | undefined;

  constructor(boundaries?: WordBoundaries) {
    this.#boundaries = boundaries;
  }

  add(text: string): void {
    for (const chunk of chunksOf(text.normalize("NFKC"), this.#boundaries)) this.counts.set(chunk, (this.counts.get(chunk) ?? 0) + 1);
  }
}

export interface UnigramModel {
  readonly vocabulary: readonly string[];
  /** Log probability of each token; 0 for special ones. */
  readonly scores: readonly number[];
}

export interface UnigramOptions {
  readonly size: number;
  /** Longest piece in characters; default 16. */
  readonly longest?: number;
  /** Candidates per token wanted; default 8. */
  readonly seeds?: number;
  /** Different characters kept; default 10,000, at most half of the size. */
  readonly alphabet?: number;
}

/** Pieces by their text as nested maps of characters: all pieces from a place are found in one walk. */
interface Node {
  next: Map<string, Node> | undefined;
  id: number;
}

const newNode = (): Node => ({ next: undefined, id: -1 });

function trieOf(pieces: readonly string[], from = 0): Node {
  const root = newNode();
  pieces.forEach((piece, id) => {
    if (id < from) return;
    let node = root;
    for (const character of piece) {
      node.next ??= new Map();
      let child = node.next.get(character);
      if (!child) node.next.set(character, (child = newNode()));
      node = child;
    }
    node.id = id;
  });
  return root;
}

/** The likeliest pieces of a text; unknown characters are id -1. `without`: a piece that must not be used. */
function viterbi(characters: readonly string[], trie: Node, scores: ArrayLike<number>, unknown: number, without = -1): number[] {
  const n = characters.length;
  const best = new Float64Array(n + 1).fill(Number.NEGATIVE_INFINITY);
  const from = new Int32Array(n + 1);
  const piece = new Int32Array(n + 1).fill(-1);
  best[0] = 0;
  for (let start = 0; start < n; start++) {
    const base = best[start]!;
    let single = false;
    let node: Node | undefined = trie;
    for (let end = start; end < n; end++) {
      node = node.next?.get(characters[end]!);
      if (!node) break;
      if (node.id < 0 || node.id === without) continue;
      if (end === start) single = true;
      const score = base + scores[node.id]!;
      if (score > best[end + 1]!) {
        best[end + 1] = score;
        from[end + 1] = start;
        piece[end + 1] = node.id;
      }
    }
    if (!single && base + unknown > best[start + 1]!) {
      best[start + 1] = base + unknown;
      from[start + 1] = start;
      piece[start + 1] = -1;
    }
  }
  const ids: number[] = [];
  for (let at = n; at > 0; at = from[at]!) ids.push(piece[at]!);
  return ids.reverse();
}

function logAdd(a: number, b: number): number {
  if (a === Number.NEGATIVE_INFINITY) return b;
  const [high, low] = a > b ? [a, b] : [b, a];
  return high + Math.log1p(Math.exp(low - high));
}

interface Chunk {
  readonly characters: readonly string[];
  readonly count: number;
}

/** Expected uses of each piece over all ways to cut each chunk. */
function expectedUses(chunks: readonly Chunk[], trie: Node, scores: Float64Array): Float64Array {
  const uses = new Float64Array(scores.length);
  for (const { characters, count } of chunks) {
    const n = characters.length;
    const forward = new Float64Array(n + 1).fill(Number.NEGATIVE_INFINITY);
    const backward = new Float64Array(n + 1).fill(Number.NEGATIVE_INFINITY);
    forward[0] = 0;
    backward[n] = 0;
    const arcs: number[] = [];
    for (let start = 0; start < n; start++) {
      let node: Node | undefined = trie;
      for (let end = start; end < n; end++) {
        node = node.next?.get(characters[end]!);
        if (!node) break;
        if (node.id < 0) continue;
        arcs.push(start, end + 1, node.id);
        forward[end + 1] = logAdd(forward[end + 1]!, forward[start]! + scores[node.id]!);
      }
    }
    for (let i = arcs.length - 3; i >= 0; i -= 3)
      backward[arcs[i]!] = logAdd(backward[arcs[i]!]!, backward[arcs[i + 1]!]! + scores[arcs[i + 2]!]!);
    const total = forward[n]!;
    if (total === Number.NEGATIVE_INFINITY) continue;
    for (let i = 0; i < arcs.length; i += 3) {
      const id = arcs[i + 2]!;
      uses[id]! += count * Math.exp(forward[arcs[i]!]! + scores[id]! + backward[arcs[i + 1]!]! - total);
    }
  }
  return uses;
}

/** Substrings of the chunks that occur at least twice, those worth most first; single characters first of all. */
function seedPieces(
  chunks: readonly Chunk[],
  alphabet: number,
  longest: number,
  most: number,
): { pieces: string[]; weights: number[]; letters: number } {
  const single = new Map<string, number>();
  for (const { characters, count } of chunks) for (const c of characters) single.set(c, (single.get(c) ?? 0) + count);
  const letters = [...single].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, alphabet);
  const known = new Set(letters.map(([c]) => c));
  let strings = new Map<string, number>();
  for (const { characters, count } of chunks) {
    for (let start = 0; start < characters.length; start++) {
      let text = characters[start]!;
      if (!known.has(text)) continue;
      for (let end = start + 1; end < Math.min(characters.length, start + longest); end++) {
        if (!known.has(characters[end]!)) break;
        text += characters[end]!;
        strings.set(text, (strings.get(text) ?? 0) + count);
      }
    }
    // Bounded: what was seen once by then is forgotten.
    if (strings.size > 8_000_000) strings = new Map([...strings].filter(([, seen]) => seen > 2));
  }
  const candidates: [string, number][] = [];
  for (const entry of strings) if (entry[1] >= 2) candidates.push(entry);
  candidates.sort((a, b) => b[1] * b[0].length - a[1] * a[0].length || (a[0] < b[0] ? -1 : 1));
  const chosen = [...letters, ...candidates.slice(0, most)];
  return { pieces: chosen.map(([text]) => text), weights: chosen.map(([, count]) => count), letters: letters.length };
}

/** Digamma, by recurrence and its asymptotic series: Bayesian maximisation that lets rare pieces die out. */
function digamma(x: number): number {
  let value = 0;
  let at = x;
  for (; at < 7; at++) value -= 1 / at;
  const square = 1 / ((at - 0.5) * (at - 0.5));
  return value + Math.log(at - 0.5) + square * (1 / 24 - square * (7 / 960 - square * (31 / 8064)));
}

export function trainUnigram(counts: ReadonlyMap<string, number>, options: UnigramOptions): UnigramModel {
  const { size, longest = 16, seeds = 8, alphabet = 10_000 } = options;
  const room = size - specialTokens.length;
  if (!(room >= 1)) throw new LearnError("bad_argument", `a vocabulary of ${size} has no room for pieces`);
  const chunks: Chunk[] = [];
  for (const [text, count] of counts) chunks.push({ characters: [...text], count });
  const seeded = seedPieces(chunks, Math.min(alphabet, Math.ceil(room / 2)), longest, seeds * room);
  let { pieces } = seeded;
  const { letters } = seeded;
  const total = seeded.weights.reduce((a, b) => a + b, 0);
  let scores = Float64Array.from(seeded.weights, (weight) => Math.log(weight / total));
  for (;;) {
    for (let round = 0; round < 2; round++) {
      const uses = expectedUses(chunks, trieOf(pieces), scores);
      const kept = pieces.map((_, id) => id).filter((id) => id < letters || uses[id]! >= 0.5);
      const sum = kept.reduce((all, id) => all + Math.max(uses[id]!, 0.5), 0);
      const base = digamma(sum);
      scores = Float64Array.from(kept, (id) => digamma(Math.max(uses[id]!, 0.5)) - base);
      pieces = kept.map((id) => pieces[id]!);
    }
    if (pieces.length <= room) break;
    const goal = Math.max(room, Math.min(Math.floor(pieces.length * 0.75), pieces.length - 1));
    [pieces, scores] = pruned(chunks, pieces, scores, letters, goal);
    if (pieces.length <= room) break;
  }
  const order = pieces.map((_, id) => id).sort((a, b) => scores[b]! - scores[a]! || a - b);
  return {
    vocabulary: [...specialTokens, ...order.map((id) => pieces[id]!)],
    scores: [...specialTokens.map(() => 0), ...order.map((id) => scores[id]!)],
  };
}

/** Keeps letters and the pieces whose loss would make the text least likely. */
function pruned(
  chunks: readonly Chunk[],
  pieces: string[],
  scores: Float64Array,
  letters: number,
  goal: number,
): [string[], Float64Array<ArrayBuffer>] {
  const trie = trieOf(pieces);
  const uses = new Float64Array(pieces.length);
  let all = 0;
  for (const { characters, count } of chunks)
    for (const id of viterbi(characters, trie, scores, -100)) {
      if (id < 0) continue;
      uses[id]! += count;
      all += count;
    }
  const loss = pieces.map((piece, id) => {
    if (id < letters) return Number.POSITIVE_INFINITY;
    if (uses[id] === 0) return Number.NEGATIVE_INFINITY;
    const instead = viterbi([...piece], trie, scores, -100, id);
    // Uses move to the pieces that take its place.
    const after = all + uses[id]! * (instead.length - 1);
    const spelled = instead.reduce((sum, other) => sum + Math.log(((other < 0 ? 0 : uses[other]!) + uses[id]!) / after), 0);
    return (uses[id]! / all) * (Math.log(uses[id]! / all) - spelled);
  });
  const kept = pieces
    .map((_, id) => id)
    .sort((a, b) => loss[b]! - loss[a]! || a - b)
    .slice(0, Math.max(goal, letters))
    .sort((a, b) => a - b);
  return [kept.map((id) => pieces[id]!), Float64Array.from(kept, (id) => scores[id]!)];
}

export class Unigram implements Tokenizer {
  readonly kind = "unigram";
  readonly vocabulary: readonly string[];
  readonly scores: readonly number[];
  readonly #ids: ReadonlyMap<string, number>;
  readonly #trie: Node;
  readonly #unknown: number;
  readonly #penalty: number;

  constructor({ vocabulary, scores }: UnigramModel, unknown = "[UNK]") {
    if (vocabulary.length !== scores.length) throw new LearnError("bad_file", `${scores.length} scores for ${vocabulary.length} pieces`);
    this.vocabulary = vocabulary;
    this.scores = scores;
    this.#ids = new Map(vocabulary.map((token, id) => [token, id]));
    const id = this.#ids.get(unknown);
    if (id === undefined) throw new LearnError("bad_file", `a Unigram vocabulary needs "${unknown}"`);
    this.#unknown = id;
    const special = new Set<string>(specialTokens);
    this.#trie = trieOf(vocabulary.map((token) => (special.has(token) ? "" : token)));
    this.#trie.id = -1;
    this.#penalty = scores.reduce((least, score) => Math.min(least, score), 0) - unknownPenalty;
  }

  id(token: string): number | undefined {
    return this.#ids.get(token);
  }

  encode(text: string): number[] {
    const ids: number[] = [];
    for (const chunk of chunksOf(text.normalize("NFKC")))
      for (const id of viterbi([...chunk], this.#trie, this.scores, this.#penalty)) {
        const found = id < 0 ? this.#unknown : id;
        // Neighbouring unknown characters are one unknown token.
        if (found !== this.#unknown || ids.at(-1) !== found) ids.push(found);
      }
    return ids;
  }

  decode(ids: readonly number[]): string {
    return ids
      .map((id) => this.vocabulary[id] ?? "")
      .join("")
      .replaceAll(spaceMark, " ")
      .trimStart();
  }
}
