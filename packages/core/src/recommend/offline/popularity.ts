/** Most popular, events of the recent past counting more: the answer for somebody without a history, and the baseline. */
import { decay } from "../../profile.ts";
import type { Training } from "./histories.ts";
import type { Fitted, Method, Settings } from "./method.ts";

/** Products that get a score; behind them everybody's list is filled by count anyway. */
const depth = 1000;

/** Newest and oldest time of any event. */
export function timeSpan(training: Training): { readonly first: number; readonly last: number } {
  let first = Infinity;
  let last = -Infinity;
  for (const { times } of training.histories) {
    if (times.length === 0) continue;
    first = Math.min(first, times[0]!);
    last = Math.max(last, times[times.length - 1]!);
  }
  return { first, last };
}

/** Counts with a half-life given as a share of the whole span of time (0: no decay). */
export function decayedCounts(training: Training, halfLife: number): Float64Array {
  const { first, last } = timeSpan(training);
  const span = Math.max(1, last - first) * halfLife;
  const counts = new Float64Array(training.items);
  for (const { items, times } of training.histories) {
    for (let i = 0; i < items.length; i++) counts[items[i]!]! += halfLife > 0 ? decay(last - times[i]!, span) : 1;
  }
  return counts;
}

export const popularity: Method = {
  name: "popularity",
  start: { halfLife: 0 },
  grid: { halfLife: [0, 0.5, 0.1, 0.02] },
  scoring: ["halfLife"],
  fit: (training): Fitted => ({
    scorer: (settings: Settings) => {
      const counts = decayedCounts(training, settings["halfLife"]!);
      const leaders = Array.from(counts, (_, item) => item)
        .filter((item) => counts[item]! > 0)
        .sort((a, b) => counts[b]! - counts[a]! || a - b)
        .slice(0, depth);
      return {
        score: (_history, out) => {
          for (const item of leaders) out.add(item, counts[item]!);
        },
      };
    },
  }),
};
