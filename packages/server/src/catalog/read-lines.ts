/** JSON Lines: one object a line. A line that is no JSON is reported and skipped; the next one is read. */
import { hasReplacement } from "./raw-row.ts";
import type { RawRow, ReaderOptions } from "./raw-row.ts";

/** One line of JSON as a row. */
function jsonRow(text: string, line: number): RawRow {
  try {
    return { line, values: JSON.parse(text), replaced: hasReplacement(text) };
  } catch (error) {
    return { line, reason: `is no JSON (${(error as Error).message.slice(0, 120)})`, field: "row" };
  }
}

/** Lines of a text in pieces; a line above `limit` characters comes as undefined and is not held. */
export async function* linesOf(text: AsyncIterable<string>, limit: number): AsyncGenerator<string | undefined> {
  let pending: string[] = [];
  let length = 0;
  let dropping = false;
  for await (const piece of text) {
    let start = 0;
    for (let end = piece.indexOf("\n"); end >= 0; end = piece.indexOf("\n", start)) {
      const part = piece.slice(start, end);
      start = end + 1;
      if (dropping || length + part.length > limit) yield undefined;
      else yield pending.length === 0 ? part : pending.join("") + part;
      pending = [];
      length = 0;
      dropping = false;
    }
    if (dropping) continue;
    const rest = start === 0 ? piece : piece.slice(start);
    length += rest.length;
    if (length > limit) {
      dropping = true;
      pending = [];
    } else if (rest !== "") pending.push(rest);
  }
  if (dropping) yield undefined;
  else if (pending.length > 0) yield pending.join("");
}

/** Rows of a JSON Lines text. */
export async function* readJsonLines(text: AsyncIterable<string>, { limits }: ReaderOptions): AsyncGenerator<RawRow> {
  let line = 0;
  for await (const one of linesOf(text, limits.rowBytes)) {
    line++;
    if (one === undefined) yield { line, reason: `is longer than ${limits.rowBytes} characters`, field: "row" };
    else if (one.trim() !== "") yield jsonRow(one, line);
  }
}
