/**
 * Personal and behavioural order in search: small, bounded shares of the best lexical score, so that taste decides among good
 * answers and never lifts a bad one over them.
 */
import { distanceWeight, onlineFall } from "./sequence-weight.ts";
import { closeness } from "./blend.ts";
import type { Boost } from "./recommendation.ts";
import type { ShopMemory } from "./shop-memory.ts";
import { tasteOf } from "./taste.ts";

/** Largest shares. */
export const personalLimit = 0.25;
export const behaviourLimit = 0.15;
/** Interest (decayed action weights) that earns half of the behaviour bound. */
const halfInterest = 40;
/** Products back in a person's history whose neighbours are lifted. */
const reach = 6;

function neighbourScores(memory: ShopMemory, recent: readonly { readonly item: number }[], now: number): Map<number, number> {
  const near = new Map<number, number>();
  recent.slice(-reach).forEach(({ item }, i, all) => {
    const fall = distanceWeight(all.length - i, onlineFall);
    memory.together.each(item, now, (other, weight) => {
      near.set(other, (near.get(other) ?? 0) + fall * closeness(memory, item, other, weight, now));
    });
  });
  return near;
}

/** Boosts of the candidates for a person (or for nobody: behaviour alone). */
export function personalBoosts(
  memory: ShopMemory,
  id: string | undefined,
  candidates: readonly string[],
  now: number,
): Readonly<Record<string, Boost>> {
  const person = id === undefined ? undefined : memory.people.read(id);
  const taste = person && person.recent.length + person.purchases.length > 0 ? tasteOf(person, memory, now) : undefined;
  const near = person ? neighbourScores(memory, person.recent, now) : new Map<number, number>();
  const returned = new Set(person?.purchases.filter((one) => one.returned).map((one) => one.item));
  const boosts: Record<string, Boost> = {};
  for (const product of candidates) {
    const item = memory.items.find(product);
    const facts = item === undefined ? undefined : memory.items.facts(item);
    if (item === undefined || facts === undefined) continue;
    let personal = 0;
    if (taste) {
      const raw = taste.score(facts) + 0.5 * Math.min(1, near.get(item) ?? 0);
      personal = returned.has(item) ? -personalLimit : Math.max(-personalLimit, personalLimit * Math.min(1, raw));
    }
    const interest = memory.popularity.at(item, now);
    const behaviour =
      behaviourLimit *
      Math.max(
        -1,
        Math.min(
          1,
          Math.max(0, interest) / (Math.max(0, interest) + halfInterest) +
            0.2 * (memory.counters.rating(item, now) - 3) -
            memory.counters.returnRate(item, now),
        ),
      );
    if (personal !== 0 || behaviour !== 0) boosts[product] = { personal, behaviour };
  }
  return boosts;
}
