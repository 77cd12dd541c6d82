/**
 * The language of a text in a spaced script, for the choice of a stemmer. Script and letters first; the n-gram detector (eld)
 * is asked only when a text shows signs of another language than the default (an accented letter, a function word that the
 * default language does not have), because it costs as much as the whole rest of the analysis.
 */
import { eld } from "eld/extrasmall";
import { hasStemmer } from "./stem.ts";
import { stopWords } from "./stop-words.ts";

/** Characters that are read; a text is of one language. */
const window = 200;
const foreign = ["es", "fr", "de", "it", "pt", "nl"] as const;

/** Function words of other languages that are no English words, by word. */
const signs = new Set<string>();
const english = stopWords("en");
for (const language of foreign) {
  for (const word of stopWords(language)) if (word.length > 1 && !english.has(word)) signs.add(word);
}
// English words, or parts of names and units.
for (const word of [
  "die",
  "den",
  "des",
  "am",
  "no",
  "on",
  "en",
  "le",
  "la",
  "el",
  "al",
  "du",
  "de",
  "lo",
  "an",
  "bei",
  "van",
  "in",
  "op",
  "das",
  "par",
  "son",
  "sa",
  "es",
  "ce",
  "se",
  "da",
  "si",
  "su",
  "per",
  "uns",
  "aux",
  "em",
])
  signs.delete(word);
/** Also parts of English names: one of them is a hint, not a sign. */
const weakSigns = new Set(["de", "la", "el", "le", "en", "du", "des", "los", "das", "den", "die"]);

const scripts: readonly (readonly [RegExp, string])[] = [
  [/\p{sc=Cyrillic}/u, "ru"],
  [/\p{sc=Arabic}/u, "ar"],
  [/\p{sc=Armenian}/u, "hy"],
  [/\p{sc=Tamil}/u, "ta"],
];
const latinLetter = /\p{sc=Latin}/u;

function suspicious(text: string): "no" | "latin" | "script" {
  let accents = 0;
  let weak = 0;
  let strong = 0;
  let native = 0;
  let start = -1;
  const end = Math.min(text.length, window);
  for (let i = 0; i <= end; i++) {
    const unit = i < end ? text.charCodeAt(i) | 0 : 32;
    if (unit > 0x7f) {
      if (unit >= 0x370 && unit < 0x2000) return "script";
      if (unit >= 0xc0 && unit < 0x250 && unit !== 0xd7 && unit !== 0xf7) accents++;
    }
    const lower = unit | 0x20;
    const letter = (lower >= 97 && lower <= 122) || unit > 0x7f;
    if (letter) {
      if (start < 0) start = i;
    } else if (start >= 0) {
      if (i - start <= 5 && i - start > 1) {
        const word = text.slice(start, i).toLowerCase();
        if (english.has(word)) native++;
        else if (signs.has(word)) strong++;
        else if (weakSigns.has(word)) weak++;
      }
      start = -1;
    }
  }
  const score = strong * 2 + weak + (accents > 0 ? 1 : 0) + (accents > 2 ? 1 : 0);
  return score > native && score > 0 ? "latin" : "no";
}

/** Primary subtag of a BCP 47 tag: "en" of "en-GB". */
export function primaryLanguage(tag: string): string {
  const dash = tag.search(/[-_]/);
  return (dash === -1 ? tag : tag.slice(0, dash)).toLowerCase();
}

/** Primary subtag of the language that a text's spaced words are stemmed as. */
export function detectLanguage(text: string, fallback = "en"): string {
  const found = suspicious(text);
  if (found === "no") return fallback;
  const sample = text.slice(0, window);
  if (found === "script") {
    for (const [script, language] of scripts) if (script.test(sample) && !latinLetter.test(sample)) return language;
  }
  const result = eld.detect(sample);
  return result.language !== "" && hasStemmer(result.language) && result.isReliable() ? result.language : fallback;
}
