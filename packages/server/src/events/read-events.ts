/**
 * Event files as they lie: CSV, TSV, JSON lines, JSON, and .gz of each, in batches. A row that is no event is reported with its
 * line and skipped. Each event gets an origin made from the hash of the file's bytes (and the column map) and its place in it, so that reading a
 * file again, after an interruption too, adds nothing twice.
 */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Transform, compose } from "node:stream";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { parse } from "csv-parse";
import { AisleError, defaultLimits, isAisleError } from "@aisle/core/base";
import type { Clock, Limits } from "@aisle/core/base";
import { csvEventReader, parseEvents } from "@aisle/core/event";
import type { ShopEvent } from "@aisle/core/event";

export interface ReadEventsOptions {
  /** Gives the time of JSON events that carry none. */
  readonly clock: Clock;
  /** Our column name → the file's. */
  readonly map?: Readonly<Record<string, string>>;
  readonly limits?: Limits;
  /** Events of one batch; default 1000. */
  readonly batch?: number;
}

export interface RejectedRow {
  readonly file: string;
  readonly line: number;
  readonly field: string;
  readonly reason: string;
}

export interface EventBatch {
  readonly events: readonly ShopEvent[];
  readonly rejected: readonly RejectedRow[];
  /** Well-formed entries of a kind that the shop has no use for. */
  readonly ignored: number;
  /** Bytes of the file read so far and in all, for a progress bar; of a compressed file, compressed bytes. */
  readonly progress: { readonly done: number; readonly total: number };
}

/** Largest JSON file that is not JSON lines. */
const jsonBytes = 512 * 1024 * 1024;

type Row = {
  readonly line: number;
  readonly events: readonly ShopEvent[];
  readonly rejected: readonly RejectedRow[];
  readonly ignored: number;
};

/**
 * Events of a file in file order. "bad_file" where it cannot be read as what its name says, "no_usable_rows" at the end
 * of a file that gave no event.
 */
export async function* readEvents(path: string, options: ReadEventsOptions): AsyncIterable<EventBatch> {
  const total = (await fileSize(path)) || 1;
  const producer = `file:${await hashOf(path, options.map)}`;
  const source = createReadStream(path);
  let done = 0;
  source.on("data", (chunk) => {
    done += chunk.length;
  });
  const bare = path.toLowerCase().replace(/\.gz$/, "");
  const bytes = bare.length === path.length ? source : compose(source, createGunzip());
  const rows = /\.(jsonl|ndjson)$/.test(bare)
    ? jsonLines(bytes, path, options)
    : bare.endsWith(".json")
      ? json(bytes, path, options)
      : csv(bytes, path, bare.endsWith(".tsv") ? "\t" : ",", options);
  const size = options.batch ?? 1000;
  let sequence = 0;
  let used = false;
  let events: ShopEvent[] = [];
  let rejected: RejectedRow[] = [];
  let ignored = 0;
  try {
    for await (const row of rows) {
      for (const event of row.events) {
        events.push(event.origin === undefined ? { ...event, origin: { producer, sequence } } : event);
        sequence++;
        used = true;
      }
      // A rejected row keeps its number, so that the numbers behind it hold once it is accepted.
      if (row.events.length === 0) sequence++;
      rejected.push(...row.rejected);
      ignored += row.ignored;
      if (events.length < size && rejected.length < size) continue;
      yield { events, rejected, ignored, progress: { done, total } };
      [events, rejected, ignored] = [[], [], 0];
    }
  } catch (cause) {
    if (isAisleError(cause)) throw cause;
    throw new AisleError("bad_file", `${path} cannot be read: ${(cause as Error).message}`, { file: path }, cause);
  } finally {
    source.destroy();
  }
  if (events.length > 0 || rejected.length > 0 || ignored > 0) yield { events, rejected, ignored, progress: { done: total, total } };
  if (!used) throw new AisleError("no_usable_rows", `${path} holds no event that can be used`, { file: path });
}

async function fileSize(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (cause) {
    throw new AisleError(
      "bad_file",
      `${path} cannot be opened: ${(cause as NodeJS.ErrnoException).code ?? String(cause)}`,
      { file: path },
      cause,
    );
  }
}

async function hashOf(path: string, map: Readonly<Record<string, string>> = {}): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify(Object.entries(map).sort()));
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  } catch (cause) {
    throw new AisleError("bad_file", `${path} cannot be read: ${(cause as Error).message}`, { file: path }, cause);
  }
  return hash.digest("hex").slice(0, 32);
}

function rejectedRow(file: string, line: number, error: unknown): RejectedRow {
  if (!isAisleError(error, "bad_event")) throw error;
  return { file, line, field: String(error.details["field"]), reason: error.message };
}

async function* csv(bytes: Readable, file: string, delimiter: string, options: ReadEventsOptions): AsyncIterable<Row> {
  let skipped: RejectedRow[] = [];
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: (options.limits ?? defaultLimits).rowBytes,
  });
  parser.on("skip", (error: { message: string; lines?: number }) => {
    skipped.push({ file, line: error.lines ?? 0, field: "row", reason: error.message });
  });
  let read: ((fields: readonly string[]) => ShopEvent) | undefined;
  for await (const entry of compose(bytes, parser)) {
    const { record, info } = entry as { record: string[]; info: { lines: number } };
    const rejected = skipped;
    skipped = [];
    if (read === undefined) {
      try {
        read = csvEventReader(record, options.map, options.limits);
      } catch (error) {
        throw isAisleError(error, "bad_file") ? new AisleError("bad_file", `${file}: ${error.message}`, { ...error.details, file }) : error;
      }
      yield { line: info.lines, events: [], rejected, ignored: 0 };
      continue;
    }
    try {
      yield { line: info.lines, events: [read(record)], rejected, ignored: 0 };
    } catch (error) {
      yield { line: info.lines, events: [], rejected: [...rejected, rejectedRow(file, info.lines, error)], ignored: 0 };
    }
  }
  if (skipped.length > 0) yield { line: 0, events: [], rejected: skipped, ignored: 0 };
}

/** Splits bytes into lines; one longer than the limit comes out cut, which no JSON survives. */
function lineSplitter(limit: number): Transform {
  let parts: Buffer[] = [];
  let length = 0;
  const keep = (part: Buffer) => {
    if (length <= limit) parts.push(part);
    length += part.length;
  };
  const flush = () => {
    const line = Buffer.concat(parts).subarray(0, limit);
    parts = [];
    length = 0;
    return line.toString("utf8");
  };
  return new Transform({
    readableObjectMode: true,
    transform(chunk: Buffer, _, next) {
      let from = 0;
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
        keep(chunk.subarray(from, at));
        this.push({ text: flush() });
        from = at + 1;
      }
      keep(chunk.subarray(from));
      next();
    },
    flush(next) {
      if (length > 0) this.push({ text: flush() });
      next();
    },
  });
}

async function* jsonLines(bytes: Readable, file: string, options: ReadEventsOptions): AsyncIterable<Row> {
  let line = 0;
  for await (const entry of compose(bytes, lineSplitter((options.limits ?? defaultLimits).rowBytes))) {
    line++;
    const text = (entry as { text: string }).text.replace(/^\ufeff/, "").trim();
    if (text === "") continue;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      yield { line, events: [], rejected: [{ file, line, field: "row", reason: `not JSON: ${(error as Error).message}` }], ignored: 0 };
      continue;
    }
    yield rowOf(value, file, line, options);
  }
}

function rowOf(value: unknown, file: string, line: number, options: ReadEventsOptions): Row {
  const parsed = parseEvents(value, { clock: options.clock, ...(options.limits === undefined ? {} : { limits: options.limits }) });
  return {
    line,
    events: parsed.events,
    rejected: parsed.rejected.map(({ field, reason }) => ({ file, line, field, reason })),
    ignored: parsed.ignored.length,
  };
}

async function* json(bytes: Readable, file: string, options: ReadEventsOptions): AsyncIterable<Row> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    size += (chunk as Buffer).length;
    if (size > jsonBytes)
      throw new AisleError("too_large", `${file} is larger than ${jsonBytes} bytes; use JSON lines`, { file, limit: jsonBytes });
    chunks.push(chunk as Buffer);
  }
  let value: unknown;
  try {
    value = JSON.parse(
      Buffer.concat(chunks)
        .toString("utf8")
        .replace(/^\ufeff/, ""),
    );
  } catch (cause) {
    throw new AisleError("bad_file", `${file} is not JSON: ${(cause as Error).message}`, { file }, cause);
  }
  const partSize = options.batch ?? 1000;
  const parts = partsOf(value, partSize);
  for (const [i, part] of parts.entries()) {
    const row = rowOf(part, file, 1, options);
    // The index of an entry stands for its line: a JSON file has no rows.
    yield { ...row, rejected: row.rejected.map((one) => ({ ...one, line: i * partSize + 1 })) };
  }
}

/** A long list in parts that the parsers take, with the fields around it in each part. */
function partsOf(value: unknown, size: number): unknown[] {
  const cut = (list: readonly unknown[]) =>
    Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));
  if (Array.isArray(value)) return cut(value);
  if (typeof value !== "object" || value === null) return [value];
  const { events, queries, ...rest } = value as Record<string, unknown>;
  if (!Array.isArray(events)) return [value];
  return [...(queries === undefined ? [] : [{ queries }]), ...cut(events).map((part) => ({ ...rest, events: part }))];
}
