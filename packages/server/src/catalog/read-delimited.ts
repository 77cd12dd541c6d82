/**
 * CSV and its relatives (comma, semicolon, bar; quotes as in RFC 4180) through csv-parse, and TSV without quoting. The first
 * row names the columns; a column name that comes twice collects its values into a list.
 */
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { AisleError } from "@aisle/core/base";
import { parse } from "csv-parse";
import { badFile } from "./source-text.ts";
import { linesOf } from "./read-lines.ts";
import { hasReplacement } from "./raw-row.ts";
import type { RawRow, ReaderOptions } from "./raw-row.ts";

/** The separator that a header line uses most; undefined where there is a single column. */
export function delimiterOf(header: string): string | undefined {
  const bare = header.replace(/"(?:[^"]|"")*"/g, "");
  let best: string | undefined;
  let most = 0;
  for (const candidate of ["\t", ",", ";", "|"]) {
    const count = bare.split(candidate).length - 1;
    if (count > most) [best, most] = [candidate, count];
  }
  return best;
}

type Assemble = (fields: readonly string[], line: number) => RawRow | undefined;

function assembler(header: readonly string[], options: ReaderOptions): Assemble {
  const names = header.map((name) => name.replace(/^\ufeff/, "").trim());
  if (names.length > options.limits.attributes)
    throw badFile(options.file, `has ${names.length} columns, the limit is ${options.limits.attributes}`, 1);
  const repeated = new Set(names).size < names.length;
  return (fields, line) => {
    if (fields.length === 1 && fields[0]!.trim() === "") return undefined;
    if (fields.length !== names.length) {
      return { line, reason: `has ${fields.length} fields, the header has ${names.length}`, field: "row" };
    }
    const values = new Map<string, string | string[]>();
    let replaced = false;
    for (const [i, name] of names.entries()) {
      const value = fields[i]!;
      replaced ||= hasReplacement(value);
      if (value === "" || name === "") continue;
      const before = repeated ? values.get(name) : undefined;
      if (before === undefined) values.set(name, value);
      else if (typeof before === "string") values.set(name, [before, value]);
      else before.push(value);
    }
    return { line, values: Object.fromEntries(values), replaced };
  };
}

/** Rows of a TSV text. Tabs and line breaks always part; quotes around a whole field are taken off. */
export async function* readTsv(text: AsyncIterable<string>, options: ReaderOptions): AsyncGenerator<RawRow> {
  let assemble: Assemble | undefined;
  let line = 0;
  for await (const one of linesOf(text, options.limits.rowBytes)) {
    line++;
    if (one === undefined) {
      yield { line, reason: `is longer than ${options.limits.rowBytes} characters`, field: "row" };
      continue;
    }
    const fields = one
      .replace(/\r$/, "")
      .split("\t")
      .map((field) =>
        field.length > 1 && field.startsWith('"') && field.endsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field,
      );
    if (assemble === undefined) {
      if (one.trim() !== "") assemble = assembler(fields, options);
      continue;
    }
    const row = assemble(fields, line);
    if (row) yield row;
  }
}

/** Rows of a CSV text. */
export async function* readCsv(text: AsyncIterable<string>, delimiter: string, options: ReaderOptions): AsyncGenerator<RawRow> {
  const skipped: RawRow[] = [];
  let broken: string | undefined;
  let end = 0;
  const parser = parse({
    delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: options.limits.rowBytes,
    // An error of the stream would drop the records that wait before it.
    skip_records_with_error: true,
    on_skip: (error) => {
      if (error === undefined) return undefined;
      if (error.code === "CSV_QUOTE_NOT_CLOSED" || error.code === "CSV_MAX_RECORD_SIZE") broken ??= error.message;
      else skipped.push({ line: end + 1, reason: error.message, field: "row" });
      return undefined;
    },
  });
  async function* untilBroken(): AsyncGenerator<string> {
    for await (const piece of text) {
      if (broken !== undefined) return;
      yield piece;
    }
  }
  const feeding = pipeline(Readable.from(untilBroken()), parser);
  feeding.catch(() => undefined);
  let assemble: Assemble | undefined;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      yield* skipped.splice(0);
      // The parser tells the line where a record ends.
      const line = end + 1;
      end = info.lines;
      if (assemble === undefined) assemble = assembler(record, options);
      else {
        const row = assemble(record, Math.min(line, end));
        if (row) yield row;
      }
    }
    await feeding;
    yield* skipped.splice(0);
    if (broken !== undefined) throw badFile(options.file, `is no readable CSV (${broken})`, end + 1);
  } catch (cause) {
    if (cause instanceof AisleError) throw cause;
    throw badFile(options.file, `is no readable CSV (${(cause as Error).message})`, end + 1, cause);
  } finally {
    parser.destroy();
  }
}
