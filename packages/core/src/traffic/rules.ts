/**
 * What one visitor's behaviour says, rule by rule. Thresholds stand where no shopper of the public click logs comes near them
 * (bench/quality/bots.ts); somebody who bought is at most a suspect by pace alone.
 */
import type { Actor } from "./actor.ts";
import type { Reason, Sign, Verdict } from "./verdict.ts";

type Rule = (actor: Actor) => Sign;

const pick = (bot: boolean, suspect: boolean): Sign => (bot ? 2 : suspect ? 1 : 0);

function regular({ pauses, variance }: Actor, least: number, deviation: number): boolean {
  return pauses >= least && Math.sqrt(variance) < deviation;
}

/** Signs of pace: a shopper's purchase speaks against them. */
const paceRules: readonly (readonly [Reason, Rule])[] = [
  ["velocity", ({ burst }) => pick(burst > 25, burst > 15)],
  ["regularity", (actor) => pick(regular(actor, 10, 0.2), regular(actor, 7, 0.12))],
  ["no_dwell", ({ pauses, haste }) => pick(pauses >= 16 && haste > 0.7, pauses >= 8 && haste > 0.7)],
];

const rules: readonly (readonly [Reason, Rule])[] = [
  ["unshown", ({ unshown, attributed }) => (unshown * 2 > attributed ? pick(unshown >= 6, unshown >= 3) : 0)],
  ["replayed", ({ replays }) => pick(replays >= 5, replays >= 2)],
  ["declared", ({ marks }) => pick(marks.includes("declared"), false)],
  ["click_farm", ({ marks }) => pick(marks.includes("click_farm"), false)],
  ["single_product", ({ marks }) => pick(false, marks.includes("single_product"))],
  ["identity_churn", ({ marks, events }) => pick(false, marks.includes("identity_churn") && events <= 3)],
];

/** The verdict on an actor as they are now, with the reasons that speak loudest. */
export function judge(actor: Actor): { readonly verdict: Verdict; readonly reasons: Reason[] } {
  const signs = [
    ...paceRules.map(([reason, rule]) => [reason, actor.purchases > 0 ? (Math.min(1, rule(actor)) as Sign) : rule(actor)] as const),
    ...rules.map(([reason, rule]) => [reason, rule(actor)] as const),
  ];
  const strongest = Math.max(...signs.map(([, sign]) => sign));
  if (strongest === 0) return { verdict: "human", reasons: [] };
  return {
    verdict: strongest === 2 ? "bot" : "suspect",
    reasons: signs.filter(([, sign]) => sign === strongest).map(([reason]) => reason),
  };
}
