/** Tokens of a document's text: what the index stores. Parts, joined forms, measures, grams; see joins.ts, units.ts, gram-run.ts. */
import type { Segmenter, TokenSink } from "./analyzer.ts";
import { isHan } from "./char-class.ts";
import type { Folded } from "./fold.ts";
import { runGrams } from "./gram-run.ts";
import { joinCompound, joinNeighbours } from "./joins.ts";
import type { Part } from "./joins.ts";
import { Gap, PieceKind, scan } from "./scan.ts";
import type { PieceSink } from "./scan.ts";
import type { Stemmer } from "./stem.ts";
import { stopWords } from "./stop-words.ts";
import { hanUnitAt, measure, unitOf } from "./units.ts";

/** Shortest lettered part of an identifier that is a word of its own ("iphone" in "iphone12"). */
const wordInIdentifier = 3;

/** A number as a term: without the commas of its thousands. */
export function numberTerm(text: string): string {
  return text.includes(",") ? text.replaceAll(",", "") : text;
}

/** The unit that a sign right after a number means: 12" is inches, 6' feet. */
export function unitSign(text: string, at: number): { readonly unit: string; readonly length: number } | undefined {
  const unit = text.charCodeAt(at);
  if (unit === 0x22) return { unit: "inch", length: 1 };
  if (unit !== 0x27) return undefined;
  if (text.charCodeAt(at + 1) === 0x27) return { unit: "inch", length: 2 };
  const next = text.charCodeAt(at + 1);
  return next >= 0x61 && next <= 0x7a ? undefined : { unit: "ft", length: 1 };
}

/** Where letters and digits meet in an identifier of one lettered and one numbered part; 0 where it is of more. */
export function identifierBorder(text: string): number {
  let border = 0;
  let first: boolean | undefined;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const digit = unit >= 0x30 && unit <= 0x39;
    if (first === undefined) first = digit;
    else if (border === 0 && digit !== first) border = i;
    else if (border !== 0 && digit === first) return 0;
  }
  return border;
}

/** A letter and the Chinese character it leans on, one word in T恤, A股, Q弹. */
export function mixedPair(letter: string, text: string, at: number): string | undefined {
  return letter.length === 1 && isHan(text.charCodeAt(at)) ? letter + text.charAt(at) : undefined;
}

class DocumentPieces implements PieceSink {
  readonly #folded: Folded;
  readonly #text: string;
  readonly #stemmer: Stemmer;
  readonly #stop: ReadonlySet<string>;
  readonly #segmenter: Segmenter | undefined;
  readonly #sink: TokenSink;
  position = 0;
  /** The piece before: what joins look back at. */
  #kind: PieceKind = PieceKind.run;
  #surface = "";
  #start = 0;
  #position = 0;
  #compound: Part[] = [];
  #compoundStart = 0;
  #compoundPosition = 0;
  #measured = false;
  /** The piece before was the unit of a number: "20 cm 3.5" is no model number. */
  #afterMeasure = false;
  /** End of the last piece. */
  #end = 0;

  constructor(folded: Folded, stemmer: Stemmer, segmenter: Segmenter | undefined, sink: TokenSink) {
    this.#folded = folded;
    this.#text = folded.text;
    this.#stemmer = stemmer;
    this.#stop = stopWords(stemmer.language);
    this.#segmenter = segmenter;
    this.#sink = sink;
  }

  #emit(term: string, kind: Parameters<TokenSink>[1], position: number, surface: string, start: number, end: number): void {
    const { starts, ends } = this.#folded;
    this.#sink(term, kind, position, surface, starts === null ? start : starts[start]!, ends === null ? end : ends[end - 1]!);
  }

  piece(kind: PieceKind, start: number, end: number, gap: Gap, joint: number): void {
    if (gap !== Gap.joint && this.#compound.length > 0) this.closeCompound();
    if (kind === PieceKind.run) {
      this.#run(start, end, gap);
      return;
    }
    const raw = this.#text.slice(start, end);
    const position = this.position++;
    let surface = raw;
    if (kind === PieceKind.word) {
      const stemmed = this.#stemmer.stem(raw);
      surface = stemmed.surface;
      this.#emit(stemmed.term, "word", position, surface, start, end);
    } else if (kind === PieceKind.number) {
      surface = numberTerm(raw);
      this.#emit(surface, "number", position, surface, start, end);
      const sign = unitSign(this.#text, end);
      if (sign !== undefined) {
        const term = measure(surface, sign.unit);
        this.#emit(term, "number", position, term, start, end);
      }
    } else this.#identifier(raw, position, start, end);

    const measured = kind === PieceKind.word && this.#kind === PieceKind.number && gap !== Gap.break && this.#measure(raw, gap, joint, end);
    if (gap === Gap.space && !measured && !this.#afterMeasure) this.#neighbours(kind, surface, end);
    this.#afterMeasure = measured;
    if (gap === Gap.joint) {
      if (this.#compound.length === 0) {
        this.#compoundStart = this.#start;
        this.#compoundPosition = this.#position;
        this.#compound.push({ kind: this.#kind, text: this.#surface, joint: 0 });
      }
      this.#measured = measured;
      this.#compound.push({ kind, text: surface, joint });
    }
    this.#kind = kind;
    this.#surface = surface;
    this.#start = start;
    this.#position = position;
    this.#end = end;
  }

  #identifier(raw: string, position: number, start: number, end: number): void {
    this.#emit(raw, "identifier", position, raw, start, end);
    const border = identifierBorder(raw);
    if (border === 0) return;
    const lettersFirst = raw.charCodeAt(0) > 0x39;
    const from = lettersFirst ? 0 : border;
    const to = lettersFirst ? border : raw.length;
    if (to - from < wordInIdentifier) return;
    const stemmed = this.#stemmer.stem(raw.slice(from, to));
    this.#emit(stemmed.term, "word", position, stemmed.surface, start + from, start + to);
    const number = lettersFirst ? raw.slice(border) : raw.slice(0, border);
    this.#emit(number, "number", position, number, lettersFirst ? start + border : start, lettersFirst ? end : start + border);
  }

  #measure(word: string, gap: Gap, joint: number, end: number): boolean {
    if (gap === Gap.joint && joint !== 0x2d) return false;
    const unit = unitOf(word, gap === Gap.none || this.#text.charCodeAt(end) === 0x2e);
    if (unit === undefined) return false;
    const term = measure(this.#surface, unit);
    this.#emit(term, "number", this.#position, term, this.#start, end);
    return true;
  }

  #neighbours(kind: PieceKind, surface: string, end: number): void {
    const joined = joinNeighbours(this.#kind, this.#surface, kind, surface);
    if (joined === undefined) return;
    if (this.#surface.length > 1 && this.#stop.has(this.#surface)) return;
    if (kind === PieceKind.word && this.#stop.has(surface)) return;
    this.#joined(joined, this.#position, this.#start, end);
  }

  #joined(joined: { readonly text: string; readonly kind: "word" | "identifier" }, position: number, start: number, end: number): void {
    const stemmed = joined.kind === "word" ? this.#stemmer.stem(joined.text) : undefined;
    this.#emit(stemmed?.term ?? joined.text, joined.kind, position, stemmed?.surface ?? joined.text, start, end);
  }

  closeCompound(): void {
    if (this.#compound.length === 0) return;
    const joined = this.#compound.length === 2 && this.#measured ? undefined : joinCompound(this.#compound);
    if (joined !== undefined) this.#joined(joined, this.#compoundPosition, this.#compoundStart, this.#end);
    this.#compound = [];
    this.#measured = false;
  }

  #run(start: number, end: number, gap: Gap): void {
    if (gap === Gap.none && this.#kind === PieceKind.number) {
      const found = hanUnitAt(this.#text, start);
      if (found !== undefined && start + found.length <= end) {
        const term = measure(this.#surface, found.unit);
        this.#emit(term, "number", this.#position, term, this.#start, start + found.length);
      }
    }
    const mixed = gap === Gap.none && this.#kind === PieceKind.word ? mixedPair(this.#surface, this.#text, start) : undefined;
    if (mixed !== undefined) this.#emit(mixed, "gram", this.#position, mixed, this.#start, start + mixed.length - this.#surface.length);
    const from = this.position;
    this.position += runGrams(this.#text.slice(start, end), this.#segmenter, (text, kind, position, gramStart, gramEnd) => {
      this.#emit(text, kind, from + position, text, start + gramStart, start + gramEnd);
    });
    this.#kind = PieceKind.run;
    this.#afterMeasure = false;
    this.#end = end;
  }
}

/** Hands every token of a folded text to `sink`; returns the number of positions. */
export function analyzeDocument(folded: Folded, stemmer: Stemmer, segmenter: Segmenter | undefined, sink: TokenSink): number {
  const pieces = new DocumentPieces(folded, stemmer, segmenter, sink);
  scan(folded.text, pieces);
  pieces.closeCompound();
  return pieces.position;
}
