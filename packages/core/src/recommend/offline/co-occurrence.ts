/**
 * Item-item co-occurrence in sequences: pairs weigh less with distance, less against the direction of time, and against how often
 * each product occurs at all. `markov` is its narrowest form (the next product after the last one), kept as the baseline.
 */
import { distanceWeight } from "../sequence-weight.ts";
import { decayedCounts, timeSpan } from "./popularity.ts";
import type { History, Training } from "./histories.ts";
import type { Fitted, Method, Scorer, Settings } from "./method.ts";
import { RowBuilder } from "./sparse-rows.ts";
import type { SparseRows } from "./sparse-rows.ts";

/** Pairs farther apart in a sequence are not counted. */
const window = 20;
/** Products of a history that are looked at, from the newest back. */
const reach = 50;

/** Weighted pairs of all sequences; `age` is a half-life as a share of the span of time (0: none). */
export function coOccurrencePairs(training: Training, fall: number, backward: number, age: number): SparseRows {
  const builder = new RowBuilder(training.items);
  const { first, last } = timeSpan(training);
  const span = Math.max(1, last - first) * age;
  const byDistance = Float64Array.from({ length: window + 1 }, (_, distance) => (distance === 0 ? 0 : distanceWeight(distance, fall)));
  const farthest = byDistance.findLastIndex((weight) => weight > 0.01);
  for (const { items, times } of training.histories) {
    for (let to = 1; to < items.length; to++) {
      const fresh = age > 0 ? 2 ** ((times[to]! - last) / span) : 1;
      for (let from = Math.max(0, to - farthest); from < to; from++) {
        if (items[from] === items[to]) continue;
        const weight = byDistance[to - from]! * fresh;
        builder.add(items[from]!, items[to]!, weight);
        if (backward > 0) builder.add(items[to]!, items[from]!, weight * backward);
      }
    }
  }
  return builder.build();
}

/** Scores by the rows of the history's products, newest first, each further one weighing less. */
export function rowScorer(rows: SparseRows, recency: number, column: Float32Array | undefined, row: Float32Array | undefined): Scorer {
  return {
    score: ({ items }: History, out) => {
      let step = 0;
      for (let i = items.length - 1; i >= 0 && step < reach; i--) {
        const item = items[i]!;
        if (items.lastIndexOf(item) !== i) continue;
        step++;
        const weight = distanceWeight(step, recency) * (row ? row[item]! : 1);
        if (weight < 1e-4) break;
        for (let at = rows.starts[item]!; at < rows.starts[item + 1]!; at++) {
          const other = rows.columns[at]!;
          out.add(other, weight * rows.values[at]! * (column ? column[other]! : 1));
        }
      }
    },
  };
}

/** count^-power, 1 where the product never occurs. */
function damping(counts: Float64Array, power: number): Float32Array | undefined {
  return power === 0 ? undefined : Float32Array.from(counts, (count) => (count + 1) ** -power);
}

export const coOccurrence: Method = {
  name: "co-occurrence",
  start: { fall: 1, backward: 0.5, age: 0, recency: 1, target: 0.25, source: 0.5 },
  grid: {
    fall: [0.3, 0.6, 1, 1.5, 2.5],
    backward: [0, 0.25, 0.5, 0.75, 1],
    age: [0, 1, 0.25, 0.05],
    recency: [0.3, 0.6, 1, 1.5, 2.5],
    target: [0, 0.15, 0.25, 0.4, 0.5, 0.7],
    source: [0, 0.25, 0.5, 0.75, 1],
  },
  scoring: ["recency", "target", "source"],
  fit: (training): Fitted => {
    const counts = decayedCounts(training, 0);
    const cache = new Map<string, SparseRows>();
    const rowsOf = (settings: Settings) => {
      const key = `${settings["fall"]} ${settings["backward"]} ${settings["age"]}`;
      let rows = cache.get(key);
      if (!rows) {
        cache.clear();
        cache.set(key, (rows = coOccurrencePairs(training, settings["fall"]!, settings["backward"]!, settings["age"]!)));
      }
      return rows;
    };
    return {
      scorer: (settings) =>
        rowScorer(rowsOf(settings), settings["recency"]!, damping(counts, settings["target"]!), damping(counts, settings["source"]!)),
    };
  },
};

/** What came next after the last product, by count. */
export const markov: Method = {
  name: "markov",
  start: {},
  grid: {},
  scoring: [],
  fit: (training): Fitted => {
    const builder = new RowBuilder(training.items);
    for (const { items } of training.histories) for (let i = 1; i < items.length; i++) builder.add(items[i - 1]!, items[i]!, 1);
    const rows = builder.build();
    return {
      scorer: () => ({
        score: (history, out) => {
          const last = history.items.at(-1);
          if (last === undefined) return;
          for (let at = rows.starts[last]!; at < rows.starts[last + 1]!; at++) out.add(rows.columns[at]!, rows.values[at]!);
        },
      }),
    };
  },
};
