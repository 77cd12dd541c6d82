/** A method of recommendation: settings with a grid to choose from, a fit, and scores of every product for a history. */
import type { History, Training } from "./histories.ts";
import type { Scores } from "./scores.ts";

export interface Scorer {
  /** Adds a score above 0 for each product that the method can say something about. */
  score(history: History, out: Scores): void;
}

export type Settings = Readonly<Record<string, number>>;

export interface Method {
  readonly name: string;
  /** Where the search over settings starts: what serves most shops. */
  readonly start: Settings;
  /** Values to try for each setting, one setting after the other. */
  readonly grid: Readonly<Record<string, readonly number[]>>;
  /** Settings that only change the scoring: a change of these reuses what was fitted. */
  readonly scoring: readonly string[];
  /** Learns from training; the result scores with any values of the `scoring` settings. */
  fit(training: Training): Fitted;
}

export interface Fitted {
  scorer(settings: Settings): Scorer;
}
