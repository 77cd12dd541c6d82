/** Which parts of a text were typed: words that begin with a typed word, and Chinese wherever it stands. */

const separated = /[\s\p{P}\p{S}]/u;
const han = /\p{sc=Han}/u;
const maximumWords = 12;

/** The text in parts, each with whether it was typed; matching ignores case. */
export function markedParts(text: string, typed: string): readonly (readonly [part: string, marked: boolean])[] {
  const lower = text.toLowerCase();
  const words = typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  // A text whose lower case is of another length (İ) has no positions to mark.
  if (words.length === 0 || lower.length !== text.length) return [[text, false]];
  words.sort((a, b) => b.length - a.length);
  const parts: [string, boolean][] = [];
  let from = 0;
  for (let at = 0; at < text.length;) {
    const begins = at === 0 || separated.test(text.charAt(at - 1)) || separated.test(text.charAt(at));
    const found = words.slice(0, maximumWords).find((word) => lower.startsWith(word, at) && (begins || han.test(word)));
    if (found === undefined) at++;
    else {
      if (at > from) parts.push([text.slice(from, at), false]);
      parts.push([text.slice(at, at + found.length), true]);
      at += found.length;
      from = at;
    }
  }
  if (from < text.length) parts.push([text.slice(from), false]);
  return parts;
}
