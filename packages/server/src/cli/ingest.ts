/** `aisle ingest catalog|events FILE…`: into the data folder, or into a running server over HTTP. */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { z } from "zod";
import { AisleError } from "@aisle/core/base";
import type { ShopEvent } from "@aisle/core/event";
import { readEvents } from "../events/read-events.ts";
import { openShop } from "../shop/open-shop.ts";
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

async function ingest(input: CommandInput): Promise<object> {
  const [kind, ...files] = input.words;
  if (kind !== "catalog" && kind !== "events")
    throw new AisleError("bad_argument", `aisle ingest takes catalog or events, not "${kind ?? ""}"`);
  if (files.length === 0) throw new AisleError("bad_argument", `aisle ingest ${kind} needs at least one file`);
  const config = configOf(input);
  const url = textOption(input, "url");
  if (url !== undefined) {
    if (kind === "catalog")
      throw new AisleError(
        "bad_argument",
        "a catalogue is compared with what is stored: ingest it with --data, or PUT products to /api/products",
      );
    return ingestEvents(input, files, remoteSink(url, textOption(input, "key") ?? config.adminKey));
  }
  const shop = await openShop(config, input.note);
  try {
    if (kind === "events") return await ingestEvents(input, files, (events) => shop.ingest(events));
    const { problems, ...report } = await ingestFiles(shop, { ...config, catalog: files }, input.note);
    return { ...report, problems: problems.length };
  } finally {
    await shop.close();
  }
}

export const command: Command = {
  name: "ingest",
  summary: "bring a catalogue or events into the shop",
  usage: `usage: aisle ingest catalog FILE… [--data DIR] [--map FILE]
       aisle ingest events  FILE… [--data DIR | --url URL [--key KEY]] [--map FILE]

Catalogue: JSONL, JSON array, CSV, TSV, XML, .gz of each; only differences to what is loaded become events.
Events: CSV (user_id,item_id,timestamp[,event_type]), TSV, JSON lines (own, UBI, GA4, Segment, Algolia Insights), .gz of each;
reading a file again adds nothing twice.`,
  options: { ...configOptions, url: { type: "string" }, key: { type: "string" } },
  run: async (input) => {
    const report = await ingest(input);
    if (input.options["json"] === true) input.print(JSON.stringify(report));
    else for (const [name, value] of Object.entries(report)) input.print(`${name.padEnd(12)} ${String(value)}`);
    return 0;
  },
};
