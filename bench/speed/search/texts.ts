/**
 * Real product texts under AISLE_DATASETS, read in place, as the vocabulary of a generated catalogue. Without them the words are
 * coined with Zipf frequencies, which is said in the result.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { randomInteger } from "../../../packages/core/src/base.ts";
import type { Random } from "../../../packages/core/src/base.ts";

export interface Texts {
  readonly source: string;
  readonly titles: readonly string[];
  readonly descriptions: readonly string[];
}

const datasets = process.env["AISLE_DATASETS"] ?? join(import.meta.dirname, "../../../../shared/data");

function read(path: string): string {
  const file = join(datasets, path);
  if (!existsSync(file)) return "";
  const bytes = readFileSync(file);
  return (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
}

function rows(path: string): Record<string, unknown>[] {
  return read(path)
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** Fields of the lines of a CSV file by column name; a record that goes over several lines is left out, as only its words are wanted. */
function columns(path: string): Record<string, string | undefined>[] {
  const split = (line: string) =>
    Array.from(line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g), ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain!);
  const [header, ...lines] = read(path).split(/\r?\n/);
  const names = split(header!);
  return lines
    .map(split)
    .filter((fields) => fields.length === names.length)
    .map((fields) => Object.fromEntries(names.map((name, at) => [name, fields[at]])));
}

const texts = (values: readonly unknown[]) => values.filter((value): value is string => typeof value === "string" && value !== "");

/** English titles and descriptions: marketplace, electronics, groceries, fashion. */
export function englishTexts(random: Random): Texts {
  const amazon = rows("search/esci_us_small/products.jsonl.gz");
  const electronics = JSON.parse(read("catalog/bestbuy_small/products.json.gz") || "[]") as Record<string, unknown>[];
  const instacart = columns("catalog/instacart_products/products.csv.gz");
  const groceries = columns("catalog/bigbasket_grocery/bigbasket_products.csv.gz");
  const fashion = columns("catalog/myntra_fashion/myntra_products_catalog.csv.gz");
  const titles = texts([
    ...amazon.map((one) => one["title"]),
    ...electronics.map((one) => one["name"]),
    ...instacart.map((one) => one["product_name"]),
    ...groceries.map((one) => one["product"]),
    ...fashion.map((one) => one["ProductName"]),
  ]);
  const descriptions = texts([
    ...amazon.flatMap((one) => [one["description"], one["bullet_points"]]),
    ...electronics.map((one) => one["description"]),
    ...groceries.map((one) => one["description"]),
    ...fashion.map((one) => one["Description"]),
  ]).map((text) => text.replace(/<[^>]*>/g, " "));
  return titles.length > 0 && descriptions.length > 0
    ? { source: "esci, bestbuy, instacart, bigbasket, myntra", titles, descriptions }
    : coined(random, false);
}

/** Chinese titles, and attribute texts and shoppers' queries as descriptions. */
export function chineseTexts(random: Random): Texts {
  const named = rows("search/ecom_zh_mini/catalogue_openbg.jsonl");
  const taobao = read("search/ecom_zh_mini/titles.tsv")
    .split("\n")
    .slice(1)
    .map((line) => line.split("\t")[1]);
  const queries = read("search/multicpr_ecom_zh/train.query.txt.gz")
    .split("\n")
    .map((line) => line.split("\t")[1]);
  const titles = texts([...named.map((one) => one["title"]), ...taobao, ...queries.slice(0, 40_000)]);
  const descriptions = texts([...named.map((one) => one["attributes"]), ...queries.slice(40_000, 60_000)]).map((text) =>
    text.replace(/#[:;]#/g, " "),
  );
  return titles.length > 0 && descriptions.length > 0 ? { source: "openbg, taobao, multicpr", titles, descriptions } : coined(random, true);
}

const syllables =
  "ba be bo ca co da de di do fa fe ga go ha ka ke ko la le li lo lu ma me mi mo na ne no pa pe po ra re ri ro sa se si so ta te ti to va ve vi".split(
    " ",
  );

/** A word that no dictionary holds. */
export function coinWord(random: Random): string {
  const length = 2 + randomInteger(random, 3);
  return Array.from({ length }, () => syllables[randomInteger(random, syllables.length)]!).join("");
}

function coined(random: Random, chinese: boolean): Texts {
  const word = chinese
    ? () => String.fromCharCode(0x4e00 + randomInteger(random, 3_000), 0x4e00 + randomInteger(random, 3_000))
    : () => coinWord(random);
  const vocabulary = Array.from({ length: 20_000 }, word);
  const zipf = () => vocabulary[Math.floor(vocabulary.length ** random()) - 1]!;
  const text = (least: number, more: number) => Array.from({ length: least + randomInteger(random, more) }, zipf).join(chinese ? "" : " ");
  return {
    source: "coined words (AISLE_DATASETS is missing)",
    titles: Array.from({ length: 5_000 }, () => text(4, 12)),
    descriptions: Array.from({ length: 5_000 }, () => text(20, 80)),
  };
}
