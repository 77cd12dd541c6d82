/**
 * The scanner that analysis of documents and of queries share: folded text in, pieces out. A piece is a word, a number (with
 * the unit that follows it), an identifier, a compound of such parts ("t-shirt", "wh-1000xm4", "10x20"), or a run of a script
 * without spaces. One pass, one table look-up a character, no regular expressions.
 */
import { charClasses, CharClass } from "./char-class.ts";
import { unitOf } from "./units.ts";

export const PieceKind = { word: 0, number: 1, identifier: 2, run: 3 } as const;
export type PieceKind = (typeof PieceKind)[keyof typeof PieceKind];

/** What stands between a piece and the one before it. */
export const Gap = {
  /** A sign that ends a phrase, or the beginning of the text. */
  break: 0,
  space: 1,
  /** A sign inside a compound: hyphen, dot, slash, apostrophe, ampersand. */
  joint: 2,
  /** Nothing: the kind of character changed. */
  none: 3,
} as const;
export type Gap = (typeof Gap)[keyof typeof Gap];

/** Receives pieces in order; `start` and `end` are offsets in the folded text. */
export interface PieceSink {
  piece(kind: PieceKind, start: number, end: number, gap: Gap, joint: number): void;
}

const { letter, digit, gram, mark, separator } = CharClass;
const apostrophe = 0x27;
const hyphen = 0x2d;
const dot = 0x2e;
const slash = 0x2f;
const comma = 0x2c;
const underscore = 0x5f;
const ampersand = 0x26;
const x = 0x78;

function isJoint(unit: number): boolean {
  return unit === hyphen || unit === apostrophe || unit === dot || unit === slash || unit === underscore || unit === ampersand;
}

/** Longest piece; what goes on is the next piece. A wall of letters is no word. */
const longestPiece = 128;
/** No unit of measure is written longer. */
const longestUnit = 16;

function digitsEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && end - from < longestPiece) {
    if (charClasses[text.charCodeAt(end)] === digit) {
      end++;
      continue;
    }
    const sign = text.charCodeAt(end);
    const next = end + 1 < text.length ? charClasses[text.charCodeAt(end + 1)] : separator;
    if (next !== digit || end === from) break;
    if (sign === slash) return fractionEnd(text, from, end);
    if (sign === dot) {
      // A second dot makes it a version or an address, not a decimal.
      if (text.slice(from, end).includes(".")) break;
      end++;
    } else if (sign === comma && groupsOfThree(text, from, end)) end++;
    else break;
  }
  return end;
}

/** "1/2", "18/3": two short numbers and no third; else the slash stays outside. */
function fractionEnd(text: string, from: number, at: number): number {
  let end = at + 1;
  while (end < text.length && charClasses[text.charCodeAt(end)] === digit) end++;
  const third = text.charCodeAt(end) === slash && end + 1 < text.length && charClasses[text.charCodeAt(end + 1)] === digit;
  const plain = from === 0 || text.charCodeAt(from - 1) !== slash;
  for (let i = from; i < at; i++) if (charClasses[text.charCodeAt(i)] !== digit) return at;
  let word = end;
  while (word < text.length && word - end <= longestUnit && charClasses[text.charCodeAt(word)] === letter) word++;
  // "195/50r13" is no fraction of something, "1/2in" is.
  if (word > end && unitOf(text.slice(end, word), true) === undefined) return at;
  return at - from <= 3 && end - at <= 4 && plain && !third ? end : at;
}

function groupsOfThree(text: string, from: number, at: number): boolean {
  for (let i = 1; i <= 3; i++) if (at + i >= text.length || charClasses[text.charCodeAt(at + i)] !== digit) return false;
  if (at + 4 < text.length && charClasses[text.charCodeAt(at + 4)] === digit) return false;
  const last = text.lastIndexOf(",", at - 1);
  const head = last < from ? at - from : at - last - 1;
  return last < from ? head >= 1 && head <= 3 : head === 3;
}

/** Scans folded text into pieces. */
export function scan(text: string, sink: PieceSink): void {
  const length = text.length;
  let gap: Gap = Gap.break;
  let joint = 0;
  let i = 0;
  while (i < length) {
    const unit = text.charCodeAt(i);
    const kind = charClasses[unit]!;
    if (kind === letter || kind === digit) {
      i = scanAlphanumeric(text, i, gap, joint, sink);
      gap = Gap.none;
      joint = 0;
      continue;
    }
    if (kind === gram) {
      let end = i + 1;
      while (end < length && end - i < 4096) {
        const next = charClasses[text.charCodeAt(end)]!;
        if (next === gram || next === mark || (text.charCodeAt(end) & 0xfc00) === 0xdc00) end++;
        else break;
      }
      sink.piece(PieceKind.run, i, end, gap, joint);
      i = end;
      gap = Gap.none;
      joint = 0;
      continue;
    }
    if (unit === 0x20 || unit === 0x09 || unit === 0x0a || unit === 0x0d || unit === 0xa0 || unit === 0x3000) {
      if (gap !== Gap.break) gap = Gap.space;
    } else if (gap === Gap.none && isJoint(unit)) {
      gap = Gap.joint;
      joint = unit;
    } else if (!(unit === hyphen && gap === Gap.space)) gap = Gap.break;
    i++;
  }
}

/** One stretch of letters and digits from `from`; its end. */
function scanAlphanumeric(text: string, from: number, gap: Gap, joint: number, sink: PieceSink): number {
  const length = text.length;
  let end = from;
  let letters = false;
  let digits = false;
  while (end < length && end - from < longestPiece) {
    const unit = text.charCodeAt(end);
    const kind = charClasses[unit]!;
    if (kind === letter) letters = true;
    else if (kind === digit) digits = true;
    else if (unit === apostrophe && letters && end + 1 < length && end > from && isPossessive(text, end)) {
      // The s belongs to the word; another apostrophe is a joint.
    } else if (kind !== mark) break;
    end++;
  }
  if (!digits) {
    sink.piece(PieceKind.word, from, end, gap, joint);
    return end;
  }
  if (!letters) {
    // Thousands and decimals run on past the digits seen so far.
    const whole = digitsEnd(text, from);
    if (whole >= end) {
      const after = whole < length ? charClasses[text.charCodeAt(whole)] : separator;
      if (after !== letter) {
        sink.piece(PieceKind.number, from, whole, gap, joint);
        return whole;
      }
      return scanMeasure(text, from, whole, gap, joint, sink);
    }
    sink.piece(PieceKind.number, from, end, gap, joint);
    return end;
  }
  if (charClasses[text.charCodeAt(from)] === digit) return scanMeasure(text, from, digitsEnd(text, from), gap, joint, sink);
  sink.piece(PieceKind.identifier, from, end, gap, joint);
  return end;
}

/** Digits up to `middle`, then letters: a measure, a dimension ("10x20") or an identifier. */
function scanMeasure(text: string, from: number, middle: number, gap: Gap, joint: number, sink: PieceSink): number {
  const length = text.length;
  let end = middle;
  let digits = false;
  while (end < length && end - from < longestPiece) {
    const kind = charClasses[text.charCodeAt(end)]!;
    if (kind === digit) digits = true;
    else if (kind !== letter && kind !== mark) break;
    end++;
  }
  if (text.charCodeAt(middle) === x && middle + 1 < length && charClasses[text.charCodeAt(middle + 1)] === digit) {
    sink.piece(PieceKind.number, from, middle, gap, joint);
    return scanAlphanumeric(text, middle + 1, Gap.joint, x, sink);
  }
  if (!digits && unitOf(text.slice(middle, end), true) !== undefined) {
    sink.piece(PieceKind.number, from, middle, gap, joint);
    sink.piece(PieceKind.word, middle, end, Gap.none, 0);
    return end;
  }
  sink.piece(PieceKind.identifier, from, end, gap, joint);
  return end;
}

function isPossessive(text: string, at: number): boolean {
  if (text.charCodeAt(at + 1) !== 0x73) return false;
  const after = at + 2 < text.length ? charClasses[text.charCodeAt(at + 2)] : separator;
  return after !== letter && after !== digit;
}
