/** How much a person leans to categories, brands, price bands: one decayed sum per value, the weakest dropped beyond a bound. */
import { addDecayed, decayKey } from "./decayed-sum.ts";
import type { DecayedSum } from "./decayed-sum.ts";
import type { PersonFeature } from "./feature.ts";
import type { TouchFacts } from "./touch.ts";

/** Half-life of taste. */
export const affinityHalfLife = 14 * 86_400_000;
export const affinityLimit = 48;

export type Affinities = Map<number, DecayedSum>;

/** Values above the bound before the weakest are dropped together. */
const slack = 16;

/** Adds to one value; well beyond the bound the values that weigh least go. */
export function addAffinity(state: Affinities, value: number, weight: number, time: number): void {
  const known = state.get(value);
  if (known) {
    addDecayed(known, weight, time, affinityHalfLife);
    return;
  }
  state.set(value, { value: weight, time });
  if (state.size <= affinityLimit + slack) return;
  const keys = Array.from(state, ([one, sum]) => [one, decayKey(Math.abs(sum.value), sum.time, affinityHalfLife)] as const);
  keys.sort((a, b) => a[1] - b[1] || a[0] - b[0]);
  for (const [one] of keys.slice(0, slack + 1)) state.delete(one);
}

function affinity(valuesOf: (facts: TouchFacts) => readonly number[]): PersonFeature<Affinities> {
  return {
    create: () => new Map(),
    react: (state, touch) => {
      if (touch.facts) for (const value of valuesOf(touch.facts)) addAffinity(state, value, touch.weight, touch.time);
    },
    merge: (states) => {
      const merged: Affinities = new Map();
      for (const state of states) for (const [value, sum] of state) addAffinity(merged, value, sum.value, sum.time);
      return merged;
    },
    write: (state, writer) => {
      writer.varint(state.size);
      for (const [value, sum] of state) writer.varint(value).f64(sum.value).f64(sum.time);
    },
    read: (reader) =>
      new Map(Array.from({ length: reader.varint() }, () => [reader.varint(), { value: reader.f64(), time: reader.f64() }] as const)),
  };
}

export const categoryAffinity = affinity((facts) => facts.categories);
export const brandAffinity = affinity((facts) => (facts.brand === undefined ? [] : [facts.brand]));
export const priceAffinity = affinity((facts) => (facts.priceBand === undefined ? [] : [facts.priceBand]));
