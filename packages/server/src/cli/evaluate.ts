/** `aisle evaluate`: scores a run against what is known to be right; conventions are in the usage text. */
import { AisleError } from "@aisle/core/base";
import {
  accuracy,
  auc,
  calibrationError,
  coverage,
  hit,
  macroF1,
  mean,
  ndcg,
  quadraticKappa,
  recall,
  reciprocalRank,
  rmse,
} from "@aisle/core/metrics";
import { textOption } from "./command.ts";
import type { Command, CommandInput } from "./command.ts";
import { readLines, readRows } from "./interaction-files.ts";

type Note = (line: string) => void;
/** Figures by name, in the order they are printed. */
export type Figures = Readonly<Record<string, number>>;

interface Ranked {
  readonly item: string;
  readonly score: number;
  readonly rank: number;
}

/** Adds to the list of a key. */
function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** Best first: by score, ties by rank; a repeated item keeps its first place. */
function ordered(list: readonly Ranked[]): readonly string[] {
  const sorted = list.toSorted((a, b) => b.score - a.score || a.rank - b.rank);
  return [...new Set(sorted.map((one) => one.item))];
}

/** Blanks in a TREC field are written as %20. */
function trecField(value: string): string {
  return value.replaceAll(/\s/g, (blank) => encodeURIComponent(blank));
}

/** NDCG, MRR and recall of a TREC run. */
export async function evaluateSearch(run: string, judgments: string, cutoffs: readonly number[], note: Note): Promise<Figures> {
  const gains = new Map<string, Map<string, number>>();
  for await (const { text, line } of readLines(judgments)) {
    const [query = "", product = "", gain = ""] = text.split("\t").map((field) => field.trim());
    const value = Number(gain);
    if (query === "" || product === "" || gain === "" || !Number.isFinite(value)) {
      note(`${judgments}:${line}: bad_row: needs query_id<TAB>product_id<TAB>gain; skipped`);
      continue;
    }
    const judged = gains.get(trecField(query)) ?? new Map<string, number>();
    gains.set(trecField(query), judged);
    judged.set(trecField(product), value);
  }
  if (gains.size === 0) throw new AisleError("no_usable_rows", `${judgments} holds no judgment`, { file: judgments });
  const found = new Map<string, Ranked[]>();
  for await (const { text, line } of readLines(run)) {
    const [query, , item, rank, score] = text.trim().split(/\s+/);
    if (query === undefined || item === undefined || !Number.isFinite(Number(rank)) || !Number.isFinite(Number(score))) {
      note(`${run}:${line}: bad_row: needs query_id Q0 product_id rank score name; skipped`);
      continue;
    }
    push(found, query, { item, rank: Number(rank), score: Number(score) });
  }
  const queries = [...gains].filter(([, judged]) => [...judged.values()].some((gain) => gain > 0));
  if (queries.length === 0) throw new AisleError("no_usable_rows", `${judgments} holds no positive judgment`, { file: judgments });
  const answers = queries.map(([query, judged]) => ({
    judged,
    gains: ordered(found.get(query) ?? []).map((item) => judged.get(item) ?? 0),
  }));
  const figures: Record<string, number> = { queries: queries.length, unanswered: answers.filter((one) => one.gains.length === 0).length };
  for (const k of cutoffs) {
    const relevant = answers.map((one) => one.gains.map((gain) => gain > 0));
    figures[`NDCG@${k}`] = mean(answers.map((one) => ndcg(one.gains, [...one.judged.values()], k)));
    figures[`MRR@${k}`] = mean(relevant.map((list) => reciprocalRank(list, k)));
    figures[`recall@${k}`] = mean(
      relevant.map((list, at) => recall(list, [...answers[at]!.judged.values()].filter((gain) => gain > 0).length, k)),
    );
  }
  return figures;
}

/** HR, NDCG, MRR and coverage of a recommendation run. */
export async function evaluateRecommend(run: string, truth: string, cutoffs: readonly number[], note: Note): Promise<Figures> {
  const wanted = new Map<string, Set<string>>();
  const items = new Set<string>();
  for await (const { values } of readRows(truth, ["user_id", "item_id"], 2, note)) {
    const [user = "", item = ""] = values;
    items.add(item);
    const own = wanted.get(user) ?? new Set<string>();
    wanted.set(user, own.add(item));
  }
  const found = new Map<string, Ranked[]>();
  for await (const { values, line } of readRows(run, ["user_id", "rank", "item_id"], 3, note)) {
    const [user = "", rank = "", item = ""] = values;
    if (!Number.isFinite(Number(rank))) {
      note(`${run}:${line}: bad_row: rank "${rank.slice(0, 40)}" is no number; skipped`);
      continue;
    }
    items.add(item);
    // The rank is the order here: the score is what a method happens to call it.
    push(found, user, { item, rank: Number(rank), score: 0 });
  }
  const lists = new Map([...found].map(([user, list]) => [user, ordered(list)]));
  const answers = [...wanted].map(([user, own]) => ({ total: own.size, relevant: (lists.get(user) ?? []).map((item) => own.has(item)) }));
  const figures: Record<string, number> = { users: wanted.size, unanswered: answers.filter((one) => one.relevant.length === 0).length };
  for (const k of cutoffs) {
    figures[`HR@${k}`] = mean(answers.map((one) => hit(one.relevant, k)));
    figures[`NDCG@${k}`] = mean(
      answers.map((one) =>
        ndcg(
          one.relevant.map(Number),
          Array.from({ length: one.total }, () => 1),
          k,
        ),
      ),
    );
    figures[`MRR@${k}`] = mean(answers.map((one) => reciprocalRank(one.relevant, k)));
    figures[`coverage@${k}`] = coverage(lists.values(), items.size, k);
  }
  return figures;
}

interface Table {
  readonly columns: readonly string[];
  readonly rows: ReadonlyMap<string, readonly string[]>;
}

/** A TSV file with a header, by id; a missing id is the 1-based row. */
async function readTable(file: string): Promise<Table> {
  let columns: readonly string[] | undefined;
  const rows = new Map<string, readonly string[]>();
  let number = 0;
  for await (const { text } of readLines(file)) {
    const fields = text.split("\t");
    if (!columns) {
      columns = fields.map((name) => name.trim().toLowerCase());
      continue;
    }
    number++;
    const at = columns.indexOf("id");
    rows.set(at < 0 || (fields[at] ?? "").trim() === "" ? String(number) : fields[at]!.trim(), fields);
  }
  if (!columns || rows.size === 0) throw new AisleError("no_usable_rows", `${file} needs a header and at least one row`, { file });
  return { columns, rows };
}

function column(table: Table, file: string, names: readonly string[]): number {
  const at = table.columns.findIndex((name) => names.includes(name));
  if (at < 0) throw new AisleError("bad_file", `${file} has no column ${names.join(" or ")} in its header`, { file });
  return at;
}

/** Accuracy, macro-F1, calibration and, for two labels, AUC of predicted labels; RMSE, kappa and AUC of predicted scores. */
export async function evaluateClassify(predictions: string, truth: string): Promise<Figures> {
  const predicted = await readTable(predictions);
  const right = await readTable(truth);
  const truthAt = column(right, truth, ["label", "gain", "score"]);
  const ids = [...right.rows.keys()];
  const labels = ids.map((id) => (right.rows.get(id)![truthAt] ?? "").trim());
  const missing = ids.filter((id) => !predicted.rows.has(id)).length;
  const figures: Record<string, number> = { rows: ids.length, missing };
  const cell = (id: string, at: number) => (predicted.rows.get(id)?.[at] ?? "").trim();
  if (!predicted.columns.includes("label")) {
    const at = column(predicted, predictions, ["score"]);
    const scores = ids.map((id) => Number(cell(id, at)));
    const values = labels.map(Number);
    const bad = [...scores, ...values].some((value) => !Number.isFinite(value));
    if (bad)
      throw new AisleError("bad_file", `${predictions} and ${truth} must hold numbers to be compared by score`, { file: predictions });
    figures["RMSE"] = rmse(scores, values);
    if (values.every(Number.isInteger)) figures["QWK"] = quadraticKappa(scores.map(Math.round), values);
    const low = Math.min(...values);
    if (new Set(values).size === 2)
      figures["AUC"] = auc(
        scores,
        values.map((value) => value > low),
      );
    return figures;
  }
  const at = column(predicted, predictions, ["label"]);
  const guesses = ids.map((id) => cell(id, at));
  figures["accuracy"] = accuracy(guesses, labels);
  figures["macro-F1"] = macroF1(guesses, labels);
  if (labels.every((label) => /^-?\d+$/.test(label)) && guesses.every((label) => /^-?\d+$/.test(label))) {
    figures["QWK"] = quadraticKappa(guesses.map(Number), labels.map(Number));
    figures["RMSE"] = rmse(guesses.map(Number), labels.map(Number));
  }
  const probabilityAt = predicted.columns.indexOf("probability");
  if (probabilityAt < 0) return figures;
  const probabilities = ids.map((id) => Number(cell(id, probabilityAt)));
  if (probabilities.some((value) => !(value >= 0 && value <= 1))) return figures;
  figures["ECE"] = calibrationError(
    probabilities,
    guesses.map((guess, i) => guess === labels[i]),
  );
  const kinds = [...new Set(labels)].sort();
  if (kinds.length === 2) {
    const positive = kinds[1]!;
    figures["AUC"] = auc(
      probabilities.map((value, i) => (guesses[i] === positive ? value : 1 - value)),
      labels.map((label) => label === positive),
    );
  }
  return figures;
}

/** "10,20" as numbers. */
function cutoffsOf(text: string): readonly number[] {
  const cutoffs = text.split(",").map((part) => Number(part.trim()));
  if (cutoffs.some((k) => !Number.isInteger(k) || k < 1 || k > 100_000))
    throw new AisleError("bad_argument", `--at takes whole numbers from 1, as in --at 10,20; got "${text}"`, {});
  return cutoffs;
}

function needed(input: CommandInput, name: string): string {
  const value = textOption(input, name);
  if (value === undefined) throw new AisleError("bad_argument", `evaluate ${input.words[0] ?? ""} needs --${name} FILE`, { option: name });
  return value;
}

function figuresOf(input: CommandInput, kind: string): Promise<Figures> {
  const cutoffs = cutoffsOf(textOption(input, "at", "10"));
  switch (kind) {
    case "search":
      return evaluateSearch(needed(input, "run"), needed(input, "judgments"), cutoffs, input.note);
    case "recommend":
      return evaluateRecommend(needed(input, "run"), needed(input, "truth"), cutoffs, input.note);
    case "classify":
      return evaluateClassify(needed(input, "pred"), needed(input, "truth"));
    default:
      throw new AisleError("bad_argument", `evaluate takes search, recommend or classify, not "${kind}"`, { kind });
  }
}

export const command: Command = {
  name: "evaluate",
  summary: "score a run: search, recommend, classify",
  usage: `usage: aisle evaluate search    --run RUN.trec --judgments F.tsv [--at 10,20] [--json]
       aisle evaluate recommend --run RUN.csv --truth F.csv [--at 10,20] [--json]
       aisle evaluate classify  --pred F.tsv --truth F.tsv [--json]

search: linear gains, ideal over all judged products, unjudged 0, a query without an answer 0, queries without a positive left
out; order by score, ties by rank. recommend: every user of the truth counts, one without an answer 0; coverage is the share of
all products in run and truth that some list shows. classify: columns by header; rows join by id, else by row number; a row
without a prediction is wrong.`,
  options: {
    run: { type: "string" },
    judgments: { type: "string" },
    truth: { type: "string" },
    pred: { type: "string" },
    at: { type: "string" },
  },
  run: async (input) => {
    const figures = await figuresOf(input, input.words[0] ?? "");
    if (input.options["json"] === true) input.print(JSON.stringify(figures));
    else
      for (const [name, value] of Object.entries(figures))
        input.print(`${name.padEnd(14)}${Number.isInteger(value) ? value : value.toFixed(4)}`);
    return 0;
  },
};
