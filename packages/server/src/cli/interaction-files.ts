/**
 * The files of offline recommendation: events and histories `user_id,item_id,timestamp[,event_type]`, users one a line, runs
 * `user_id,rank,item_id,score`, truths `user_id,item_id`; plain or gzipped. A first row with the column names may order them freely;
 * without one the order above holds.
 */
import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { createGunzip } from "node:zlib";
import { pipeline } from "node:stream";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { parse } from "csv-parse";
import { AisleError, defaultLimits } from "@aisle/core/base";

export interface Interaction {
  readonly user: string;
  readonly item: string;
  /** Milliseconds; 0 where the file has no times, so that its order counts. */
  readonly time: number;
}

/** Problems named one by one before they are only counted. */
const namedProblems = 10;

type Note = (line: string) => void;

/** Bytes of a file, unpacked where it begins as gzip does. */
function open(file: string): Readable {
  const stream = createReadStream(file);
  if (!file.endsWith(".gz")) return stream;
  // Errors of the file reach the reader through the unpacked end.
  return pipeline(stream, createGunzip(), () => undefined);
}

function unreadable(file: string, cause: unknown): AisleError {
  if (cause instanceof AisleError) return cause;
  return new AisleError("bad_file", `cannot read ${file}: ${cause instanceof Error ? cause.message : String(cause)}`, { file }, cause);
}

/** Lines of a text file without their ends, empty ones left out. */
export async function* readLines(file: string): AsyncGenerator<{ readonly text: string; readonly line: number }> {
  const stream = open(file);
  let line = 0;
  try {
    for await (const raw of createInterface({ input: stream, crlfDelay: Infinity })) {
      line++;
      const text = line === 1 ? raw.replace(/^\ufeff/, "") : raw;
      if (text.trim() !== "") yield { text, line };
    }
  } catch (cause) {
    throw unreadable(file, cause);
  }
}

interface Row {
  readonly values: readonly string[];
  readonly line: number;
}

/** Rows of a CSV file in the order of `columns`; columns beyond the first `needed` may be missing. */
export async function* readRows(file: string, columns: readonly string[], needed: number, note: Note): AsyncGenerator<Row> {
  const parser = parse({
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
    info: true,
    max_record_size: defaultLimits.rowBytes,
  });
  const stream = open(file);
  stream.once("error", (error) => parser.destroy(error));
  stream.pipe(parser);
  let places: readonly number[] | undefined;
  let usable = 0;
  let problems = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      if (places === undefined) {
        const names = record.map((name) => name.toLowerCase());
        const header = columns.slice(0, needed).every((name) => names.includes(name));
        places = columns.map((name, at) => (header ? names.indexOf(name) : at));
        if (header) continue;
      }
      const values = places.map((at) => (at < 0 ? "" : (record[at] ?? "")));
      const missing = columns.findIndex((_, at) => at < needed && values[at] === "");
      const long = values.findIndex((value) => value.length > defaultLimits.identifier);
      if (missing < 0 && long < 0) {
        usable++;
        yield { values, line: info.lines };
        continue;
      }
      const reason = missing >= 0 ? `has no ${columns[missing]}` : `${columns[long]} is longer than ${defaultLimits.identifier} characters`;
      if (++problems <= namedProblems) note(`${basename(file)}:${info.lines}: bad_row: ${reason}; skipped`);
    }
  } catch (cause) {
    throw unreadable(file, cause);
  }
  if (problems > namedProblems) note(`${basename(file)}: ${problems} bad rows skipped`);
  if (usable === 0) throw new AisleError("no_usable_rows", `${file} holds no row ${columns.slice(0, needed).join(",")}`, { file });
}

/** Milliseconds of seconds, milliseconds or an ISO time; undefined for anything else. */
export function parseTime(text: string): number | undefined {
  const number = Number(text);
  if (text !== "" && Number.isFinite(number)) return Math.abs(number) < 1e11 ? number * 1000 : number;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}

/** Types of an event that are no sign of interest. */
const silent = new Set(["impression", "return", "refund", "cancel", "query", "refinement"]);

/** Interactions of an events or history file, in its order. */
export async function readInteractions(file: string, note: Note): Promise<readonly Interaction[]> {
  const list: Interaction[] = [];
  let problems = 0;
  for await (const { values, line } of readRows(file, ["user_id", "item_id", "timestamp", "event_type"], 2, note)) {
    const [user = "", item = "", stamp = "", type = ""] = values;
    if (silent.has(type)) continue;
    const time = stamp === "" ? 0 : parseTime(stamp);
    if (time === undefined) {
      if (++problems <= namedProblems) note(`${basename(file)}:${line}: bad_row: timestamp "${stamp.slice(0, 40)}" is no time; skipped`);
      continue;
    }
    list.push({ user, item, time });
  }
  if (problems > namedProblems) note(`${basename(file)}: ${problems} rows without a readable time skipped`);
  if (list.length === 0) throw new AisleError("no_usable_rows", `${file} holds no usable event`, { file });
  return list;
}

/** User ids, one a line, each once. */
export async function readUsers(file: string): Promise<readonly string[]> {
  const users = new Set<string>();
  for await (const { text } of readLines(file)) users.add(text.trim());
  if (users.size === 0) throw new AisleError("no_usable_rows", `${file} names no user`, { file });
  return [...users];
}
