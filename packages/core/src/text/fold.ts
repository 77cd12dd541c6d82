/**
 * Normalisation: NFKC, case, accents of Latin and Greek, traditional → simplified Chinese, all character by character, with a
 * map back to the original text. Traditional forms fold by OpenCC's character table rather than its phrases: a search key
 * must not depend on its neighbours, both sides fold alike, and offsets stay exact. Ligatures and expansions (ﬁ, ㎏, ß) give
 * several units that all point at their source. Folding a folded text changes nothing.
 */
// oxlint-disable-next-line typescript/triple-slash-reference -- an ambient declaration has no module to import
/// <reference path="./opencc.d.ts" />
import traditional from "opencc-js/dict/TSCharacters";

export interface Folded {
  readonly text: string;
  /** UTF-16 start and end in the original of each folded unit; null: the same offsets. */
  readonly starts: Int32Array | null;
  readonly ends: Int32Array | null;
}

/** Letters that NFD does not take apart, as keyboards without them are used to write them. */
const spelledOut: Readonly<Record<string, string>> = {
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ħ: "h",
  ŧ: "t",
  ı: "i",
  ĸ: "k",
  ŋ: "n",
};
/** Apostrophes, hyphens and quotes by one sign each; fullwidth forms are NFKC's work. */
const punctuation: Readonly<Record<string, string>> = {
  "‘": "'",
  "’": "'",
  "‛": "'",
  "′": "'",
  ʼ: "'",
  "´": "'",
  "`": "'",
  "“": '"',
  "”": '"',
  "″": '"',
  "„": '"',
  "‐": "-",
  "‑": "-",
  "‒": "-",
  "–": "-",
  "—": "-",
  "−": "-",
  "×": "x",
  ё: "е",
};

const simplified = new Map<string, string>();
for (const entry of traditional.split("|")) {
  const space = entry.indexOf(" ");
  const value = entry.slice(space + 1).split(" ")[0]!;
  simplified.set(entry.slice(0, space), value);
}
/** The table maps some characters to others that it maps again. */
function simplify(char: string): string {
  let now = char;
  for (let step = 0; step < 4; step++) {
    const next = simplified.get(now);
    if (next === undefined || next === now) return now;
    now = next;
  }
  return now;
}

const accented = /\p{sc=Latin}|\p{sc=Greek}/u;
const accents = /[\u0300-\u036f]/g;

function foldOnce(cluster: string): string {
  // Before NFKC, which would take ″ apart into two apostrophes.
  const sign = punctuation[cluster];
  if (sign !== undefined) return sign;
  let out = "";
  const folded = cluster.normalize("NFKC").toUpperCase().toLowerCase().normalize("NFKC");
  for (const char of folded) {
    const known = punctuation[char] ?? spelledOut[char];
    if (known !== undefined) out += known;
    else if (accented.test(char)) out += char.normalize("NFD").replace(accents, "").normalize("NFC");
    else out += simplify(char);
  }
  // An accent that joined no letter in NFKC follows its letter here.
  if (out.length > 1 && accented.test(out)) out = out.replace(accents, "");
  return out;
}

function foldCluster(cluster: string): string {
  let now = cluster;
  for (let step = 0; step < 4; step++) {
    const next = foldOnce(now);
    if (next === now) break;
    now = next;
  }
  return now;
}

/** Folded unit by source unit; 0: not known yet; `special`: look in the map. */
const units = new Uint16Array(65_536);
const special = 0xffff;
const expansions = new Map<number, string>();
/** Units that change what stands before them: combining marks, kana voicing, conjoining jamo. */
const combines = new Uint8Array(65_536);
for (let unit = 0x300; unit <= 0x36f; unit++) combines[unit] = 1;
for (let unit = 0x1160; unit <= 0x11ff; unit++) combines[unit] = 1;
combines[0x3099] = combines[0x309a] = combines[0xff9e] = combines[0xff9f] = 1;

function unitOf(unit: number): number {
  const known = units[unit]!;
  if (known !== 0) return known;
  const folded = foldCluster(String.fromCharCode(unit));
  const only = folded.length === 1 ? folded.charCodeAt(0) : special;
  if (only === special || only === 0) {
    expansions.set(unit, folded);
    return (units[unit] = special);
  }
  return (units[unit] = only);
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}

let output = new Uint16Array(4096);
const piece = 4096;

function join(length: number): string {
  if (length <= piece) return String.fromCharCode.apply(null, output.subarray(0, length) as unknown as number[]);
  let text = "";
  for (let at = 0; at < length; at += piece) {
    text += String.fromCharCode.apply(null, output.subarray(at, Math.min(at + piece, length)) as unknown as number[]);
  }
  return text;
}

function reserve(size: number): void {
  if (size <= output.length) return;
  const grown = new Uint16Array(Math.max(size, output.length * 2));
  grown.set(output);
  output = grown;
}

/** A code point with all that combines with it, from `at`; the end. */
function clusterEnd(text: string, at: number): number {
  const high = text.charCodeAt(at);
  let end = at + 1;
  if (high >= 0xd800 && high <= 0xdbff && end < text.length && (text.charCodeAt(end) & 0xfc00) === 0xdc00) end++;
  // Longer chains of marks are cut: nobody writes them, and the loop must end.
  const limit = Math.min(text.length, end + 16);
  while (end < limit && combines[text.charCodeAt(end)] === 1) end++;
  return end;
}

function foldWithMap(text: string): Folded {
  let starts = new Int32Array(text.length * 2 + 16);
  let ends = new Int32Array(text.length * 2 + 16);
  let length = 0;
  for (let at = 0; at < text.length;) {
    const end = clusterEnd(text, at);
    const folded = end === at + 1 ? single(text.charCodeAt(at)) : foldCluster(text.slice(at, end));
    reserve(length + folded.length);
    if (length + folded.length > starts.length) {
      const size = Math.max(starts.length * 2, length + folded.length);
      const wider = [new Int32Array(size), new Int32Array(size)] as const;
      wider[0].set(starts);
      wider[1].set(ends);
      [starts, ends] = wider;
    }
    for (let i = 0; i < folded.length; i++) {
      output[length] = folded.charCodeAt(i);
      starts[length] = at;
      ends[length++] = end;
    }
    at = end;
  }
  return { text: join(length), starts: starts.subarray(0, length), ends: ends.subarray(0, length) };
}

function single(unit: number): string {
  const folded = unitOf(unit);
  return folded === special ? expansions.get(unit)! : String.fromCharCode(folded);
}

/** The folded text with its way back; the common cases (ASCII, one unit for one unit) need no map. */
export function fold(text: string): Folded {
  if (isAscii(text)) {
    const lower = text.toLowerCase();
    return { text: lower.includes("`") ? lower.replaceAll("`", "'") : lower, starts: null, ends: null };
  }
  reserve(text.length);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const folded = unitOf(unit);
    if (folded === special || combines[unit] === 1 || (unit & 0xf800) === 0xd800) return foldWithMap(text);
    output[i] = folded;
  }
  return { text: join(text.length), starts: null, ends: null };
}

/** The folded text alone: the key that equal writings share. */
export function normalize(text: string): string {
  return fold(text).text;
}

/** An identifier without case, width and separators: "WH-1000XM4", "wh 1000 xm4" and "ＷＨ１０００ＸＭ４" are one key. */
export function identifierKey(text: string): string {
  let key = "";
  for (const char of normalize(text)) if (/[\p{L}\p{N}\p{M}]/u.test(char)) key += char;
  return key;
}
