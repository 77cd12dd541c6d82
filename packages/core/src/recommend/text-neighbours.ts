/**
 * Products by the words they share: TF-IDF over title, categories and brand, cosine, through postings. A product that nobody has
 * seen yet has neighbours here from its first moment. Postings of words that stand nearly everywhere are not walked: a budget of
 * entries per question, spent on the rarest words first, bounds the time.
 */
import type { ByteReader, ByteWriter } from "../base.ts";
import type { Product } from "../catalog.ts";
import type { Analyzer } from "../text.ts";
import { Interner } from "../profile.ts";

/** Distinct terms of a product that are kept, in text order: title before categories before brand. */
const termLimit = 64;
/** Posting entries that one question walks. */
const defaultBudget = 60_000;

export interface TextNeighbour {
  readonly item: number;
  /** Cosine, 0..1. */
  readonly score: number;
}

/** The texts that neighbours are found by, with the language of each. */
export function neighbourTexts(product: Product): readonly { readonly text: string; readonly language: string | undefined }[] {
  const own = (of: { title: string; brand?: string; categories?: readonly (readonly string[])[] }, language: string | undefined) =>
    [of.title, ...new Set((of.categories ?? []).flat()), of.brand ?? ""].filter((text) => text !== "").map((text) => ({ text, language }));
  return [...own(product, product.language), ...Object.entries(product.translations ?? {}).flatMap(([tag, texts]) => own(texts, tag))];
}

class Posting {
  items = new Int32Array(2);
  length = 0;

  push(item: number): void {
    if (this.length === this.items.length) {
      const grown = new Int32Array(this.length * 2);
      grown.set(this.items);
      this.items = grown;
    }
    this.items[this.length++] = item;
  }

  remove(item: number): void {
    const at = this.items.subarray(0, this.length).indexOf(item);
    if (at >= 0) this.items[at] = this.items[--this.length]!;
  }
}

export class TextNeighbours {
  readonly #analyzer: Analyzer;
  readonly #budget: number;
  readonly #terms = new Interner();
  #postings: Posting[] = [];
  /** Terms of a product, and how often each. */
  #documents: ({ readonly terms: Int32Array; readonly counts: Uint8Array } | undefined)[] = [];
  #size = 0;
  #scores = new Float32Array(1024);

  constructor(analyzer: Analyzer, budget = defaultBudget) {
    this.#analyzer = analyzer;
    this.#budget = budget;
  }

  #count(texts: readonly { readonly text: string; readonly language: string | undefined }[], known: boolean): Map<number, number> {
    const counts = new Map<number, number>();
    for (const { text, language } of texts) {
      this.#analyzer.index(text, language, (term) => {
        const number = known ? this.#terms.find(term) : this.#terms.number(term);
        if (number === undefined) return;
        const count = counts.get(number);
        if (count !== undefined) counts.set(number, Math.min(255, count + 1));
        else if (counts.size < termLimit) counts.set(number, 1);
      });
    }
    return counts;
  }

  put(item: number, product: Product): void {
    const counts = this.#count(neighbourTexts(product), false);
    const terms = Int32Array.from(counts.keys());
    const known = this.#documents[item];
    if (known && known.terms.length === terms.length && known.terms.every((term, i) => term === terms[i])) {
      this.#documents[item] = { terms, counts: Uint8Array.from(counts.values()) };
      return;
    }
    this.remove(item);
    this.#documents[item] = { terms, counts: Uint8Array.from(counts.values()) };
    this.#size++;
    for (const term of terms) (this.#postings[term] ??= new Posting()).push(item);
  }

  remove(item: number): void {
    const document = this.#documents[item];
    if (!document) return;
    for (const term of document.terms) this.#postings[term]?.remove(item);
    this.#documents[item] = undefined;
    this.#size--;
  }

  #idf(term: number): number {
    return Math.log(1 + this.#size / ((this.#postings[term]?.length ?? 0) + 1));
  }

  #weight(count: number, term: number): number {
    return (1 + Math.log(count)) * this.#idf(term);
  }

  #norm(item: number): number {
    const document = this.#documents[item];
    if (!document) return 0;
    let sum = 0;
    for (let i = 0; i < document.terms.length; i++) sum += this.#weight(document.counts[i]!, document.terms[i]!) ** 2;
    return Math.sqrt(sum);
  }

  /** The nearest products to a product, itself left out, best first. */
  similar(item: number, limit: number): readonly TextNeighbour[] {
    const document = this.#documents[item];
    return document ? this.#nearest(document.terms, document.counts, limit, item) : [];
  }

  /** The nearest products to a text. */
  find(text: string, language: string | undefined, limit: number): readonly TextNeighbour[] {
    const counts = this.#count([{ text, language }], true);
    return this.#nearest([...counts.keys()], [...counts.values()], limit, -1);
  }

  #nearest(terms: ArrayLike<number>, counts: ArrayLike<number>, limit: number, self: number): readonly TextNeighbour[] {
    if (this.#scores.length < this.#documents.length) this.#scores = new Float32Array(this.#documents.length * 2);
    const scores = this.#scores;
    const query = Array.from(terms, (term, i) => ({
      term,
      weight: this.#weight(counts[i]!, term),
      length: this.#postings[term]?.length ?? 0,
    }));
    let squares = 0;
    for (const { weight } of query) squares += weight * weight;
    query.sort((a, b) => a.length - b.length || a.term - b.term);
    const touched: number[] = [];
    let budget = this.#budget;
    for (const { term, weight, length } of query) {
      const posting = this.#postings[term];
      if (!posting || length > budget) continue;
      budget -= length;
      // The other side's term count is left to the exact cosine below: nearly always 1.
      const gain = weight * this.#idf(term);
      for (let i = 0; i < length; i++) {
        const other = posting.items[i]!;
        if (scores[other] === 0) touched.push(other);
        scores[other]! += gain;
      }
    }
    const raw = touched.map((other) => ({ item: other, score: scores[other]! }));
    for (const other of touched) scores[other] = 0;
    const head = topBy(
      raw.filter((one) => one.item !== self),
      limit * 3,
    );
    const weights = new Map(query.map(({ term, weight }) => [term, weight]));
    const norm = Math.sqrt(squares);
    return topBy(
      head.map(({ item }) => {
        const other = this.#documents[item]!;
        let dot = 0;
        for (let i = 0; i < other.terms.length; i++) {
          const weight = weights.get(other.terms[i]!);
          if (weight !== undefined) dot += weight * this.#weight(other.counts[i]!, other.terms[i]!);
        }
        return { item, score: Math.min(1, dot / (norm * this.#norm(item) || 1)) };
      }),
      limit,
    );
  }

  write(writer: ByteWriter): void {
    this.#terms.write(writer);
    writer.varint(this.#documents.length);
    for (let item = 0; item < this.#documents.length; item++) {
      const document = this.#documents[item];
      writer.u8(document ? 1 : 0);
      if (document) writer.array(document.terms).array(document.counts);
    }
  }

  read(reader: ByteReader): void {
    this.#terms.read(reader);
    this.#postings = [];
    this.#documents = [];
    this.#size = 0;
    const size = reader.varint();
    for (let item = 0; item < size; item++) {
      if (reader.u8() === 0) {
        this.#documents.push(undefined);
        continue;
      }
      const terms = reader.array(Int32Array);
      this.#documents.push({ terms, counts: reader.array(Uint8Array) });
      this.#size++;
      for (const term of terms) (this.#postings[term] ??= new Posting()).push(item);
    }
  }
}

/** The best `limit` by score, ties by item number. */
function topBy(list: TextNeighbour[], limit: number): TextNeighbour[] {
  if (list.length > limit * 8) {
    // A selection by threshold first: sorting tens of thousands for a few dozen would cost more than the walk.
    const sample = Float32Array.from(list, (one) => one.score).sort();
    const threshold = sample[sample.length - limit]!;
    list = list.filter((one) => one.score >= threshold);
  }
  return list.sort((a, b) => b.score - a.score || a.item - b.item).slice(0, limit);
}
