/**
 * Facets of an answer out of shards' counts. Shards number the values of a keyword field each for itself and send a name only
 * once; the index keeps the names and adds up by numbers of its own.
 */
import { sumUnit } from "./count-facets.ts";
import type { FieldCounts, KeywordCounts, KnownNames } from "./count-facets.ts";
import { Growable } from "./growable.ts";
import type { FacetStats, SearchResult } from "./retrieval.ts";
import { TextList } from "./text-list.ts";
import { topByKey } from "./top.ts";

/** Names that no shard uses any more, beyond which a field's are forgotten and sent again. */
const spareNames = 100_000;

interface Value {
  readonly value: string;
  readonly count: number;
}

/** A shard's dictionary of a field, as far as it was sent: numbers among the field's names by the shard's number. */
interface Dictionary {
  readonly id: number;
  readonly places: Growable<Uint32Array>;
}

/** The names of a keyword field over all shards, and sums by name, which are zero between answers. */
class FieldNames {
  readonly #names = new TextList();
  readonly #dictionaries: (Dictionary | undefined)[] = [];
  readonly #sums = new Growable(Uint32Array);

  known(shard: number): KnownNames | undefined {
    const dictionary = this.#dictionaries[shard];
    return dictionary && { dictionary: dictionary.id, count: dictionary.places.length };
  }

  /** Takes in the names that a shard's counts bring; counts of one shard come in the order of their questions. */
  learn(shard: number, { dictionary: id, from, names }: KeywordCounts): Dictionary {
    let dictionary = this.#dictionaries[shard];
    if (dictionary?.id !== id) this.#dictionaries[shard] = dictionary = { id, places: new Growable(Uint32Array) };
    const { places } = dictionary;
    // Questions that were on their way at once are sent some names twice.
    for (let at = places.length - from; at < names.length; at++) {
      const known = this.#names.find(names[at]!);
      places.push(known < 0 ? this.#names.push(names[at]!) : known);
    }
    return dictionary;
  }

  /** Summed counts by name. */
  sum(parts: readonly { readonly counts: KeywordCounts; readonly dictionary: Dictionary }[]): { names: string[]; counts: number[] } {
    this.#sums.extend(this.#names.length, 0);
    const sums = this.#sums.data;
    const met: number[] = [];
    for (const { counts: part, dictionary } of parts) {
      const places = dictionary.places.data;
      const { numbers, counts } = part;
      for (let at = 0; at < numbers.length; at++) {
        const place = places[numbers[at]!]!;
        if (sums[place] === 0) met.push(place);
        sums[place] = sums[place]! + counts[at]!;
      }
    }
    const counts = met.map((place) => sums[place]!);
    for (const place of met) sums[place] = 0;
    return { names: met.map((place) => this.#names.at(place)), counts };
  }

  get isWasteful(): boolean {
    const used = this.#dictionaries.reduce((sum, one) => sum + (one?.places.length ?? 0), 0);
    return this.#names.length > spareNames + 2 * used;
  }
}

/** What the index knows of the names that its shards count. */
export class FacetNames {
  readonly #fields = new Map<string, FieldNames>();

  /** Begins a question about some fields. */
  ask(fields: readonly string[]): AskedFacets {
    const asked = new Map<string, FieldNames>();
    for (const field of fields) {
      let names = this.#fields.get(field);
      if (!names || names.isWasteful) this.#fields.set(field, (names = new FieldNames()));
      asked.set(field, names);
    }
    return new AskedFacets(asked);
  }
}

interface Part {
  readonly counts: FieldCounts;
  readonly dictionary?: Dictionary;
}

/** One question's facets, while its shards answer. */
export class AskedFacets {
  readonly #fields: ReadonlyMap<string, FieldNames>;
  #parts = new Map<string, Part[]>();

  constructor(fields: ReadonlyMap<string, FieldNames>) {
    this.#fields = fields;
  }

  /** What to tell a shard with the question. */
  known(shard: number): Readonly<Record<string, KnownNames>> {
    const known: [string, KnownNames][] = [];
    for (const [field, names] of this.#fields) {
      const own = names.known(shard);
      if (own) known.push([field, own]);
    }
    return Object.fromEntries(known);
  }

  /** Forgets the shards' counts: the question is asked anew in another form. */
  again(): void {
    this.#parts = new Map();
  }

  /** Takes a shard's counts as soon as they come. */
  add(shard: number, counts: ReadonlyMap<string, FieldCounts>): void {
    for (const [field, one] of counts) {
      const dictionary = one.keywords && this.#fields.get(field)!.learn(shard, one.keywords);
      const parts = this.#parts.get(field) ?? [];
      parts.push({ counts: one, ...(dictionary ? { dictionary } : {}) });
      this.#parts.set(field, parts);
    }
  }

  /** Values most first, then by name, at most `limit` of a field, and the statistics of numbers; fields by name. */
  merged(limit: number): Pick<SearchResult, "facets" | "stats"> {
    const facets: Record<string, readonly Value[]> = {};
    const stats: Record<string, FacetStats> = {};
    for (const field of [...this.#parts.keys()].sort()) {
      const parts = this.#parts.get(field)!;
      const { names, counts } = sumCounts(this.#fields.get(field)!, parts);
      const top = topByKey(Float64Array.from(counts), limit, (a, b) => (names[a]! < names[b]! ? -1 : a === b ? 0 : 1));
      define(
        facets,
        field,
        top.map((at) => ({ value: names[at]!, count: counts[at]! })),
      );
      const summary = sumStats(parts);
      if (summary) define(stats, field, summary);
    }
    return { facets, stats };
  }
}

/** A field may be called "__proto__". */
function define<T>(record: Record<string, T>, field: string, value: T): void {
  Object.defineProperty(record, field, { value, enumerable: true, configurable: true, writable: true });
}

/** A field's counts by name; a name that is a keyword, a number and a flag has the sum of all. */
function sumCounts(fieldNames: FieldNames, parts: readonly Part[]): { names: readonly string[]; counts: readonly number[] } {
  const keywords = fieldNames.sum(
    parts.flatMap(({ counts, dictionary }) => (counts.keywords && dictionary ? [{ counts: counts.keywords, dictionary }] : [])),
  );
  if (parts.every(({ counts }) => !counts.numbers && !counts.flags)) return keywords;
  const sums = new Map(keywords.names.map((name, at) => [name, keywords.counts[at]!]));
  const add = (name: string, count: number) => {
    if (count > 0) sums.set(name, (sums.get(name) ?? 0) + count);
  };
  for (const { counts } of parts) {
    counts.numbers?.values.forEach((value, at) => add(String(value), counts.numbers!.counts[at]!));
    counts.flags?.forEach((count, at) => add(at === 1 ? "true" : "false", count));
  }
  return { names: [...sums.keys()], counts: [...sums.values()] };
}

function sumStats(parts: readonly Part[]): FacetStats | undefined {
  let min = Infinity;
  let max = -Infinity;
  let sum = 0;
  let count = 0;
  for (const { counts } of parts) {
    const one = counts.numbers?.summary;
    if (!one) continue;
    min = Math.min(min, one.min);
    max = Math.max(max, one.max);
    sum += one.sum;
    count += one.count;
  }
  return count === 0 ? undefined : { min, max, sum: sum / sumUnit, count };
}
