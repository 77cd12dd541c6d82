/**
 * An export of an Algolia index into an index of the shop, through the same wire as Algolia's clients: records first, then what is
 * read against their fields (settings, synonyms, rules). A record that cannot be used is reported and skipped.
 */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { AisleError, isAisleError } from "@aisle/core/base";
import { readAlgoliaExport } from "../catalog/read-algolia-export.ts";
import type { Entry } from "../catalog/read-algolia-export.ts";

/** One request to the wire; throws an AisleError with the answer's code where it is refused. */
export type Send = (method: "POST" | "PUT", path: string, body: unknown) => Promise<void>;

export interface ImportReport {
  records: number;
  /** Settings, by name. */
  settings: number;
  synonyms: number;
  rules: number;
  skipped: number;
}

export interface ImportOptions {
  readonly paths: readonly string[];
  readonly index: string;
  readonly send: Send;
  readonly note: (line: string) => void;
  readonly progress?: (records: number) => void;
}

/** Records of one request. */
const atOnce = 1_000;
/** Synonyms and rules of one export. */
const maximumOrders = 200_000;
const printedProblems = 20;
const exportFile = /\.(?:json|ndjson|jsonl)(?:\.gz)?$/i;

/** A record and where it stands. */
interface Located {
  readonly where: string;
  readonly entry: Entry;
}

/** The files of paths, a folder's in the order of their names. */
function filesOf(paths: readonly string[]): readonly string[] {
  return paths.flatMap((path) => {
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [path];
    const names = readdirSync(path).filter((name) => exportFile.test(name));
    if (names.length === 0) throw new AisleError("no_usable_rows", `${path} holds no .json, .ndjson or .jsonl file`, { file: path });
    return names.sort().map((name) => join(path, name));
  });
}

/** Imports the files; what a setting, synonym or rule is refused for ends the import, since the rest would not act as meant. */
export async function importAlgolia({ paths, index, send, note, progress }: ImportOptions): Promise<ImportReport> {
  const at = `/1/indexes/${encodeURIComponent(index)}`;
  const report: ImportReport = { records: 0, settings: 0, synonyms: 0, rules: 0, skipped: 0 };
  const orders = { settings: {} as Record<string, unknown>, synonym: [] as Entry[], rule: [] as Entry[] };
  const skip = (what: string) => {
    if (++report.skipped <= printedProblems) note(`${what}; skipped`);
    if (report.skipped === printedProblems) note("further problems are counted, not printed");
  };

  /** Writes records; where one of them is refused, halves until it is found. */
  async function write(records: readonly Located[]): Promise<void> {
    if (records.length === 0) return;
    try {
      await send("POST", `${at}/batch`, { requests: records.map(({ entry }) => ({ action: "updateObject", body: entry })) });
      report.records += records.length;
      progress?.(report.records);
    } catch (error) {
      if (!isAisleError(error) || error.status >= 500 || error.status === 401 || error.status === 403) throw error;
      if (records.length === 1) return skip(`${records[0]!.where}: ${error.message} [${error.code}]`);
      const half = records.length >> 1;
      await write(records.slice(0, half));
      await write(records.slice(half));
    }
  }

  let batch: Located[] = [];
  for (const file of filesOf(paths)) {
    for await (const item of readAlgoliaExport(file)) {
      const where = `${file}:${item.line}`;
      if (item.kind === "problem") skip(`${where}: ${item.reason}`);
      else if (item.kind === "settings") Object.assign(orders.settings, item.entry);
      else if (item.kind === "record") {
        batch.push({ where, entry: item.entry });
        if (batch.length < atOnce) continue;
        await write(batch);
        batch = [];
      } else if (orders.synonym.length + orders.rule.length >= maximumOrders) {
        throw new AisleError("limit_exceeded", `${file}: more than ${maximumOrders} synonyms and rules`, { limit: "orders", file });
      } else orders[item.kind].push(item.entry);
    }
  }
  await write(batch);

  // `primary` names where a replica's objects are: nothing that an index of its own can have.
  const { primary: _, ...settings } = orders.settings;
  report.settings = Object.keys(settings).length;
  if (report.settings > 0) await send("PUT", `${at}/settings`, settings);
  for (const [name, list] of [
    ["synonyms", orders.synonym],
    ["rules", orders.rule],
  ] as const) {
    for (let from = 0; from < list.length; from += atOnce) await send("POST", `${at}/${name}/batch`, list.slice(from, from + atOnce));
    report[name] = list.length;
  }
  if (report.records + report.settings + report.synonyms + report.rules === 0)
    throw new AisleError("no_usable_rows", "the export holds nothing that can be used", { skipped: report.skipped });
  return report;
}
