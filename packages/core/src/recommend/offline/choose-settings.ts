/** Chooses the settings of a method on held-out last events: one setting after the other, the best value kept (coordinate descent). */
import type { History } from "./histories.ts";
import type { Fitted, Method, Scorer, Settings } from "./method.ts";
import { Scores } from "./scores.ts";

/** A shopper's history with the event that came next. */
export interface Case {
  readonly history: History;
  readonly target: number;
}

export interface Goal {
  /** Length of the list that is asked for. */
  readonly k: number;
  /** Whether products of the history may be recommended again. */
  readonly repeat: boolean;
}

/** Place of the target among the scored products, from 1; equal scores share their middle; Infinity without a score. */
export function rankOf(target: number, { values, touched }: Scores): number {
  const own = values[target]!;
  if (!(own > 0)) return Infinity;
  let above = 0;
  let equal = 0;
  for (const item of touched) {
    const score = values[item]!;
    if (score > own) above++;
    else if (score === own) equal++;
  }
  return above + (equal + 1) / 2;
}

/** Mean NDCG@k of one right answer each. */
export function goodness(scorer: Scorer, cases: readonly Case[], scores: Scores, { k, repeat }: Goal): number {
  let sum = 0;
  for (const { history, target } of cases) {
    scores.clear();
    scorer.score(history, scores);
    if (!repeat) scores.hide(history);
    const rank = rankOf(target, scores);
    if (rank <= k) sum += 1 / Math.log2(rank + 1);
  }
  return cases.length === 0 ? 0 : sum / cases.length;
}

export interface Choice {
  readonly settings: Settings;
  readonly value: number;
}

/** The best settings found in `rounds` passes over the grid. */
export function chooseSettings(method: Method, fitted: Fitted, cases: readonly Case[], items: number, goal: Goal, rounds = 1): Choice {
  const scores = new Scores(items);
  let settings = method.start;
  let value = goodness(fitted.scorer(settings), cases, scores, goal);
  for (let round = 0; round < rounds; round++) {
    const before = value;
    for (const [name, values] of Object.entries(method.grid)) {
      const held = settings[name];
      let best = { settings, value };
      for (const one of values) {
        if (one === held) continue;
        const tried = { ...settings, [name]: one };
        const reached = goodness(fitted.scorer(tried), cases, scores, goal);
        if (reached > best.value) best = { settings: tried, value: reached };
      }
      ({ settings, value } = best);
    }
    if (value === before) break;
  }
  return { settings, value };
}
