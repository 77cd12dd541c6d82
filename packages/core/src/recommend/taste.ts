/** What a person leans to, read from their features for one moment: shares per category, brand and price band. */
import { decay } from "../profile.ts";
import type { Affinities, DecayedSum, ItemFacts, Person } from "../profile.ts";
import { addAffinity, affinityHalfLife, decayedAt } from "../profile.ts";
import type { ShopMemory } from "./shop-memory.ts";

export interface Taste {
  /** −1..1, about 0 for what the person has not touched. */
  score(facts: ItemFacts): number;
  /** Category nodes the person leans to, strongest first. */
  readonly categories: readonly number[];
  readonly known: boolean;
}

/** Interest that makes half a taste: one click does not make a fan. */
const doubt = 3;

function copy(affinities: Affinities): Affinities {
  return new Map([...affinities].map(([value, sum]): [number, DecayedSum] => [value, { ...sum }]));
}

/** Shares of the whole, most recent interest first in weight. */
function shares(affinities: Affinities, total: number, now: number): Map<number, number> {
  return new Map([...affinities].map(([value, sum]) => [value, decayedAt(sum, now, affinityHalfLife) / (total + doubt)]));
}

/** The taste of a person at `now`. */
export function tasteOf(person: Person, memory: ShopMemory, now: number): Taste {
  let { categories, brands, prices } = person;
  const late = person.recent.filter((one) => !one.joined && memory.items.facts(one.item) !== undefined);
  if (late.length > 0) {
    // Products that the catalogue learned of after the shopper had touched them count from now on.
    categories = copy(categories);
    brands = copy(brands);
    prices = copy(prices);
    for (const { item, weight, time } of late) {
      const facts = memory.items.facts(item)!;
      for (const node of facts.categories) addAffinity(categories, node, weight, time);
      if (facts.brand !== undefined) addAffinity(brands, facts.brand, weight, time);
      if (facts.priceBand !== undefined) addAffinity(prices, facts.priceBand, weight, time);
    }
  }
  let total = 0;
  for (const one of person.recent) total += one.weight * decay(now - one.time, affinityHalfLife);
  // The history is bounded and the sums are not: the strongest of them is the whole where it is larger.
  for (const affinities of [categories, brands, prices])
    for (const sum of affinities.values()) total = Math.max(total, decayedAt(sum, now, affinityHalfLife));
  const byCategory = shares(categories, total, now);
  const byBrand = shares(brands, total, now);
  const byPrice = shares(prices, total, now);
  const score = (facts: ItemFacts): number => {
    let category = 0;
    // Leaf first: the closer the shared node, the more it says.
    for (let i = 0; i < facts.categories.length; i++)
      category += ((byCategory.get(facts.categories[i]!) ?? 0) * (i === 0 ? 1 : 0.4)) / (i + 1);
    const brand = facts.brand === undefined ? 0 : (byBrand.get(facts.brand) ?? 0);
    const band = facts.priceBand ?? -9;
    const price = (byPrice.get(band) ?? 0) + 0.5 * ((byPrice.get(band - 1) ?? 0) + (byPrice.get(band + 1) ?? 0));
    return Math.max(-1, Math.min(1, 0.55 * category + 0.35 * brand + 0.1 * price));
  };
  const leaning = [...byCategory].filter(([, share]) => share > 0).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return { score, categories: leaning.map(([node]) => node), known: person.recent.length > 0 };
}
