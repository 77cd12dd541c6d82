/**
 * Kinds of product as the simulated world sees them: each has a hidden vector (what people who want it have in common), a usual
 * price, a season, companions that go into the same basket, and a time after which one is wanted again. A kind is the
 * innermost category; where a catalogue has none, the last word of the title's first phrase stands for it, in Chinese its ending.
 */
import { currentPrice } from "@aisle/core/catalog";
import type { Product } from "@aisle/core/catalog";
import { addTo, direction, dot, label, normalise, uniform, whole } from "./draw.ts";

const day = 86_400_000;

export interface Kind {
  readonly name: string;
  readonly key: number;
  readonly department: string;
  /** Hidden; kinds of one department lie near each other. */
  readonly vector: Float64Array;
  /** How many people want it, relative to others. */
  readonly demand: number;
  /** Middle price of its products; 0 where none has a price. */
  readonly price: number;
  /** Milliseconds after which a bought one is used up or out of fashion. */
  readonly recovery: number;
  /** Adds to the log-odds of sending one back. */
  readonly returnBias: number;
  /** Day of the year and strength of its season. */
  readonly seasonPeak: number;
  readonly seasonStrength: number;
  readonly products: Product[];
}

const stop = new Set(["for", "with", "and", "the", "of", "in", "by", "from", "to"]);

function headWord(title: string): string {
  const phrase = title
    .toLowerCase()
    .split(/[,(|–—:;/]|\s-\s|\b(?:for|with|by|from)\b/u)
    .map((part) => part.trim())
    .find((part) => part !== "");
  const words = (phrase ?? title.toLowerCase()).split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 1 && !stop.has(word));
  return words.findLast((word) => !/\d/.test(word)) ?? words[0] ?? "thing";
}

const hanRuns = /\p{Script=Han}{2,}/gu;

/** Endings of a Chinese title, longest first: what is sold stands last. */
function endings(title: string): readonly string[] {
  const run = title.match(hanRuns)?.at(-1);
  return run === undefined ? [] : [4, 3, 2].filter((length) => length <= run.length).map((length) => run.slice(-length));
}

/** How often titles without a category end in a few characters; tells words from chance. */
function countEndings(products: readonly Product[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const product of products) {
    if (hasPath(product)) continue;
    for (const ending of endings(product.title)) counts.set(ending, (counts.get(ending) ?? 0) + 1);
  }
  return counts;
}

function hasPath(product: Product): boolean {
  return (product.categories[0]?.at(-1) ?? "") !== "";
}

/** A Chinese ending is a word where a few products share it. */
const shared = 3;

/** Department and name of a product's kind; `counts` of Chinese endings help where there is no category. */
export function kindOf(product: Product, counts?: ReadonlyMap<string, number>): { readonly department: string; readonly name: string } {
  const path = product.categories[0];
  if (path === undefined || !hasPath(product)) {
    const last = endings(product.title);
    return { department: "", name: last.find((ending) => (counts?.get(ending) ?? 0) >= shared) ?? last.at(-1) ?? headWord(product.title) };
  }
  return { department: path[0]!, name: path.join(" > ") };
}

/** The price of a product's first offer; undefined where the shop gives none. */
export function priceOf(product: Product): number | undefined {
  const offer = product.offers[0];
  return offer && currentPrice(offer);
}

function median(numbers: number[]): number {
  numbers.sort((a, b) => a - b);
  return numbers[numbers.length >> 1] ?? 0;
}

function makeKind(seed: number, department: string, name: string, products: Product[]): Kind {
  const key = label(name);
  const vector = direction(seed, label("department"), label(department));
  addTo(vector, direction(seed, label("kind"), key), 0.8);
  return {
    name,
    key,
    department,
    vector: normalise(vector),
    demand: Math.exp(0.8 * (uniform(seed, label("demand"), key) * 4 - 2)) * Math.sqrt(products.length),
    price: median(products.flatMap((product) => priceOf(product) ?? [])),
    recovery: day * 5 * 14 ** uniform(seed, label("recovery"), key),
    returnBias: 1.2 * (uniform(seed, label("return"), key) - 0.5),
    seasonPeak: whole(365, seed, label("season"), key),
    seasonStrength: 0.6 * uniform(seed, label("season strength"), key),
    products,
  };
}

/** Every kind of a world; one that a later product brings is made when it is first met. */
export class Kinds {
  readonly #seed: number;
  readonly #endings: ReadonlyMap<string, number>;
  readonly #byName = new Map<string, Kind>();
  readonly #companions = new Map<Kind, readonly Kind[]>();
  /** Kinds that were there at the beginning. */
  readonly first: readonly Kind[];

  constructor(seed: number, products: readonly Product[]) {
    this.#seed = seed;
    this.#endings = countEndings(products);
    const groups = new Map<string, { department: string; products: Product[] }>();
    for (const product of products) {
      const { department, name } = kindOf(product, this.#endings);
      const group = groups.get(name);
      if (group) group.products.push(product);
      else groups.set(name, { department, products: [product] });
    }
    for (const [name, group] of groups) this.#byName.set(name, makeKind(seed, group.department, name, group.products));
    this.first = [...this.#byName.values()];
  }

  of(product: Product): Kind {
    const { department, name } = kindOf(product, this.#endings);
    const known = this.#byName.get(name);
    if (known) return known;
    const kind = makeKind(this.#seed, department, name, [product]);
    this.#byName.set(name, kind);
    return kind;
  }

  /** Two or three kinds that are bought together with this one: near ones, seldom a far one. */
  companions(kind: Kind): readonly Kind[] {
    const made = this.#companions.get(kind);
    if (made) return made;
    const count = 2 + whole(2, this.#seed, label("companions"), kind.key);
    const chosen = this.first
      .filter((other) => other !== kind && other.products.length > 1)
      .map((other) => ({ other, near: dot(kind.vector, other.vector) + 0.5 * uniform(this.#seed, label("near"), kind.key, other.key) }))
      .sort((a, b) => b.near - a.near)
      .slice(0, count)
      .map(({ other }) => other);
    this.#companions.set(kind, chosen);
    return chosen;
  }
}
