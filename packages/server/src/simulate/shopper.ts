/**
 * A shopper and what is hidden in them: interests, style, purse, patience, languages, devices, habits. Shoppers come in a few
 * circles that share tastes, with differences of their own, so that what one does says something about another.
 */
import { addTo, direction, dot, gumbel, hex, label, normal, normalise, pick, uniform, whole } from "./draw.ts";
import type { Kind } from "./kinds.ts";

export type Loyalty = "loyal" | "occasional" | "one_off";
export type DeviceKind = "mobile" | "desktop" | "tablet";

export interface Device {
  readonly kind: DeviceKind;
  /** Anonymous name of the browser. */
  readonly id: string;
}

export interface Interest {
  readonly kind: Kind;
  /** Adds up to 1 over a shopper's interests. */
  readonly share: number;
}

export interface Shopper {
  readonly number: number;
  readonly key: number;
  readonly loyalty: Loyalty;
  readonly language: "en" | "zh";
  readonly devices: readonly Device[];
  /** Name of the account, where the shopper has one. */
  readonly login: string | undefined;
  readonly interests: readonly Interest[];
  /** Hidden, of length 1. */
  readonly style: Float64Array;
  /** 1 for the usual purse; a product dearer than `wealth` times 1.8 of its kind's price is out of reach. */
  readonly wealth: number;
  /** Utility lost per doubling of the price, about. */
  readonly priceSensitivity: number;
  /** Above 1 looks further down a page. */
  readonly patience: number;
  readonly typoRate: number;
  /** Adds to the log-odds of sending something back. */
  readonly returnBias: number;
  /** Likelihood of writing a rating after a purchase. */
  readonly speaks: number;
  /** Likes new things: adds to the utility of what is not seen before. */
  readonly novelty: number;
}

const circles = 12;
const maximumInterests = 6;
/** Kinds that one shopper weighs up, so that a catalogue of many thousand kinds costs no more than this each. */
const maximumWeighed = 300;

function interestsOf(seed: number, key: number, circle: number, kinds: readonly Kind[]): readonly Interest[] {
  const taste = direction(seed, label("circle interest"), circle);
  addTo(taste, direction(seed, label("own interest"), key), 0.6);
  normalise(taste);
  const weighed =
    kinds.length <= maximumWeighed
      ? kinds
      : Array.from({ length: maximumWeighed }, (_, i) => pick(kinds, seed, label("weighed"), key, i)).filter(
          (kind, at, all) => all.indexOf(kind) === at,
        );
  const scored = weighed
    .map((kind) => ({
      kind,
      score: 2.4 * dot(taste, kind.vector) + Math.log(kind.demand) + gumbel(seed, label("interest"), key, kind.key),
    }))
    .sort((a, b) => b.score - a.score)
    .slice(0, maximumInterests);
  // Rank by rank a smaller share: the first interest makes about two visits of five.
  const weights = scored.map((_, rank) => 1 / (rank + 1));
  const sum = weights.reduce((a, b) => a + b, 0);
  return scored.map(({ kind }, rank) => ({ kind, share: weights[rank]! / sum }));
}

function deviceKind(u: number): DeviceKind {
  if (u < 0.58) return "mobile";
  return u < 0.93 ? "desktop" : "tablet";
}

export interface ShopperOptions {
  /** Share of shoppers who speak Chinese. */
  readonly chinese: number;
}

/** Shopper number `number` of a world. */
export function makeShopper(seed: number, number: number, kinds: readonly Kind[], options: ShopperOptions): Shopper {
  const key = label("shopper") ^ number;
  const u = (name: string) => uniform(seed, label(name), number);
  const circle = whole(circles, seed, label("circle"), number);
  const style = direction(seed, label("circle style"), circle);
  addTo(style, direction(seed, label("own style"), number), 0.7);
  const loyalty: Loyalty = u("loyalty") < 0.25 ? "loyal" : u("loyalty") < 0.7 ? "occasional" : "one_off";
  const wealth = Math.exp(0.55 * normal(seed, label("wealth"), number));
  const count = loyalty === "loyal" ? 1 + whole(3, seed, label("devices"), number) : 1 + whole(1.4, seed, label("devices"), number);
  const account = { loyal: 0.85, occasional: 0.45, one_off: 0.08 }[loyalty];
  return {
    number,
    key,
    loyalty,
    language: u("language") < options.chinese ? "zh" : "en",
    devices: Array.from({ length: count }, (_, i) => ({
      kind: deviceKind(uniform(seed, label("device kind"), number, i)),
      id: `v-${hex(seed, label("device"), number, i)}`,
    })),
    login: u("account") < account ? `c-${hex(seed, label("login"), number)}` : undefined,
    interests: interestsOf(seed, number, circle, kinds),
    style: normalise(style),
    wealth,
    priceSensitivity: 0.9 / (0.4 + wealth),
    patience: Math.exp(0.35 * normal(seed, label("patience"), number)),
    typoRate: 0.12 * u("typos") ** 2,
    returnBias: 0.6 * normal(seed, label("returns"), number),
    speaks: 0.45 * u("speaks"),
    novelty: 0.3 * normal(seed, label("novelty"), number),
  };
}
