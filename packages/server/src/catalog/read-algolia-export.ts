/**
 * What an export of an Algolia index holds: records, settings, synonyms and rules, as the dashboard, the command line and the API
 * clients write them (a JSON array, JSON Lines, one object with settings, synonyms and rules, each also .gz). Names lie, so
 * every entry is told by its content.
 */
import { AisleError, defaultLimits } from "@aisle/core/base";
import type { RawRow } from "./raw-row.ts";
import { readJsonArray } from "./read-json-array.ts";
import { readJsonLines } from "./read-lines.ts";
import { badFile, peek, textOf } from "./source-text.ts";

export type Entry = Readonly<Record<string, unknown>>;

export type ExportItem =
  | { readonly kind: "record" | "settings" | "synonym" | "rule"; readonly entry: Entry; readonly line: number }
  | { readonly kind: "problem"; readonly reason: string; readonly line: number };

const peekSize = 16_000;
const longestFirstLine = 1_000_000;
/** Characters of a file that is read whole. */
const longestObject = 64_000_000;

const synonymKinds = /^(?:synonym|onewaysynonym|altcorrection[12]|placeholder)$/i;
const synonymWords = ["synonyms", "corrections", "replacements"];
/** Settings of which an index that has any has one. */
const settingNames = [
  "searchableAttributes",
  "attributesToIndex",
  "attributesForFaceting",
  "attributesToRetrieve",
  "attributesToHighlight",
  "attributesToSnippet",
  "ranking",
  "customRanking",
  "replicas",
  "hitsPerPage",
  "maxValuesPerFacet",
  "highlightPreTag",
  "typoTolerance",
  "queryLanguages",
  "indexLanguages",
];

function isObject(value: unknown): value is Entry {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

async function* wholeObject(file: string, text: AsyncIterable<string>): AsyncGenerator<RawRow> {
  let source = "";
  for await (const piece of text) {
    source += piece;
    if (source.length > longestObject)
      throw new AisleError("limit_exceeded", `${file} is one object of more than ${longestObject} characters`, { file, limit: "object" });
  }
  try {
    yield { line: 1, values: JSON.parse(source) };
  } catch (error) {
    throw badFile(file, `is no JSON (${(error as Error).message.slice(0, 120)})`);
  }
}

async function* rowsOf(file: string): AsyncGenerator<RawRow> {
  const { head, whole } = await peek(textOf(file), peekSize, longestFirstLine);
  const begin = head.trimStart();
  const options = { file, limits: defaultLimits };
  const firstLine = begin.split("\n", 1)[0]!;
  if (begin.startsWith("[")) yield* readJsonArray(whole, options);
  else if (!begin.startsWith("{")) throw badFile(file, "is neither a JSON array nor JSON Lines nor a JSON object");
  else if (isJson(firstLine) && begin.slice(firstLine.length).trim() !== "") yield* readJsonLines(whole, options);
  else yield* wholeObject(file, whole);
}

function* itemsOf(value: unknown, line: number): Generator<ExportItem> {
  if (!isObject(value)) {
    yield { kind: "problem", reason: "is no object", line };
  } else if (isObject(value["consequence"])) {
    yield { kind: "rule", entry: value, line };
  } else if (value["objectID"] !== undefined) {
    const words = synonymKinds.test(String(value["type"])) && synonymWords.some((name) => Array.isArray(value[name]));
    yield { kind: words ? "synonym" : "record", entry: value, line };
  } else if (isObject(value["settings"]) || Array.isArray(value["synonyms"]) || Array.isArray(value["rules"])) {
    if (isObject(value["settings"])) yield { kind: "settings", entry: value["settings"], line };
    for (const name of ["synonyms", "rules"]) {
      const list = value[name];
      if (Array.isArray(list)) for (const one of list) yield* itemsOf(one, line);
    }
  } else if (settingNames.some((name) => Object.hasOwn(value, name))) {
    yield { kind: "settings", entry: value, line };
  } else yield { kind: "problem", reason: "has no objectID and holds no settings, synonyms or rules", line };
}

/** Everything in one file, in its order; "bad_file" where it cannot be read on. */
export async function* readAlgoliaExport(file: string): AsyncGenerator<ExportItem> {
  for await (const row of rowsOf(file)) {
    if ("reason" in row) yield { kind: "problem", reason: row.reason, line: row.line };
    else yield* itemsOf(row.values, row.line);
  }
}
