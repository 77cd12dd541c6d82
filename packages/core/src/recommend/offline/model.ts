/**
 * The offline fit behind `aisle batch recommend`. `auto` holds each shopper's last event back, chooses on it the settings of every
 * method and how much each counts, then fits the chosen on everything. Nothing else is looked at: neither who is asked nor what
 * happens to them afterwards.
 */
import { AisleError } from "../../base.ts";
import type { TextNeighbours } from "../text-neighbours.ts";
import { blendScores, chooseBlend } from "./choose-blend.ts";
import type { Part } from "./choose-blend.ts";
import { chooseSettings } from "./choose-settings.ts";
import type { Case, Choice, Goal } from "./choose-settings.ts";
import { coOccurrence, markov } from "./co-occurrence.ts";
import { ease } from "./ease.ts";
import { countItems, cutHistory } from "./histories.ts";
import type { History, Training } from "./histories.ts";
import type { Method, Scorer, Settings } from "./method.ts";
import { ownHistory } from "./own-history.ts";
import { Scores } from "./scores.ts";
import { popularity } from "./popularity.ts";
import { sequenceNeighbours } from "./sequence-neighbours.ts";
import { kinOf, textBridge, textKin } from "./text-kin.ts";

export interface FitOptions extends Goal {
  /** "auto" or the name of one method. */
  readonly method: string;
  /** Words of the catalogue, product numbers as in the training; absent where it has none. */
  readonly words?: TextNeighbours;
  /** Products that must not be recommended: not in the catalogue, or not to be had. */
  readonly blocked?: (item: number) => boolean;
  /** Hears what is being done. */
  readonly note?: (line: string) => void;
}

export interface Scored {
  readonly item: number;
  readonly score: number;
}

export interface ChosenMethod {
  readonly name: string;
  readonly settings: Settings;
  readonly weight: number;
  readonly power: number;
  /** NDCG@k on the held-out events, alone. */
  readonly alone?: number;
}

export interface OfflineModel {
  readonly chosen: readonly ChosenMethod[];
  /** NDCG@k on the held-out events, all together; absent where nothing was chosen. */
  readonly heldOut?: number;
  /** The best `top` products after a history. */
  recommend(history: History, top: number): readonly Scored[];
}

/** Held-out cases that settings, and that the blend, are chosen on. */
const settingCases = 4000;
const blendCases = 10_000;

/** Every method by name, those included that need text only where there is some. */
export function methods(words: TextNeighbours | undefined): readonly Method[] {
  const kin = words && kinOf(words);
  return [popularity, markov, coOccurrence, sequenceNeighbours, ease, ownHistory, ...(kin ? [textKin(kin), textBridge(kin)] : [])];
}

/** Every n-th, so that at most `limit` stay. */
function thin<T>(list: readonly T[], limit: number): readonly T[] {
  if (list.length <= limit) return list;
  return Array.from({ length: limit }, (_, i) => list[Math.floor((i * list.length) / limit)]!);
}

/** Training without each shopper's last event, and those events as cases. */
export function holdOut(training: Training, repeat: boolean): { readonly training: Training; readonly cases: readonly Case[] } {
  const cases: Case[] = [];
  const histories = training.histories.map((history) => {
    const n = history.items.length;
    if (n < 2) return history;
    const before = cutHistory(history, n - 1);
    const target = history.items[n - 1]!;
    if (repeat || !before.items.includes(target)) cases.push({ history: before, target });
    return before;
  });
  return { training: { items: training.items, histories }, cases };
}

interface Chosen {
  readonly method: Method;
  readonly choice: Choice;
  readonly part: Part;
}

function choose(
  training: Training,
  pool: readonly Method[],
  options: FitOptions,
): { readonly chosen: readonly Chosen[]; readonly value: number } {
  const { note = () => undefined } = options;
  const held = holdOut(training, options.repeat);
  const few = thin(held.cases, settingCases);
  const many = thin(held.cases, blendCases);
  const tried = pool.map((method) => {
    const fitted = method.fit(held.training);
    const choice = chooseSettings(method, fitted, few, training.items, options);
    note(`${method.name}: ${choice.value.toFixed(4)} ${JSON.stringify(choice.settings)}`);
    return { method, choice, scorer: fitted.scorer(choice.settings) };
  });
  const { parts, value } = chooseBlend(
    tried.map((one) => one.scorer),
    many,
    training.items,
    options,
    tried.map((one) => one.choice.value),
  );
  note(`blend: ${value.toFixed(4)} ${tried.map((one, at) => `${one.method.name} ${parts[at]!.weight}^${parts[at]!.power}`).join(", ")}`);
  return {
    chosen: tried.map(({ method, choice }, at) => ({ method, choice, part: parts[at]! })).filter((one) => one.part.weight > 0),
    value,
  };
}

/** The first `top` by score, ties by number. */
function best({ touched, values }: Scores, top: number, blocked: (item: number) => boolean): Scored[] {
  let pool = [...touched].filter((item) => !blocked(item));
  if (pool.length > top * 4) {
    const order = Float32Array.from(pool, (item) => values[item]!).sort();
    const least = order[order.length - top]!;
    pool = pool.filter((item) => values[item]! >= least);
  }
  return pool
    .sort((a, b) => values[b]! - values[a]! || a - b)
    .slice(0, top)
    .map((item) => ({ item, score: values[item]! }));
}

/** Fits on all of `training`; `bad_argument` for a method that is not known. */
export function fitModel(training: Training, options: FitOptions): OfflineModel {
  const { blocked = () => false } = options;
  const pool = methods(options.words);
  const single = pool.find((method) => method.name === options.method);
  if (!single && options.method !== "auto") {
    throw new AisleError(
      "bad_argument",
      `unknown method "${options.method}"; known: auto, ${pool.map((method) => method.name).join(", ")}`,
      {},
    );
  }
  const usable = pool.filter((method) => options.repeat || method !== ownHistory);
  const { chosen, value } = single
    ? { chosen: [{ method: single, choice: { settings: single.start, value: 0 }, part: { weight: 1, power: 1 } }], value: undefined }
    : choose(training, usable, options);
  const scorers: readonly Scorer[] = chosen.map(({ method, choice }) => method.fit(training).scorer(choice.settings));
  const parts = chosen.map((one) => one.part);
  const counts = countItems(training);
  // Behind everything: popular products, then those that never sold, in catalogue order, so that nobody goes without an answer.
  const order = Array.from(counts, (_, item) => item)
    .filter((item) => !blocked(item))
    .sort((a, b) => counts[b]! - counts[a]! || a - b);
  const scores = new Scores(training.items);
  const scratch = new Scores(training.items);
  return {
    chosen: chosen.map(({ method, choice, part }) => ({
      name: method.name,
      settings: choice.settings,
      ...part,
      ...(single ? {} : { alone: choice.value }),
    })),
    ...(value === undefined ? {} : { heldOut: value }),
    recommend: (history, top) => {
      blendScores(scorers, parts, history, options.repeat, scores, scratch);
      const list = best(scores, top, blocked);
      if (list.length >= top) return list;
      const taken = new Set(list.map((one) => one.item));
      if (!options.repeat) for (const item of history.items) taken.add(item);
      let score = Math.min(1e-3, list.at(-1)?.score ?? 1) / 2;
      for (const item of order) {
        if (list.length >= top) break;
        if (taken.has(item)) continue;
        list.push({ item, score });
        score *= 0.99;
      }
      return list;
    },
  };
}
