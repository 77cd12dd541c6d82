/**
 * What many visitors do together. A click farm uses a name for a few visits only, so no name stands out; but the visits are for one
 * product, open it again and again, seldom buy, and keep the rhythm of the program that makes them. Two signs, both relative to what else happens
 * to the product: the same rhythm from several names, and visits for nothing else making up most of all its visits.
 */
import { ByteWriter } from "../base.ts";
import type { ByteReader } from "../base.ts";
import type { Pieces } from "../profile.ts";
import type { Visit } from "./actor.ts";
import { RecentMap } from "./recent-map.ts";

const day = 86_400_000;
/** Within which names of one rhythm count together. */
const rhythmSpan = 7 * day;
const halfLife = 3 * day;
/** A visit tells a rhythm with this many pauses, and is for one product with this many looks at it. */
const tellingPauses = 3;
const focusedOpens = 3;
/** Names in one rhythm that are no accident, and the share of the product's visits that they make up at least. */
const rhythmNames = 5;
const rhythmShare = 0.2;
/** Names and share of focused visits at which a product draws nobody else, against the share elsewhere in the shop. */
const focusNames = 10;
const focusShare = 0.5;
const focusRatio = 4;
const keptNames = 64;

interface Rhythm {
  names: string[];
  time: number;
  condemned: boolean;
}

interface Focus {
  visits: number;
  focused: number;
  time: number;
  names: string[];
}

/** Names to be marked, by what for. */
export interface Marked {
  readonly clickFarm: readonly string[];
  readonly singleProduct: readonly string[];
}

const nobody: Marked = { clickFarm: [], singleProduct: [] };

function fade(focus: Focus, time: number): void {
  if (time <= focus.time) return;
  const left = 2 ** ((focus.time - time) / halfLife);
  focus.visits *= left;
  focus.focused *= left;
  focus.time = time;
}

function note(names: string[], name: string): string[] {
  return names.includes(name) ? names : [...names, name].slice(-keptNames);
}

function removeName<V extends { readonly names: readonly string[] }>(map: RecentMap<V>, name: string): void {
  for (const [key, one] of map.entries()) {
    if (one.names.includes(name)) map.replace(key, { ...one, names: one.names.filter((other) => other !== name) });
  }
}

export class Coordination {
  readonly #rhythms: RecentMap<Rhythm>;
  readonly #products: RecentMap<Focus>;
  #shop: Focus = { visits: 0, focused: 0, time: 0, names: [] };

  constructor(capacity: number) {
    this.#rhythms = new RecentMap({ capacity, clone: (one) => ({ ...one }) });
    this.#products = new RecentMap({ capacity, clone: (one) => ({ ...one }) });
  }

  #focus(product: number, time: number): Focus {
    const focus = this.#products.touch(String(product), () => ({ visits: 0, focused: 0, time, names: [] }));
    fade(focus, time);
    return focus;
  }

  /** A visit came to a product. */
  visited(product: number, time: number): void {
    this.#focus(product, time).visits++;
    fade(this.#shop, time);
    this.#shop.visits++;
  }

  /** Hears of a visit as it goes; answers who is marked by it. */
  hear(name: string, visit: Visit, time: number): Marked {
    if (visit.told || visit.carted || visit.products.length !== 1 || visit.opens < focusedOpens || visit.pauses < tellingPauses)
      return nobody;
    visit.told = true;
    const product = visit.products[0]!;
    const focus = this.#focus(product, time);
    focus.focused++;
    focus.names = note(focus.names, name);
    this.#shop.focused++;
    const rhythm = this.#rhythms.touch(`${product} ${visit.rhythm}`, () => ({ names: [], time, condemned: false }));
    if (time - rhythm.time > rhythmSpan) rhythm.names = [];
    rhythm.time = Math.max(rhythm.time, time);
    rhythm.names = note(rhythm.names, name);
    rhythm.condemned ||= rhythm.names.length >= rhythmNames && rhythm.names.length >= rhythmShare * focus.focused;
    const alone =
      focus.names.length >= focusNames &&
      focus.focused >= focusShare * focus.visits &&
      focus.focused * (this.#shop.visits - focus.visits) >= focusRatio * (this.#shop.focused - focus.focused) * focus.visits;
    return { clickFarm: rhythm.condemned ? rhythm.names : [], singleProduct: alone ? focus.names : [] };
  }

  /** Erasure of a visitor. */
  forget(name: string): void {
    removeName(this.#rhythms, name);
    removeName(this.#products, name);
  }

  pieces(): Pieces[] {
    return [...this.#rhythms.pieces(), ...this.#products.pieces(), [new ByteWriter().text(JSON.stringify(this.#shop)).finish()]];
  }

  read(reader: ByteReader): void {
    this.#rhythms.read(reader);
    this.#products.read(reader);
    this.#shop = JSON.parse(reader.text()) as Focus;
  }
}
