/**
 * Elements of a JSON array, one at a time, from text in pieces: a scanner that knows strings and brackets finds where an
 * element ends, JSON.parse reads it. So the file's size does not count, and a broken element is skipped as long as its
 * brackets balance. An object around the array ({"products": […]}) is entered at its first array; an object without one is
 * a row by itself.
 */
import { badFile } from "./source-text.ts";
import { hasReplacement } from "./raw-row.ts";
import type { RawRow, ReaderOptions } from "./raw-row.ts";

const quote = 0x22;
const backslash = 0x5c;
const newline = 0x0a;

/** Rows of a text that begins with `[`, or with `{` around an array. */
export async function* readJsonArray(text: AsyncIterable<string>, { file, limits }: ReaderOptions): AsyncGenerator<RawRow> {
  let line = 1;
  let depth = 0;
  /** Depth of the array whose elements are rows; 0 until it is found. */
  let base = 0;
  let inString = false;
  let escaped = false;
  let elementLine = 0;
  let parts: string[] = [];
  let length = 0;
  let tooLong = false;
  let rows = 0;
  let ended = false;
  let wrapper = false;

  const take = (part: string) => {
    length += part.length;
    if (length > limits.rowBytes) {
      tooLong = true;
      parts = [];
    } else if (part !== "") parts.push(part);
  };
  const finish = (): RawRow | undefined => {
    const source = parts.join("");
    const at = elementLine;
    const long = tooLong;
    parts = [];
    length = 0;
    tooLong = false;
    elementLine = 0;
    if (long) return { line: at, reason: `is longer than ${limits.rowBytes} characters`, field: "row" };
    if (source.trim() === "") return undefined;
    rows++;
    try {
      return { line: at, values: JSON.parse(source), replaced: hasReplacement(source) };
    } catch (error) {
      return { line: at, reason: `is no JSON (${(error as Error).message.slice(0, 120)})`, field: "row" };
    }
  };

  for await (const piece of text) {
    let start = 0;
    for (let i = 0; i < piece.length; i++) {
      const unit = piece.charCodeAt(i);
      if (unit === newline) line++;
      if (inString) {
        if (escaped) escaped = false;
        else if (unit === backslash) escaped = true;
        else if (unit === quote) inString = false;
        continue;
      }
      if (unit <= 0x20) continue;
      if (ended) {
        // Closing brackets of the object around the array; its further members are not rows.
        if (wrapper) continue;
        throw badFile(file, "goes on after the end of the array", line);
      }
      if (elementLine === 0 && (base > 0 ? depth === base : depth === 0)) elementLine = line;
      if (unit === quote) inString = true;
      else if (unit === 0x5b || unit === 0x7b) {
        depth++;
        if (base === 0 && rows === 0 && unit === 0x5b && depth <= 2) {
          base = depth;
          wrapper = depth === 2;
          parts = [];
          length = 0;
          tooLong = false;
          elementLine = 0;
          start = i + 1;
        }
      } else if (unit === 0x5d || unit === 0x7d) {
        depth--;
        if (base > 0 && depth < base) {
          if (unit !== 0x5d) throw badFile(file, "has a } where ] closes the array", line);
          take(piece.slice(start, i));
          start = i + 1;
          const row = finish();
          if (row) yield row;
          ended = true;
        } else if (base === 0 && depth === 0) {
          take(piece.slice(start, i + 1));
          start = i + 1;
          const row = finish();
          if (row) yield row;
        }
      } else if (unit === 0x2c && base > 0 && depth === base) {
        take(piece.slice(start, i));
        start = i + 1;
        const row = finish();
        if (row) yield row;
      }
    }
    if (!ended) take(piece.slice(start));
  }
  if (!ended && (base > 0 || depth !== 0 || inString || rows === 0))
    throw badFile(file, `ends inside ${base > 0 ? "the array" : "an object"} after ${rows} complete rows`, line);
}
