/** Slips of fingers and of input methods, one per misspelled query. Numbers and very short words are left alone. */
import { label, pick, whole } from "./draw.ts";

const keyboard = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
const han = /\p{Script=Han}/u;

function neighbour(letter: string, ...keys: readonly number[]): string {
  for (const row of keyboard) {
    const at = row.indexOf(letter.toLowerCase());
    if (at < 0) continue;
    const near = [row[at - 1], row[at + 1]].filter((one) => one !== undefined);
    return pick(near, ...keys);
  }
  return letter;
}

/** The word with one slip; the word itself where it is too short or holds digits. */
export function misspell(word: string, ...keys: readonly number[]): string {
  const letters = [...word];
  if (/\d/.test(word)) return word;
  if (han.test(word)) {
    // A character lost while typing fast; two-character words would lose their sense.
    if (letters.length < 4) return word;
    letters.splice(1 + whole(letters.length - 1, ...keys), 1);
    return letters.join("");
  }
  if (letters.length < 4) return word;
  const at = 1 + whole(letters.length - 2, ...keys, label("where"));
  switch (whole(4, ...keys, label("what"))) {
    case 0:
      [letters[at], letters[at + 1]] = [letters[at + 1]!, letters[at]!];
      break;
    case 1:
      letters.splice(at, 1);
      break;
    case 2:
      letters.splice(at, 0, letters[at]!);
      break;
    default:
      letters[at] = neighbour(letters[at]!, ...keys, label("which"));
  }
  return letters.join("");
}

/** The text with one of its longer words misspelled. */
export function withTypo(text: string, ...keys: readonly number[]): string {
  const words = text.split(" ");
  const long = words.map((word, at) => ({ word, at })).filter(({ word }) => [...word].length >= 4 && !/\d/.test(word));
  if (long.length === 0) return text;
  const { word, at } = pick(long, ...keys, label("which word"));
  words[at] = misspell(word, ...keys);
  return words.join(" ");
}
