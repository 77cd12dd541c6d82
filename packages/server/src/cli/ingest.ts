/** `aisle ingest catalog|events|algolia FILE…`: into the data folder, or into a running server over HTTP. */
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { z } from "zod";
import { createApp } from "@aisle/api/app";
import { createKeyRing } from "@aisle/api/http/keys";
import { AisleError } from "@aisle/core/base";
import { defaultIndex } from "@aisle/core/engine";
import type { ShopEvent } from "@aisle/core/event";
import { readEvents } from "../events/read-events.ts";
import { importAlgolia } from "../shop/import-algolia.ts";
import type { Send } from "../shop/import-algolia.ts";
import { openShop } from "../shop/open-shop.ts";
import type { OpenShop } from "../shop/open-shop.ts";
import { ingestFiles } from "../shop/ingest-files.ts";
import { configOf, configOptions } from "./config-options.ts";
import { createProgress } from "../telemetry/progress.ts";
import { textOption } from "./command.ts";
import type { Command, CommandInput } from "./command.ts";

/** Where events go: into an open shop, or over HTTP. */
type Sink = (events: readonly ShopEvent[]) => Promise<{ readonly accepted: number; readonly duplicates: number }>;

const reportedProblems = 20;

function remoteSink(url: string, key: string | undefined): Sink {
  if (key === undefined) throw new AisleError("bad_argument", "--url needs a key with the events scope in AISLE_ADMIN_KEY or --key");
  const address = new URL("/api/events", url);
  return async (events) => {
    const response = await fetch(address, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify({ events }),
    });
    const body = (await response.json()) as { accepted: number; duplicates: number; message?: string };
    if (!response.ok)
      throw new AisleError("unavailable", `${address} answered ${response.status}: ${body.message ?? ""}`, { status: response.status });
    return body;
  };
}

const columns = z.record(z.string(), z.string());

function columnMap(file: string | undefined): Readonly<Record<string, string>> | undefined {
  if (file === undefined) return undefined;
  try {
    return columns.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (cause) {
    throw new AisleError("bad_file", `${file} must hold a JSON object of column names: ${(cause as Error).message}`, { file }, cause);
  }
}

async function ingestEvents(input: CommandInput, files: readonly string[], sink: Sink): Promise<object> {
  const map = columnMap(textOption(input, "map"));
  const counts = { accepted: 0, duplicates: 0, ignored: 0, rejected: 0 };
  for (const file of files) {
    const progress = createProgress(basename(file));
    for await (const batch of readEvents(file, { clock: Date.now, ...(map === undefined ? {} : { map }) })) {
      for (const row of batch.rejected) {
        if (++counts.rejected <= reportedProblems) input.note(`${row.file}:${row.line}: ${row.reason} [bad_event]`);
      }
      counts.ignored += batch.ignored;
      progress.update(batch.progress.done, batch.progress.total);
      if (batch.events.length === 0) continue;
      const { accepted, duplicates } = await sink(batch.events);
      counts.accepted += accepted;
      counts.duplicates += duplicates;
    }
    progress.end();
  }
  return counts;
}

/** Throws what an answer of the Algolia-compatible wire refuses. */
async function checkAnswer(response: Response): Promise<void> {
  if (response.ok) return;
  const { message } = (await response.json().catch(() => ({}))) as { message?: string };
  const code =
    response.status === 401
      ? "unauthorized"
      : response.status === 403
        ? "forbidden"
        : response.status < 500 && response.status !== 429
          ? "bad_row"
          : "unavailable";
  throw new AisleError(code, message ?? `status ${response.status}`, { status: response.status });
}

function remoteWire(url: string, key: string | undefined): Send {
  if (key === undefined) throw new AisleError("bad_argument", "--url needs a key with the write scope in AISLE_ADMIN_KEY or --key");
  return async (method, path, body) => {
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    const init: RequestInit = { method, headers, body: JSON.stringify(body) };
    await checkAnswer(await fetch(new URL(path, url), init));
  };
}

/** The wire of a shop that this process has open. */
function shopWire(shop: OpenShop): Send {
  const secret = randomBytes(24).toString("hex");
  const app = createApp({
    engine: shop.engine,
    ingest: (events) => shop.ingest(events),
    keys: createKeyRing([{ id: "import", secret, scopes: ["admin"] }], Date.now),
    clock: Date.now,
    newId: () => randomBytes(16).toString("hex"),
    corsOrigins: [],
    fields: (kind) => shop.engine.fields(kind),
    health: () => ({ ready: true }),
  });
  return async (method, path, body) => {
    const init: RequestInit = { method, headers: { authorization: `Bearer ${secret}` }, body: JSON.stringify(body) };
    await checkAnswer(await app.fetch(new Request(new URL(path, "http://shop"), init)));
    await shop.engine.settle();
  };
}

async function ingestAlgolia(input: CommandInput, paths: readonly string[], index: string, send: Send): Promise<object> {
  const progress = createProgress("records");
  const report = await importAlgolia({ paths, index, send, note: input.note, progress: (records) => progress.update(records) });
  progress.end();
  return report;
}

async function ingest(input: CommandInput): Promise<object> {
  const [kind, ...files] = input.words;
  if (kind !== "catalog" && kind !== "events" && kind !== "algolia")
    throw new AisleError("bad_argument", `aisle ingest takes catalog, events or algolia, not "${kind ?? ""}"`);
  if (files.length === 0) throw new AisleError("bad_argument", `aisle ingest ${kind} needs at least one file`);
  const config = configOf(input);
  const url = textOption(input, "url");
  const index = textOption(input, "index", defaultIndex);
  if (url !== undefined) {
    if (kind === "catalog")
      throw new AisleError(
        "bad_argument",
        "a catalogue is compared with what is stored: ingest it with --data, or PUT products to /api/products",
      );
    const key = textOption(input, "key") ?? config.adminKey;
    return kind === "events" ? ingestEvents(input, files, remoteSink(url, key)) : ingestAlgolia(input, files, index, remoteWire(url, key));
  }
  const shop = await openShop(config, input.note);
  try {
    if (kind === "events") return await ingestEvents(input, files, (events) => shop.ingest(events));
    if (kind === "algolia") return await ingestAlgolia(input, files, index, shopWire(shop));
    const { problems, ...report } = await ingestFiles(shop, { ...config, catalog: files }, input.note, index);
    return { ...report, problems: problems.length };
  } finally {
    await shop.close();
  }
}

export const command: Command = {
  name: "ingest",
  summary: "bring a catalogue or events into the shop",
  usage: `usage: aisle ingest catalog FILE… [--data DIR] [--map FILE] [--index NAME]
       aisle ingest algolia FILE|FOLDER… [--data DIR | --url URL [--key KEY]] [--index NAME]
       aisle ingest events  FILE… [--data DIR | --url URL [--key KEY]] [--map FILE]

Catalogue: JSONL, JSON array, CSV, TSV, XML, .gz of each; only differences to what is loaded become events.
Events: CSV (user_id,item_id,timestamp[,event_type]), TSV, JSON lines (own, UBI, GA4, Segment, Algolia Insights), .gz of each;
reading a file again adds nothing twice.
Algolia: an exported index (records, settings, synonyms, rules) as JSON, JSON Lines, .gz of each.
--index NAME: the index that takes a catalogue or an export (default products); one that is not there is opened.`,
  options: { ...configOptions, url: { type: "string" }, index: { type: "string" }, key: { type: "string" } },
  run: async (input) => {
    const report = await ingest(input);
    if (input.options["json"] === true) input.print(JSON.stringify(report));
    else for (const [name, value] of Object.entries(report)) input.print(`${name.padEnd(12)} ${String(value)}`);
    return 0;
  },
};
