/**
 * A catalogue of any size in natural variety: titles and descriptions walk the word bigrams of real ones, so word frequencies
 * and neighbours are real while no text is a cut of another; new words keep coming with size (brands, model numbers, coined
 * names), as Heaps' law has it for real catalogues. Every fourth product is a variant of the one before.
 */
import { randomInteger, randomPick, seededRandom } from "../../../packages/core/src/base.ts";
import type { Random } from "../../../packages/core/src/base.ts";
import type { IndexDocument } from "../../../packages/core/src/retrieve.ts";
import { coinWord } from "./texts.ts";
import type { Texts } from "./texts.ts";

const end = "";
/** How often a word of a title is a coined one. */
const coinedShare = 0.015;
const colors = "black white red blue green grey silver gold pink navy beige brown purple orange yellow clear".split(" ");

/** Walks word pairs: each next word as often as it follows in the source. */
class Chain {
  readonly #next = new Map<string, string[]>();
  readonly #starts: string[] = [];

  constructor(sentences: readonly (readonly string[])[]) {
    for (const words of sentences) {
      if (words.length === 0) continue;
      this.#starts.push(words[0]!);
      words.forEach((word, at) => {
        const next = words[at + 1] ?? end;
        const known = this.#next.get(word);
        if (known) known.push(next);
        else this.#next.set(word, [next]);
      });
    }
  }

  walk(random: Random, least: number, most: number): string[] {
    const words: string[] = [];
    let word = randomPick(random, this.#starts);
    while (words.length < most) {
      words.push(word);
      const next = randomPick(random, this.#next.get(word)!);
      if (next !== end) word = next;
      else if (words.length >= least) break;
      else word = randomPick(random, this.#starts);
    }
    return words;
  }
}

export interface Catalogue {
  readonly documents: readonly IndexDocument[];
  /** Words of some titles, for queries. */
  readonly titles: readonly (readonly string[])[];
}

export interface StreamedCatalogue {
  readonly size: number;
  /** The first products, generated anew each time and always the same: a million need not be held at once. */
  documents(count?: number): Iterable<IndexDocument>;
  /** Words of some titles, for queries. */
  readonly titles: readonly (readonly string[])[];
}

export interface CatalogueOptions {
  readonly size: number;
  readonly random: Random;
  readonly texts: Texts;
  /** Cuts a text into words. */
  readonly cut: (text: string) => readonly string[];
  /** Between words when they are written. */
  readonly space: string;
  readonly language: string;
}

/** A brand or a category: few are common, most are rare. */
function zipf(random: Random, count: number): number {
  return Math.floor(count ** random()) - 1;
}

function modelNumber(random: Random): string {
  const letters = Array.from({ length: 2 }, () => String.fromCharCode(65 + randomInteger(random, 26))).join("");
  return `${letters}${100 + randomInteger(random, 99_900)}${random() < 0.3 ? "X" : ""}`;
}

/** Products as index documents, one after the other, each with its title's words. */
export function* products({
  size,
  random,
  texts,
  cut,
  space,
  language,
}: CatalogueOptions): Generator<{ document: IndexDocument; words: string[] }> {
  const titleChain = new Chain(texts.titles.map(cut));
  const descriptionChain = new Chain(texts.descriptions.map((text) => cut(text).slice(0, 120)));
  const categoryWords = Array.from({ length: 400 }, () => titleChain.walk(random, 1, 2).join(space));
  const brands = Array.from({ length: 6_000 }, () => coinWord(random));
  for (let n = 0; n < size; n++) {
    const words = titleChain.walk(random, 5, 22).map((word) => (random() < coinedShare ? coinWord(random) : word));
    const brand = brands[zipf(random, brands.length)]!;
    const kind = zipf(random, categoryWords.length);
    const model = modelNumber(random);
    const color = randomPick(random, colors);
    const categories = [categoryWords[kind % 20]!, categoryWords[kind]!];
    const document: IndexDocument = {
      id: `p${n}`,
      ...(n % 4 < 2 ? { group: `g${n - (n % 4)}` } : {}),
      texts: [
        { field: "title", value: `${brand} ${words.join(space)} ${model}`, language },
        { field: "brand", value: brand, language },
        ...categories.map((value) => ({ field: "categories", value, language })),
        { field: "color", value: color, language },
        { field: "description", value: descriptionChain.walk(random, 20, 80).join(space), language },
      ],
      identifiers: [`p${n}`, model],
      keywords: { brand: [brand], categories, color: [color], size: [`${randomInteger(random, 30)}`] },
      numbers: {
        price: 1 + Math.floor(random() ** 3 * 100_000) / 100,
        rating: 1 + randomInteger(random, 9) / 2,
        stock: randomInteger(random, 50),
      },
      flags: { in_stock: random() < 0.9 },
    };
    yield { document, words };
  }
}

/** Products whose titles are asked for. */
const askedProducts = 50_000;

/** All products of a catalogue that fits the heap, and titles to ask for. */
export function generateCatalogue(options: CatalogueOptions): Catalogue {
  const all = [...products(options)];
  return { documents: all.map(({ document }) => document), titles: all.map(({ words }) => words) };
}

/** The same for one that need not. */
export function streamCatalogue(options: Omit<CatalogueOptions, "random"> & { readonly seed: number }): StreamedCatalogue {
  const { size, seed } = options;
  function* first(count: number) {
    yield* products({ ...options, size: Math.min(count, size), random: seededRandom(seed) });
  }
  return {
    size,
    *documents(count = size) {
      for (const { document } of first(count)) yield document;
    },
    titles: Array.from(first(askedProducts), ({ words }) => words),
  };
}

/** One letter wrong, lost, doubled or swapped. */
function misspell(word: string, random: Random): string {
  const at = 1 + randomInteger(random, word.length - 2);
  const kind = randomInteger(random, 4);
  if (kind === 0) return word.slice(0, at) + word.slice(at + 1);
  if (kind === 1) return word.slice(0, at) + word.charAt(at) + word.slice(at);
  if (kind === 2) return word.slice(0, at) + String.fromCharCode(97 + randomInteger(random, 26)) + word.slice(at + 1);
  return word.slice(0, at - 1) + word.charAt(at) + word.charAt(at - 1) + word.slice(at + 1);
}

/** Queries of one to four neighbouring words of titles; a share of those with a long word has a typo in it. */
export function sampleQueries(titles: Catalogue["titles"], count: number, space: string, typoShare: number, random: Random): string[] {
  const queries: string[] = [];
  while (queries.length < count) {
    const words = randomPick(random, titles).filter((word) => /[\p{L}\p{N}]/u.test(word));
    const length = Math.min(words.length, 1 + randomInteger(random, 4));
    if (length === 0) continue;
    const from = randomInteger(random, words.length - length + 1);
    const asked = words.slice(from, from + length);
    const long = asked.findIndex((word) => /^[a-z]{5,}$/i.test(word));
    if (long >= 0 && random() < typoShare) asked[long] = misspell(asked[long]!.toLowerCase(), random);
    queries.push(asked.join(space));
  }
  return queries;
}
