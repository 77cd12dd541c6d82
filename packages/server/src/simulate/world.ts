/**
 * The simulated world as one pure object: products with their hidden side, shoppers, and what shoppers do with a list. It is
 * the yardstick for everything that learns, so it imports nothing that ranks. The same seed, products and lists give the same
 * decisions, in any order of shoppers; only a shopper's own visits must come in their order, because shoppers remember.
 */
import type { Product } from "@aisle/core/catalog";
import { attraction, choose, examination, live, look, pays, relevance } from "./choice.ts";
import type { Experience, Intent, Look, Moment, Place, Surface } from "./choice.ts";
import { label, mix, pick, uniform } from "./draw.ts";
import { Kinds, priceOf } from "./kinds.ts";
import type { Kind } from "./kinds.ts";
import { Memory } from "./memory.ts";
import { kindSeason } from "./season.ts";
import { makeShopper } from "./shopper.ts";
import type { DeviceKind, Shopper } from "./shopper.ts";
import { traitsOf } from "./traits.ts";
import type { Traits } from "./traits.ts";

export interface WorldOptions {
  /** Share of shoppers who speak Chinese; by default two fifths where the catalogue has Chinese texts, else none. */
  readonly chinese?: number;
}

export interface Outcome extends Look {
  readonly carted: readonly Place[];
  readonly bought: readonly Place[];
  readonly returned: readonly Place[];
}

export interface World {
  readonly seed: number;
  readonly kinds: Kinds;
  /** Share of shoppers who speak Chinese. */
  readonly chinese: number;
  shopper(number: number): Shopper;
  memory(shopper: Shopper): Memory;
  /** Hidden side of a product, which may be new to the world. */
  traits(product: Product): Traits;
  /** Products as places from position `first` on. */
  places(products: readonly Product[], first?: number): readonly Place[];
  /** What a shopper comes for on a visit. */
  intent(shopper: Shopper, visit: number, time: number): Intent;
  /** What a shopper who wants a kind has in mind. */
  wish(shopper: Shopper, visit: number, time: number, kind: Kind, goal?: "find" | "known"): Intent;
  /** Ground truth: likelihood that a position is looked at. */
  examination(shopper: Shopper, position: number, surface: Surface, device: DeviceKind): number;
  /** Ground truth: 0 for unwanted, 1 for exactly the kind wanted, more for the very product. */
  relevance(shopper: Shopper, product: Product, intent: Intent): number;
  /** Ground truth: utility of a click, whatever the position; what is not clicked is worth 0. */
  attraction(shopper: Shopper, product: Product, intent: Intent, time: number): number;
  /** Examines and clicks; passes over what is left. */
  look(shopper: Shopper, places: readonly Place[], intent: Intent, moment: Moment): Look;
  /** Of the products opened, the one for the cart. */
  choose(shopper: Shopper, opened: readonly Place[], intent: Intent, moment: Pick<Moment, "visit" | "list" | "time">): Place | undefined;
  pays(shopper: Shopper, moment: Pick<Moment, "visit" | "device">): boolean;
  /** Remembers a purchase and says how it turns out. */
  buy(shopper: Shopper, place: Place, visit: number, time: number): Experience;
  /** The whole way for one list: examined, clicked, put into the cart, bought, returned. */
  see(shopper: Shopper, products: readonly Product[], intent: Intent, moment: Moment): Outcome;
}

const han = /\p{Script=Han}/u;
const maximumRemembering = 200_000;

function hasChinese(product: Product): boolean {
  return product.translations?.["zh"] !== undefined || han.test(product.title);
}

/** A world of these products. */
export function createWorld(seed: number, products: readonly Product[], options: WorldOptions = {}): World {
  const kinds = new Kinds(seed, products);
  const known = new Map<string, Traits>();
  const shoppers = new Map<number, Shopper>();
  const memories = new Map<number, Memory>();
  const prices = products.flatMap((product) => priceOf(product) ?? []).sort((a, b) => a - b);
  const usualPrice = prices[Math.floor(prices.length * 0.75)] ?? 0;
  const withChinese = products.filter(hasChinese).length;
  const withEnglish = products.filter((product) => !han.test(product.title) || product.translations?.["en"] !== undefined).length;
  const chinese = options.chinese ?? (withChinese < products.length / 2 ? 0 : withEnglish < products.length / 2 ? 1 : 0.4);

  const traits = (product: Product): Traits => {
    let found = known.get(product.id);
    if (!found) known.set(product.id, (found = traitsOf(seed, product, kinds.of(product))));
    return found;
  };

  const world: World = {
    seed,
    kinds,
    chinese,
    traits,
    shopper(number) {
      let shopper = shoppers.get(number);
      if (!shopper) {
        shopper = makeShopper(seed, number, kinds.first, { chinese });
        shoppers.set(number, shopper);
        // A shopper is made of nothing but the seed: one who is forgotten comes back the same.
        if (shoppers.size > maximumRemembering) shoppers.delete(shoppers.keys().next().value!);
      }
      return shopper;
    },
    memory(shopper) {
      let memory = memories.get(shopper.number);
      if (!memory) {
        memory = new Memory(usualPrice > 0 ? 8 * shopper.wealth * usualPrice : Infinity);
        memories.set(shopper.number, memory);
        if (memories.size > maximumRemembering) memories.delete(memories.keys().next().value!);
      }
      return memory;
    },
    places: (list, first = 1) => list.map((product, at) => ({ product, traits: traits(product), position: first + at })),
    intent(shopper, visit, time) {
      const u = (purpose: string) => uniform(seed, label(purpose), shopper.number, visit);
      const weights = shopper.interests.map(({ kind, share }) => share * kindSeason(kind, time));
      let left = u("which interest") * weights.reduce((a, b) => a + b, 0);
      const chosen = shopper.interests.find((_, at) => (left -= weights[at]!) < 0) ?? shopper.interests.at(-1);
      if (!chosen) return { goal: "browse" };
      const goal = u("goal") < 0.22 ? "browse" : u("goal") < 0.36 ? "known" : "find";
      return goal === "browse" ? { goal } : world.wish(shopper, visit, time, chosen.kind, goal);
    },
    wish(shopper, visit, time, kind, goal = "find") {
      const keys = (purpose: string) => [seed, label(purpose), shopper.number, visit, kind.key] as const;
      // The product in mind is the best of a few that were heard of.
      const heard = Array.from({ length: 5 }, (_, i) => pick(kind.products, ...keys("heard of"), i));
      const memory = world.memory(shopper);
      const target = heard
        .map((product) => ({ product, traits: traits(product) }))
        .map((place) => ({ traits: place.traits, value: attraction(shopper, memory, place, { goal: "find", kind }, time) }))
        .reduce((best, one) => (one.value > best.value ? one : best)).traits;
      const { marks } = target;
      const picky = goal === "find" && marks.length > 0 && uniform(...keys("has a mark")) < 0.5;
      return { goal, kind, target, ...(picky ? { mark: pick(marks, ...keys("mark")) } : {}) };
    },
    examination,
    relevance: (shopper, product, intent) => relevance(shopper, traits(product), intent),
    attraction: (shopper, product, intent, time) =>
      attraction(shopper, world.memory(shopper), { product, traits: traits(product) }, intent, time),
    look(shopper, places, intent, moment) {
      const memory = world.memory(shopper);
      const seen = look(seed, shopper, memory, places, intent, moment);
      for (const place of seen.examined) if (!seen.clicked.includes(place)) memory.passedOver(place.traits);
      for (const { traits } of seen.clicked) memory.opened(traits);
      return seen;
    },
    choose: (shopper, opened, intent, moment) => choose(seed, shopper, world.memory(shopper), opened, intent, moment),
    pays: (shopper, moment) => pays(seed, shopper, moment),
    buy(shopper, { product, traits }, visit, time) {
      const memory = world.memory(shopper);
      const price = priceOf(product) ?? 0;
      memory.boughtOne(traits, price, time);
      const experience = live(seed, shopper, traits, visit);
      if (experience.returned) memory.gaveBack(price);
      return experience;
    },
    see(shopper, list, intent, moment) {
      const seen = world.look(shopper, world.places(list), intent, moment);
      const carted = world.choose(shopper, seen.clicked, intent, moment);
      if (!carted) return { ...seen, carted: [], bought: [], returned: [] };
      if (!world.pays(shopper, moment)) return { ...seen, carted: [carted], bought: [], returned: [] };
      const { returned } = world.buy(shopper, carted, mix(moment.visit, moment.list), moment.time);
      return { ...seen, carted: [carted], bought: [carted], returned: returned ? [carted] : [] };
    },
  };
  return world;
}
