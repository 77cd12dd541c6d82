/**
 * Chooses how much each method counts in the blend, on the same held-out events. Each method's scores are scaled per shopper by
 * their best, then raised to a power (how steeply the method falls from its first place) and weighed.
 */
import type { Case, Goal } from "./choose-settings.ts";
import type { History } from "./histories.ts";
import type { Scorer } from "./method.ts";
import { Scores } from "./scores.ts";

export interface Part {
  readonly weight: number;
  readonly power: number;
}

/** Best scored products of one method for one case that take part in choosing. */
const depth = 150;

/** One method's scores for a history, those of the history itself taken out where they must not repeat; their best. */
function score(scorer: Scorer, history: History, repeat: boolean, scores: Scores): number {
  scores.clear();
  scorer.score(history, scores);
  if (!repeat) scores.hide(history);
  return scores.max();
}

/** Blends scorers into `out`, which comes out without the history's own products where they must not repeat. */
export function blendScores(
  scorers: readonly Scorer[],
  parts: readonly Part[],
  history: History,
  repeat: boolean,
  out: Scores,
  scratch: Scores,
): void {
  out.clear();
  for (let at = 0; at < scorers.length; at++) {
    const { weight, power } = parts[at]!;
    const best = weight === 0 ? 0 : score(scorers[at]!, history, repeat, scratch);
    if (best === 0) continue;
    const { values } = scratch;
    for (const item of scratch.touched) out.add(item, weight * (power === 1 ? values[item]! / best : (values[item]! / best) ** power));
  }
}

/** Candidates of one case: per method the scaled score of each; the target is the first, at 0 where a method does not know it. */
interface Table {
  readonly size: number;
  /** methods × size. */
  readonly scores: Float32Array;
}

function tables(scorers: readonly Scorer[], cases: readonly Case[], items: number, repeat: boolean): readonly Table[] {
  const scores = scorers.map(() => new Scores(items));
  return cases.map(({ history, target }) => {
    const chosen = new Set<number>([target]);
    const best = scorers.map((scorer, at) => {
      const own = scores[at]!;
      const scale = score(scorer, history, repeat, own);
      const { touched, values } = own;
      const least = touched.length > depth ? Float32Array.from(touched, (item) => values[item]!).sort()[touched.length - depth]! : 0;
      for (const item of touched) if (values[item]! >= least) chosen.add(item);
      return scale || 1;
    });
    const list = [...chosen];
    const table = new Float32Array(scorers.length * list.length);
    for (let at = 0; at < scorers.length; at++) {
      const { values } = scores[at]!;
      list.forEach((item, i) => (table[at * list.length + i] = values[item]! / best[at]!));
    }
    return { size: list.length, scores: table };
  });
}

function value(list: readonly Table[], parts: readonly Part[], k: number): number {
  let sum = 0;
  for (const { size, scores } of list) {
    const total = new Float64Array(size);
    for (let at = 0; at < parts.length; at++) {
      const { weight, power } = parts[at]!;
      if (weight === 0) continue;
      const from = at * size;
      if (power === 1) for (let i = 0; i < size; i++) total[i]! += weight * scores[from + i]!;
      else for (let i = 0; i < size; i++) if (scores[from + i]! > 0) total[i]! += weight * scores[from + i]! ** power;
    }
    const own = total[0]!;
    if (own <= 0) continue;
    let above = 0;
    let equal = 0;
    for (let i = 1; i < size; i++) {
      const other = total[i]!;
      if (other > own) above++;
      else if (other === own) equal++;
    }
    const rank = above + 1 + equal / 2;
    if (rank <= k) sum += 1 / Math.log2(rank + 1);
  }
  return list.length === 0 ? 0 : sum / list.length;
}

const weights = [0, 0.03, 0.06, 0.12, 0.25, 0.5, 0.75, 1, 1.5, 2, 4];
const powers = [0.5, 0.75, 1, 1.5];

/** The best parts found; a method that does not help gets weight 0. */
export function chooseBlend(
  scorers: readonly Scorer[],
  cases: readonly Case[],
  items: number,
  goal: Goal,
  alone: readonly number[],
): { readonly parts: readonly Part[]; readonly value: number } {
  const list = tables(scorers, cases, items, goal.repeat);
  const leader = alone.indexOf(Math.max(...alone));
  let parts: readonly Part[] = scorers.map((_, at) => ({ weight: at === leader ? 1 : 0, power: 1 }));
  let best = value(list, parts, goal.k);
  const order = scorers.map((_, at) => at).sort((a, b) => alone[b]! - alone[a]! || a - b);
  const attempt = (at: number, part: Part) => {
    const tried = parts.map((one, i) => (i === at ? part : one));
    const reached = value(list, tried, goal.k);
    // A gain below this is the draw of the cases.
    if (reached > best * 1.0005) {
      best = reached;
      parts = tried;
    }
  };
  for (let round = 0; round < 3; round++) {
    const before = best;
    for (const at of order) {
      for (const weight of weights) if (at !== leader || weight > 0) attempt(at, { ...parts[at]!, weight });
      if (parts[at]!.weight > 0) for (const power of powers) attempt(at, { ...parts[at]!, power });
    }
    if (best === before) break;
  }
  return { parts, value: best };
}
