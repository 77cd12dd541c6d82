/**
 * A catalogue file as a stream of products: the format is told by the content (names lie, and .gz files are renamed), the row
 * parser of core makes products, and what cannot be used is reported with file, line and reason and skipped.
 */
import { AisleError, defaultLimits, isAisleError } from "@aisle/core/base";
import type { Limits } from "@aisle/core/base";
import { productParser } from "@aisle/core/catalog";
import type { Product, ProductOptions } from "@aisle/core/catalog";
import { delimiterOf, readCsv, readTsv } from "./read-delimited.ts";
import { readJsonArray } from "./read-json-array.ts";
import { readJsonLines } from "./read-lines.ts";
import { readXml } from "./read-xml.ts";
import { peek, textOf } from "./source-text.ts";
import type { RawRow, ReaderOptions } from "./raw-row.ts";

export interface RowProblem {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
  readonly field: string;
  /** True where the row is used in spite of it. */
  readonly used?: boolean;
}

export type CatalogItem = { readonly product: Product; readonly line: number } | { readonly problem: RowProblem };

export interface ReadOptions extends ProductOptions {
  readonly limits?: Limits;
}

/** Characters that tell the format; a first line of JSON is read to its end within the second. */
const peekSize = 16_000;
const longestFirstLine = 1_000_000;

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Rows in whatever format the text has. */
async function* rowsOf(file: string, limits: Limits, isProduct: (line: string) => boolean): AsyncGenerator<RawRow> {
  const options: ReaderOptions = { file, limits };
  const { head, whole } = await peek(textOf(file), peekSize, longestFirstLine);
  const begin = head.trimStart();
  if (begin === "") throw new AisleError("no_usable_rows", `${file} is empty`, { file });
  const firstLine = begin.split("\n", 1)[0]!;
  if (begin.startsWith("[")) {
    // `["a"]` on each line is no catalogue either way; an array of objects is.
    yield* readJsonArray(whole, options);
  } else if (begin.startsWith("{")) {
    // The whole of a JSON file over several lines is one object; JSON Lines has one a line, a broken one among them.
    const second = begin.slice(firstLine.length).trimStart();
    if (isJson(firstLine) ? second !== "" || isProduct(firstLine) : second.startsWith("{")) yield* readJsonLines(whole, options);
    else yield* readJsonArray(whole, options);
  } else if (begin.startsWith("<")) yield* readXml(trimmedStart(whole), options);
  else {
    const delimiter = delimiterOf(firstLine);
    if (delimiter === "\t") yield* readTsv(whole, options);
    else yield* readCsv(whole, delimiter ?? ",", options);
  }
}

/** An XML declaration must stand first. */
async function* trimmedStart(text: AsyncIterable<string>): AsyncGenerator<string> {
  let begun = false;
  for await (const piece of text) {
    const part = begun ? piece : piece.trimStart();
    if (part === "") continue;
    begun = true;
    yield part;
  }
}

/**
 * Products and problems of one file, in its order. Throws "no_usable_rows" at the end of a file without a product, "bad_file"
 * where the file as a whole cannot be read on.
 */
export async function* readCatalog(file: string, options: ReadOptions = {}): AsyncGenerator<CatalogItem> {
  const limits = options.limits ?? defaultLimits;
  const parse = productParser(options);
  let usable = 0;
  let broken = false;
  let first: RowProblem | undefined;
  const isProduct = (line: string) => {
    try {
      parse(JSON.parse(line));
      return true;
    } catch {
      return false;
    }
  };
  for await (const row of rowsOf(file, limits, isProduct)) {
    let problem: RowProblem;
    if ("reason" in row) problem = { file, ...row };
    else {
      try {
        const product = parse(row.values);
        usable++;
        yield { product, line: row.line };
        if (row.replaced !== true || broken) continue;
        // Once a file: a feed in another encoding has it in every row.
        broken = true;
        problem = { file, line: row.line, reason: "holds broken UTF-8, replaced by U+FFFD, as further rows may", field: "row", used: true };
      } catch (error) {
        if (!isAisleError(error, "bad_row")) throw error;
        problem = { file, line: row.line, reason: error.message, field: String(error.details["field"]) };
      }
    }
    first ??= problem;
    yield { problem };
  }
  if (usable > 0) return;
  const why = first === undefined ? "" : `; line ${first.line}: ${first.reason}`;
  throw new AisleError("no_usable_rows", `${file} holds no usable row${why}`, {
    file,
    ...(first ? { line: first.line, field: first.field } : {}),
  });
}
