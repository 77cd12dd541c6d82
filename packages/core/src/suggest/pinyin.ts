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
 * letter or more; at most 30 letters are read.
 */
export function reads(letters: string, syllables: readonly string[]): 0 | 1 | 2 {
  const length = letters.length;
  if (length === 0 || length > 30) return 0;
  // Ends reachable after each syllable, one bit for each.
  let reach = 1;
  let begun: 0 | 1 = 0;
  const whole = 1 << length;
  for (let at = 0; at < syllables.length; at++) {
    const syllable = syllables[at]!;
    let next = 0;
    for (let start = at; reach >> start !== 0; start++) {
      if ((reach & (1 << start)) === 0) continue;
      for (let taken = 0; taken < syllable.length && start + taken < length; taken++) {
        if (letters.charCodeAt(start + taken) !== syllable.charCodeAt(taken)) break;
        next |= 1 << (start + taken + 1);
      }
    }
    if ((next & whole) !== 0) {
      if (at === syllables.length - 1) return 2;
      // "lian" is a beginning of lian'an, and could be all of it: li'an.
      begun = 1;
      next &= ~whole;
    }
    if (next === 0) break;
    reach = next;
  }
  return begun;
}
