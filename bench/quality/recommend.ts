/**
 * Recommendation quality on public sets, through the code of `aisle batch recommend` and `aisle evaluate recommend`: files in, run
 * file out. Beside our `auto` stand the most popular products and the last-product Markov chain in the same run. Everything is
 * chosen on the events given; the test products appear in the truth file only. Sets are read in place under AISLE_DATASETS.
 *
 *   amazon_beauty   fitted without the last two products of each shopper ("strict"); asked after all but the last
 *   movielens_100k  the last product of each shopper by time, fitted on all others
 *   yoochoose_100k  every next click of sessions after those fitted on, repeats allowed
 *   office, industrial  fitted on the valid rows and their histories; each test row is a case of its own and knows its own history only
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { readCatalog } from "../../packages/server/src/catalog/read-catalog.ts";
import { parse } from "csv-parse/sync";
import { batchRecommend } from "../../packages/server/src/cli/batch-recommend.ts";
import { evaluateRecommend } from "../../packages/server/src/cli/evaluate.ts";
import type { Figures } from "../../packages/server/src/cli/evaluate.ts";
import type { Product } from "@aisle/core/catalog";

const datasets = process.env["AISLE_DATASETS"] ?? join(import.meta.dirname, "../../../shared/data");
const smoke = process.argv.includes("--smoke");
const only = process.argv.slice(2).filter((word) => !word.startsWith("-"));
/** Shoppers of each set that a smoke run looks at. */
const smokeShoppers = 400;

interface Case {
  readonly name: string;
  readonly folder: string;
  readonly cutoff: number;
  readonly repeat: "allow" | "never";
  /** Figures to reach. */
  readonly bars: Readonly<Record<string, number>>;
  /** Writes events.csv, users.txt, truth.csv and history.csv where there is one; names the catalogue file where there is one. */
  readonly prepare: (write: (name: string, lines: readonly string[]) => void, dir: string) => { readonly catalog?: string };
}

function lines(file: string): readonly string[] {
  const list = gunzipSync(readFileSync(join(datasets, "rec", file)))
    .toString("utf8")
    .split(/\r?\n/)
    .filter(Boolean);
  return list;
}

/** Rows of a file with a header, by their first column. */
function byFirst(file: string): ReadonlyMap<string, readonly (readonly string[])[]> {
  const groups = new Map<string, string[][]>();
  for (const line of lines(file).slice(1)) {
    const fields = line.split("\t");
    const group = groups.get(fields[0]!);
    if (group) group.push(fields);
    else groups.set(fields[0]!, [fields]);
  }
  return groups;
}

const some = <T>(list: readonly T[]): readonly T[] => (smoke ? list.slice(0, smokeShoppers) : list);

/** Sequences without times: the place stands for the time. `held` products at the end are not fitted on. */
function beauty(held: number): Case["prepare"] {
  return (write) => {
    const sequences = some(lines("amazon_beauty/sequences.txt.gz")).map((line) => line.trim().split(" "));
    const rows = (from: number, to: number) =>
      sequences.flatMap(([user, ...items]) =>
        items.slice(from, to).map((item, i) => `${user},${item},${i + (from < 0 ? items.length + from : from)}`),
      );
    write("events.csv", rows(0, -held));
    if (held > 1) write("history.csv", rows(-held, -1));
    write(
      "users.txt",
      sequences.map(([user]) => user!),
    );
    write(
      "truth.csv",
      sequences.map((sequence) => `${sequence[0]},${sequence.at(-1)}`),
    );
    return { catalog: join(datasets, "rec/amazon_beauty/items.jsonl.gz") };
  };
}

interface HistoryRow {
  readonly user_id: string;
  readonly history_item_id: string;
  readonly item_id: string;
}

/** Rows overlap (each is one step of a shopper's way, with up to ten products before it): joined to one sequence a shopper. */
function joinedSequences(rows: readonly HistoryRow[]): ReadonlyMap<string, readonly string[]> {
  const sequences = new Map<string, string[]>();
  for (const row of rows) {
    const before = (JSON.parse(row.history_item_id) as number[]).map(String);
    const known = sequences.get(row.user_id);
    if (known === undefined) sequences.set(row.user_id, [...before, row.item_id]);
    else if (before.every((item, i) => known.at(i - before.length) === item)) known.push(row.item_id);
    else known.push(...before, row.item_id);
  }
  return sequences;
}

/** Amazon reviews 2018 as MiniOneRec cut them; each test row is its own shopper, since its neighbours in the file are its future. */
function officeIndustrial(set: string): Case["prepare"] {
  return (write, dir) => {
    const read = (name: string) => {
      const text = gunzipSync(readFileSync(join(datasets, "rec/amazon_office_industrial", `${set}.${name}.gz`))).toString("utf8");
      return name.endsWith(".csv") ? (parse(text, { columns: true }) as HistoryRow[]) : (JSON.parse(text) as Record<string, object>);
    };
    const asked = some(read("test.csv") as HistoryRow[]);
    write(
      "events.csv",
      [...joinedSequences(some(read("valid.csv") as HistoryRow[]))].flatMap(([user, items]) =>
        items.map((item, at) => `${user},${item},${at}`),
      ),
    );
    write(
      "history.csv",
      asked.flatMap((row, n) => (JSON.parse(row.history_item_id) as number[]).map((item, at) => `case-${n},${item},${at}`)),
    );
    write(
      "users.txt",
      asked.map((_, n) => `case-${n}`),
    );
    write(
      "truth.csv",
      asked.map((row, n) => `case-${n},${row.item_id}`),
    );
    write(
      "items.jsonl",
      Object.entries(read("item.json")).map(([id, item]) => JSON.stringify({ id, ...item })),
    );
    return { catalog: join(dir, "items.jsonl") };
  };
}

const cases: readonly Case[] = [
  {
    name: "amazon_beauty strict",
    folder: "amazon_beauty",
    cutoff: 10,
    repeat: "never",
    bars: { "HR@10": 0.095, "NDCG@10": 0.058 },
    prepare: beauty(2),
  },
  {
    name: "amazon_beauty refit",
    folder: "amazon_beauty",
    cutoff: 10,
    repeat: "never",
    bars: { "HR@10": 0.104, "NDCG@10": 0.0645 },
    prepare: beauty(1),
  },
  {
    name: "movielens_100k",
    folder: "movielens_100k",
    cutoff: 10,
    repeat: "never",
    bars: { "HR@10": 0.2, "NDCG@10": 0.11 },
    prepare: (write) => {
      const users = some([...byFirst("movielens_100k/ml-100k.inter.gz")]).map(
        ([user, rows]) => [user, rows.toSorted((a, b) => Number(a[3]) - Number(b[3]))] as const,
      );
      write(
        "events.csv",
        users.flatMap(([user, rows]) => rows.slice(0, -1).map((row) => `${user},${row[1]},${row[3]}`)),
      );
      write(
        "users.txt",
        users.map(([user]) => user),
      );
      write(
        "truth.csv",
        users.map(([user, rows]) => `${user},${rows.at(-1)![1]}`),
      );
      return {};
    },
  },
  {
    name: "yoochoose_100k",
    folder: "yoochoose_100k",
    cutoff: 20,
    repeat: "allow",
    bars: { "HR@20": 0.66, "MRR@20": 0.32 },
    prepare: (write) => {
      const train = some([...byFirst("yoochoose_100k/yoochoose-clicks-100k_train_full.txt.gz")]);
      const test = some([...byFirst("yoochoose_100k/yoochoose-clicks-100k_test.txt.gz")]);
      const asked = test.flatMap(([session, rows]) => {
        const sorted = rows.toSorted((a, b) => Number(a[2]) - Number(b[2]));
        return sorted.slice(1).map((row, i) => ({ user: `${session}-${i}`, before: sorted.slice(0, i + 1), next: row[1]! }));
      });
      write(
        "events.csv",
        train.flatMap(([session, rows]) => rows.map((row) => `t${session},${row[1]},${row[2]}`)),
      );
      write(
        "history.csv",
        asked.flatMap(({ user, before }) => before.map((row) => `${user},${row[1]},${row[2]}`)),
      );
      write(
        "users.txt",
        asked.map(({ user }) => user),
      );
      write(
        "truth.csv",
        asked.map(({ user, next }) => `${user},${next}`),
      );
      return {};
    },
  },
  {
    name: "office",
    folder: "amazon_office_industrial",
    cutoff: 10,
    repeat: "never",
    bars: { "HR@10": 0.16, "NDCG@10": 0.12 },
    prepare: officeIndustrial("Office_Products"),
  },
  {
    name: "industrial",
    folder: "amazon_office_industrial",
    cutoff: 10,
    repeat: "never",
    bars: { "HR@10": 0.152, "NDCG@10": 0.102 },
    prepare: officeIndustrial("Industrial_and_Scientific"),
  },
];

async function* products(file: string): AsyncGenerator<Product> {
  for await (const item of readCatalog(file)) if ("product" in item) yield item.product;
}

const round = (figures: Figures) =>
  Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Math.round(value * 1e4) / 1e4]));

async function measure(one: Case, dir: string) {
  const file = (name: string) => join(dir, name);
  const { catalog } = one.prepare((name, rows) => writeFileSync(file(name), `${rows.join("\n")}\n`), dir);
  const history = existsSync(file("history.csv")) ? { history: file("history.csv") } : {};
  const methods = [];
  for (const method of ["popularity", "markov", "auto"]) {
    const report = await batchRecommend(catalog === undefined ? undefined : products(catalog), {
      events: file("events.csv"),
      users: file("users.txt"),
      ...history,
      top: one.cutoff,
      out: file("run.csv"),
      method,
      repeat: one.repeat,
      note: () => undefined,
    });
    const figures = await evaluateRecommend(file("run.csv"), file("truth.csv"), [one.cutoff], () => undefined);
    methods.push({
      method,
      ...round(figures),
      fitSeconds: report.fitSeconds,
      recommendSeconds: report.recommendSeconds,
      ...(method === "auto" ? { heldOut: report.heldOut, chosen: report.method } : {}),
      ...(method === "auto" && !smoke ? { reached: Object.entries(one.bars).every(([name, bar]) => figures[name]! >= bar) } : {}),
    });
  }
  return { set: one.name, bars: one.bars, methods };
}

const results = [];
for (const one of cases) {
  if (only.length > 0 && !only.some((word) => one.name.startsWith(word))) continue;
  if (smoke && one.name.endsWith("refit")) continue;
  if (!existsSync(join(datasets, "rec", one.folder))) {
    results.push({ set: one.name, skipped: `needs AISLE_DATASETS/rec/${one.folder}` });
    continue;
  }
  const dir = mkdtempSync(join(tmpdir(), "aisle-bench-"));
  try {
    results.push(await measure(one, dir));
  } finally {
    rmSync(dir, { recursive: true });
  }
}
console.log(JSON.stringify({ bench: "quality/recommend", smoke, results }, null, 2));
