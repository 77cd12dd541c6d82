/**
 * Pinyin: how Chinese text is typed on a Latin keyboard. A word is its syllables without tones; what was typed reads it where
 * it is made of beginnings of the syllables in turn ("lianyiqun", "lyq", "lyiqun", "lianyiq"). Readings come from pinyin-pro,
 * which knows polyphones by the words they stand in (重庆 chong qing, 重量 zhong liang).
 */
import { pinyin } from "pinyin-pro";

const han = /\p{sc=Han}/u;

/** True where the text holds a Chinese character. */
export function hasHan(text: string): boolean {
  return han.test(text);
}

/** The syllables of a text's Chinese characters, without tones, ü as v; other characters are left out. */
export function syllablesOf(text: string): readonly string[] {
  if (!hasHan(text)) return [];
  return pinyin(text, { toneType: "none", type: "array", v: true, nonZh: "removed" }).filter((one) => /^[a-z]+$/.test(one));
}

/** What was typed as letters only: spaces and apostrophes separate syllables and say nothing else (xi'an). */
export function pinyinLetters(typed: string): string | undefined {
  const letters = typed
    .toLowerCase()
    .replace(/ü/g, "v")
    .replace(/[\s'’]+/g, "");
  return /^[a-z]+$/.test(letters) ? letters : undefined;
}

/**
 * How far a typed text reads a word: 2 the whole word, 1 a beginning of it, 0 not at all. Every syllable begun must give one
 * letter or more. `from` to the end of `letters` is read.
 */
export function reads(letters: string, syllables: readonly string[], from = 0): 0 | 1 | 2 {
  // Ends reachable after each syllable, as bits of offsets from `from`: a word has few letters.
  const length = letters.length - from;
  if (length <= 0 || length > 64) return 0;
  let reach: number[] = [0];
  for (let at = 0; at < syllables.length; at++) {
    const syllable = syllables[at]!;
    const next: number[] = [];
    for (const start of reach) {
      for (let taken = 0; taken < syllable.length && start + taken < length; taken++) {
        if (letters.charCodeAt(from + start + taken) !== syllable.charCodeAt(taken)) break;
        const end = start + taken + 1;
        if (!next.includes(end)) next.push(end);
      }
    }
    if (next.includes(length)) return at === syllables.length - 1 ? 2 : 1;
    if (next.length === 0) return 0;
    reach = next;
  }
  return 0;
}
