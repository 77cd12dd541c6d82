/** The questions of the playground: one, or two that differ in what counts. */
import type { Inspection, SearchQuestion } from "../../api.ts";
import { indexIn } from "../../components/index-choice.tsx";
import type { Params } from "../../params.ts";

export const features = ["personal", "rules", "synonyms", "typos"] as const;
export type Feature = (typeof features)[number];

export const sides = ["a", "b"] as const;
export type Side = (typeof sides)[number];

export interface Asked {
  readonly question: SearchQuestion;
  readonly inspection: Inspection;
  /** Milliseconds from the question to its answer in the browser. */
  readonly whole: number;
}

export const hitsShown = 20;

/** Without parameters of its own the second side leaves taste out: the difference most often asked about. */
const left: Readonly<Record<Side, string>> = { a: "all", b: "personal" };

/** The features that a side leaves out; "all" in the address stands for none left out. */
export function leftOut(params: Params, side: Side): readonly Feature[] {
  const text = params.get(side) || left[side];
  return features.filter((feature) => text.split(",").includes(feature));
}

/** What a side's parameter becomes when a feature is switched. */
export function switched(params: Params, side: Side, feature: Feature): string {
  const before = leftOut(params, side);
  const after = before.includes(feature) ? before.filter((one) => one !== feature) : [...before, feature];
  return after.length === 0 ? "all" : after.join(",");
}

export function questionOf(params: Params, side: Side, query: string, language: string): SearchQuestion {
  const out = leftOut(params, side);
  const [user, market] = [params.get("user").trim(), params.get("market").trim()];
  return {
    index: indexIn(params),
    query,
    asker: { language, ...(user === "" ? {} : { user }), ...(market === "" ? {} : { market }) },
    limit: hitsShown,
    distinct: true,
    ...Object.fromEntries(features.map((feature) => [feature, !out.includes(feature)])),
  };
}
