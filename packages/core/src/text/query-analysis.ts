/**
 * Terms of a query: its words as units, what each must find and what only adds to the score.
 *
 * A Chinese word asks for the character pairs inside it, a longer one for those of the words it is made of, and none for
 * itself: a document that the segmenter cut otherwise still matches, and the word, the characters and the remaining pairs order
 * the matches. A number with a unit asks for the
 * measure ("8gb"), a compound for its parts or its joined form. Function words are asked for only when there is nothing else.
 */
import type { QueryTerm, Segmenter, TokenKind } from "./analyzer.ts";
import { identifierBorder, mixedPair, numberTerm, unitSign } from "./document-analysis.ts";
import { characterStarts } from "./gram-run.ts";
import { joinCompound } from "./joins.ts";
import type { Part } from "./joins.ts";
import { Gap, PieceKind, scan } from "./scan.ts";
import type { Stemmer } from "./stem.ts";
import { stopWords } from "./stop-words.ts";
import { hanUnitAt, measure, unitOf } from "./units.ts";

/** How much each kind of term counts; chosen on Home Depot, CrowdFlower and QBQTC training pairs. */
export const queryWeights = {
  word: 1,
  stopWord: 0.3,
  /** Pairs inside a Chinese word, words of one character, all characters, pairs across words, words of three and more characters. */
  pair: 1,
  single: 1,
  character: 0.5,
  crossing: 0.6,
  longWord: 0.25,
  /** A word, number or identifier beside Chinese: often the brand or model, against several pairs a Chinese word. */
  besideChinese: 1.5,
} as const;

/** Shorter words are too close to too many others to be corrected. */
const shortestCorrectable = 4;
const longestJoin = 30;
/** Chinese words from this length are asked for by the shorter words inside them. */
const shortestSplit = 3;

interface Piece {
  readonly kind: PieceKind;
  readonly raw: string;
  readonly gap: Gap;
  readonly joint: number;
  /** After a number: inches or feet by sign. */
  readonly sign: string | undefined;
  /** A dot follows. */
  readonly abbreviated: boolean;
}

interface Draft {
  readonly term: string;
  readonly kind: TokenKind;
  readonly surface: string;
  readonly unit: number;
  required: boolean;
  readonly weight: number;
  readonly also: string[];
}

function pieces(text: string): readonly Piece[] {
  const found: Piece[] = [];
  scan(text, {
    piece(kind, start, end, gap, joint) {
      const sign = kind === PieceKind.number ? unitSign(text, end)?.unit : undefined;
      found.push({ kind, raw: text.slice(start, end), gap, joint, sign, abbreviated: text.charCodeAt(end) === 0x2e });
    },
  });
  return found;
}

class QueryTerms {
  readonly #stemmers: readonly Stemmer[];
  readonly #segmenter: Segmenter | undefined;
  readonly #stop: ReadonlySet<string>;
  readonly #chineseStop = stopWords("zh");
  readonly drafts: Draft[] = [];
  #unit = 0;

  constructor(stemmers: readonly Stemmer[], segmenter: Segmenter | undefined) {
    this.#stemmers = stemmers;
    this.#segmenter = segmenter;
    this.#stop = stopWords(stemmers[0]!.language);
  }

  #add(term: string, kind: TokenKind, surface: string, unit: number, required: boolean, weight: number): Draft {
    const draft: Draft = { term, kind, surface, unit, required, weight, also: [] };
    this.drafts.push(draft);
    return draft;
  }

  #word(raw: string, unit: number): Draft {
    const stemmed = this.#stemmers[0]!.stem(raw);
    const stop = this.#stop.has(stemmed.surface);
    const draft = this.#add(stemmed.term, "word", stemmed.surface, unit, !stop, stop ? queryWeights.stopWord : queryWeights.word);
    for (const other of this.#stemmers.slice(1)) {
      const { term } = other.stem(raw);
      if (term !== draft.term) draft.also.push(term);
    }
    return draft;
  }

  #part(piece: Piece, unit: number): Draft {
    if (piece.kind === PieceKind.word) return this.#word(piece.raw, unit);
    if (piece.kind === PieceKind.number) {
      const number = numberTerm(piece.raw);
      return this.#add(number, "number", number, unit, true, queryWeights.word);
    }
    return this.#add(piece.raw, "identifier", piece.raw, unit, true, queryWeights.word);
  }

  /** Reads the pieces from `at` that make one unit; the index after them. */
  take(all: readonly Piece[], at: number): number {
    const piece = all[at]!;
    const next = all[at + 1];
    if (piece.kind === PieceKind.run) {
      const before = this.drafts.at(-1);
      const mixed = piece.gap === Gap.none && before !== undefined ? mixedPair(before.surface, piece.raw, 0) : undefined;
      if (mixed !== undefined) this.#add(mixed, "gram", mixed, this.#unit, false, queryWeights.pair);
      this.#run(piece.raw, 0);
      return at + 1;
    }
    if (piece.kind === PieceKind.number) {
      const number = numberTerm(piece.raw);
      if (piece.sign !== undefined) return this.#measure(measure(number, piece.sign), at + 1);
      if (
        next?.kind === PieceKind.word &&
        next.gap !== Gap.break &&
        (next.gap !== Gap.joint || next.joint === 0x2d) &&
        all[at + 2]?.gap !== Gap.joint
      ) {
        const unit = unitOf(next.raw, next.gap === Gap.none || next.abbreviated);
        if (unit !== undefined) return this.#measure(measure(number, unit), at + 2);
      }
      if (next?.kind === PieceKind.run && next.gap === Gap.none) {
        const found = hanUnitAt(next.raw, 0);
        if (found !== undefined) {
          this.#measure(measure(number, found.unit), at);
          this.#run(next.raw, found.length);
          return at + 2;
        }
      }
    }
    let end = at + 1;
    while (end < all.length && all[end]!.gap === Gap.joint && all[end]!.kind !== PieceKind.run) end++;
    const unit = this.#unit++;
    const drafts: Draft[] = [];
    for (let i = at; i < end; i++) drafts.push(this.#part(all[i]!, unit));
    if (drafts.length > 1) this.#compound(all.slice(at, end), drafts);
    return end;
  }

  #measure(term: string, after: number): number {
    this.#add(term, "number", term, this.#unit++, true, queryWeights.word);
    return after;
  }

  #compound(parts: readonly Piece[], drafts: readonly Draft[]): void {
    const joined = joinCompound(parts.map((piece, i): Part => ({ kind: piece.kind, text: drafts[i]!.surface, joint: piece.joint })));
    if (joined === undefined) return;
    const term = joined.kind === "word" ? this.#stemmers[0]!.stem(joined.text).term : joined.text;
    for (const draft of drafts) draft.also.push(term);
  }

  /** "back pack" also asks for "backpack": neighbours that a space keeps apart, by their joined form. */
  joinNeighbours(first: Draft, second: Draft): void {
    const text = first.surface + second.surface;
    if (text.length > longestJoin) return;
    const stop = (draft: Draft) => draft.surface.length > 1 && this.#stop.has(draft.surface);
    if (stop(first) || stop(second)) return;
    const bothWords = first.kind === "word" && second.kind === "word";
    const term = bothWords ? this.#stemmers[0]!.stem(text).term : text;
    first.also.push(term);
    second.also.push(term);
  }

  #run(text: string, from: number): void {
    const run = text.slice(from);
    if (run === "") return;
    const starts = characterStarts(run);
    const count = starts.length - 1;
    // Of each character: the word of the cut, the unit, and whether the word is a function word.
    const wordOf: number[] = [];
    const unitOf: number[] = [];
    const stops: boolean[] = [];
    let at = 0;
    this.#cut(run).forEach((word, wordIndex) => {
      const stop = this.#chineseStop.has(word);
      const first = wordOf.length;
      for (const part of this.#parts(word)) {
        at += part.length;
        const unit = this.#unit++;
        for (let index = wordOf.length; index < count && starts[index]! < at; index++) {
          wordOf.push(wordIndex);
          unitOf.push(unit);
          stops.push(stop);
        }
      }
      if (wordOf.length - first > 2) this.#add(word, "word", word, unitOf[first]!, false, queryWeights.longWord);
    });
    for (let i = 0; i < count; i++) {
      const unit = unitOf[i]!;
      const stop = stops[i]!;
      const alone = unit !== unitOf[i - 1] && unit !== unitOf[i + 1];
      const character = run.slice(starts[i]!, starts[i + 1]!);
      const whole = alone && wordOf[i] !== wordOf[i - 1] && wordOf[i] !== wordOf[i + 1];
      this.#add(character, "gram", character, unit, alone && !stop, whole && !stop ? queryWeights.single : queryWeights.character);
      if (i + 1 === count) break;
      const pair = run.slice(starts[i]!, starts[i + 2]!);
      const inside = wordOf[i] === wordOf[i + 1];
      const required = unit === unitOf[i + 1] && !stop;
      this.#add(pair, "gram", pair, unit, required, inside ? queryWeights.pair : queryWeights.crossing);
    }
  }

  #cut(run: string): readonly string[] {
    return this.#segmenter === undefined ? [run] : this.#segmenter.cut(run);
  }

  /** A long word as the shorter words that it is made of: each is a unit, so that 运动鞋 finds 运动休闲鞋. */
  #parts(word: string): readonly string[] {
    return this.#segmenter !== undefined && word.length >= shortestSplit ? splitWord(word, this.#segmenter) : [word];
  }
}

/**
 * The cover of a word by dictionary words inside it that leaves the fewest characters alone, then has the fewest parts; the
 * word itself where no two-character word is inside.
 */
function splitWord(word: string, segmenter: Segmenter): readonly string[] {
  const inside = segmenter.lattice(word).filter((one) => one.word.length < word.length);
  if (inside.length === 0) return [word];
  // cost[i]: of the best cover of what begins at i; a character alone costs as much as nine parts.
  const cost: number[] = Array<number>(word.length + 1).fill(0);
  const ends: number[] = Array<number>(word.length).fill(0);
  for (let i = word.length - 1; i >= 0; i--) {
    cost[i] = 10 + cost[i + 1]!;
    ends[i] = i + 1;
    for (const one of inside) {
      const end = i + one.word.length;
      if (one.start !== i || 1 + cost[end]! > cost[i]!) continue;
      cost[i] = 1 + cost[end]!;
      ends[i] = end;
    }
  }
  const parts: string[] = [];
  for (let i = 0; i < word.length; i = ends[i]!) parts.push(word.slice(i, ends[i]));
  return parts;
}

function isCorrectable(draft: Draft): boolean {
  if (draft.kind !== "word" || draft.surface.length < shortestCorrectable || !draft.required) return false;
  return identifierBorder(draft.surface) === 0 && !isUnspaced(draft.surface);
}

function isUnspaced(text: string): boolean {
  const unit = text.charCodeAt(0);
  return unit >= 0x0e00 && !(unit >= 0x1e00 && unit < 0x2000) && !(unit >= 0xac00 && unit <= 0xd7a3);
}

/** Query terms of a folded query, at most `limit`; the first stemmer is the query's language, the others are tried beside it. */
export function analyzeQueryText(
  text: string,
  stemmers: readonly Stemmer[],
  segmenter: Segmenter | undefined,
  limit: number,
): readonly QueryTerm[] {
  const all = pieces(text);
  const terms = new QueryTerms(stemmers, segmenter);
  let previous: Draft | undefined;
  for (let at = 0; at < all.length && terms.drafts.length < limit;) {
    const before = terms.drafts.length;
    const piece = all[at]!;
    const next = terms.take(all, at);
    const single = next === at + 1 && terms.drafts.length === before + 1 && piece.kind !== PieceKind.run && piece.sign === undefined;
    const draft = single ? terms.drafts[before] : undefined;
    if (draft !== undefined && previous !== undefined && piece.gap === Gap.space) terms.joinNeighbours(previous, draft);
    previous = draft;
    at = next;
  }
  const mixed = all.some(({ kind }) => kind === PieceKind.run);
  return finish(terms.drafts.slice(0, limit), mixed ? queryWeights.besideChinese : 1);
}

/** One term each, units renumbered without gaps, and something required. */
function finish(drafts: readonly Draft[], spaced: number): readonly QueryTerm[] {
  const byTerm = new Map<string, Draft>();
  const kept: Draft[] = [];
  for (const draft of drafts) {
    const known = byTerm.get(draft.term);
    if (known !== undefined) {
      known.required ||= draft.required;
      continue;
    }
    byTerm.set(draft.term, draft);
    kept.push(draft);
  }
  if (!kept.some((draft) => draft.required)) for (const draft of kept) draft.required = true;
  const units = new Map<number, number>();
  return kept.map((draft) => {
    let unit = units.get(draft.unit);
    if (unit === undefined) units.set(draft.unit, (unit = units.size));
    const { term, kind, surface, required } = draft;
    const weight = isUnspaced(term) ? draft.weight : draft.weight * spaced;
    const also = [...new Set(draft.also)].filter((other) => other !== term);
    return { term, kind, surface, unit, required, weight, correctable: isCorrectable(draft), ...(also.length > 0 ? { also } : {}) };
  });
}
