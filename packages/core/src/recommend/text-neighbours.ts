/**
 * Products by the words they share: TF-IDF over title, categories and brand, cosine, through postings. A product that nobody has
 * seen yet has neighbours here from its first moment. Postings of words that stand nearly everywhere are not walked: a budget of
 * entries per question, spent on the rarest words first, bounds the time.
 */
import type { ByteReader } from "../base.ts";
import type { Product } from "../catalog.ts";
import type { Analyzer } from "../text.ts";
import { Interner, chunkPieces, chunkRows, startsOf } from "../profile.ts";
import type { Pieces } from "../profile.ts";

/** Distinct terms of a product that are kept, in text order: title before categories before brand. */
const termLimit = 64;
/** Posting entries that one question walks. */
const defaultBudget = 40_000;

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

/** Terms of a product, and how often each. */
interface Document {
  readonly terms: Int32Array;
  readonly counts: Uint8Array;
}

/** A chunk of documents as a snapshot holds them; a length of 0 is no document, else it is one more than the number of terms. */
interface StoredDocuments {
  readonly lengths: Uint32Array;
  readonly starts: Uint32Array;
  readonly terms: Int32Array;
  readonly counts: Uint8Array;
}

const termsIn = (lengths: Uint32Array) => startsOf(lengths.map((length) => Math.max(0, length - 1)));

function storedDocument(stored: readonly StoredDocuments[], item: number): Document | undefined {
  const chunk = stored[Math.floor(item / chunkRows)];
  const row = item % chunkRows;
  if (!chunk || !chunk.lengths[row]) return undefined;
  const at = chunk.starts[row]!;
  const to = chunk.starts[row + 1]!;
  return { terms: chunk.terms.subarray(at, to), counts: chunk.counts.subarray(at, to) };
}

class Posting {
  items: Int32Array;
  length: number;

  constructor(items = new Int32Array(2), length = 0) {
    this.items = items;
    this.length = length;
  }

  push(item: number): void {
    if (this.length === this.items.length) {
      const grown = new Int32Array(Math.max(4, this.length * 2));
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
  /** Null where a product has no words; undefined where they are still as a snapshot stored them, or were never there. */
  #documents: (Document | null | undefined)[] = [];
  #stored: readonly StoredDocuments[] = [];
  #size = 0;
  #scores = new Float32Array(1024);
  #touched = new Int32Array(1024);

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

  #document(item: number): Document | undefined {
    const held = this.#documents[item];
    return held === undefined ? storedDocument(this.#stored, item) : (held ?? undefined);
  }

  put(item: number, product: Product): void {
    const counts = this.#count(neighbourTexts(product), false);
    const terms = Int32Array.from(counts.keys());
    const known = this.#document(item);
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
    const document = this.#document(item);
    if (!document) return;
    for (const term of document.terms) this.#postings[term]?.remove(item);
    this.#documents[item] = null;
    this.#size--;
  }

  #idf(term: number): number {
    return Math.log(1 + this.#size / ((this.#postings[term]?.length ?? 0) + 1));
  }

  #weight(count: number, term: number): number {
    return (1 + Math.log(count)) * this.#idf(term);
  }

  #norm(item: number): number {
    const document = this.#document(item);
    if (!document) return 0;
    let sum = 0;
    for (let i = 0; i < document.terms.length; i++) sum += this.#weight(document.counts[i]!, document.terms[i]!) ** 2;
    return Math.sqrt(sum);
  }

  /** The nearest products to a product, itself left out, best first. */
  similar(item: number, limit: number): readonly TextNeighbour[] {
    const document = this.#document(item);
    return document ? this.#nearest(document.terms, document.counts, limit, item) : [];
  }

  /** The nearest products to a text. */
  find(text: string, language: string | undefined, limit: number): readonly TextNeighbour[] {
    const counts = this.#count([{ text, language }], true);
    return this.#nearest([...counts.keys()], [...counts.values()], limit, -1);
  }

  #nearest(terms: ArrayLike<number>, counts: ArrayLike<number>, limit: number, self: number): readonly TextNeighbour[] {
    if (this.#scores.length < this.#documents.length) {
      this.#scores = new Float32Array(this.#documents.length * 2);
      this.#touched = new Int32Array(this.#documents.length * 2);
    }
    const scores = this.#scores;
    const touched = this.#touched;
    const query = Array.from(terms, (term, i) => ({ term, weight: this.#weight(counts[i]!, term), posting: this.#postings[term] }));
    let squares = 0;
    for (const { weight } of query) squares += weight * weight;
    query.sort((a, b) => (a.posting?.length ?? 0) - (b.posting?.length ?? 0) || a.term - b.term);
    let budget = this.#budget;
    let size = 0;
    for (const { term, weight, posting } of query) {
      if (!posting || posting.length > budget) continue;
      const { items, length } = posting;
      budget -= length;
      // The other side's term count is left to the exact cosine below: nearly always 1.
      const gain = weight * this.#idf(term);
      for (let i = 0; i < length; i++) {
        const other = items[i]!;
        if (scores[other] === 0) touched[size++] = other;
        scores[other]! += gain;
      }
    }
    if (self >= 0) scores[self] = -1;
    const head = strongest(scores, touched.subarray(0, size), limit * 3);
    for (let i = 0; i < size; i++) scores[touched[i]!] = 0;
    if (self >= 0) scores[self] = 0;
    const weights = new Map(query.map(({ term, weight }) => [term, weight]));
    const norm = Math.sqrt(squares);
    return head
      .filter((item) => item !== self)
      .map((item) => {
        const other = this.#document(item)!;
        let dot = 0;
        for (let i = 0; i < other.terms.length; i++) {
          const weight = weights.get(other.terms[i]!);
          if (weight !== undefined) dot += weight * this.#weight(other.counts[i]!, other.terms[i]!);
        }
        return { item, score: Math.min(1, dot / (norm * this.#norm(item) || 1)) };
      })
      .sort((a, b) => b.score - a.score || a.item - b.item)
      .slice(0, limit);
  }

  /** A document is replaced, never changed. */
  pieces(): Pieces[] {
    const documents = this.#documents.slice();
    const stored = this.#stored;
    const rows = chunkPieces(documents.length, (from, to, writer) => {
      const some = Array.from({ length: to - from }, (_, row) => {
        const held = documents[from + row];
        return held === undefined ? storedDocument(stored, from + row) : (held ?? undefined);
      });
      const lengths = Uint32Array.from(some, (document) => (document ? document.terms.length + 1 : 0));
      const starts = termsIn(lengths);
      const terms = new Int32Array(starts[some.length]!);
      const counts = new Uint8Array(terms.length);
      some.forEach((document, row) => {
        if (!document) return;
        terms.set(document.terms, starts[row]);
        counts.set(document.counts, starts[row]);
      });
      writer.array(lengths).array(terms).array(counts);
    });
    return [this.#terms.pieces(), rows];
  }

  /** Documents stay in the columns of the snapshot, and postings are windows on one large array until they change. */
  read(reader: ByteReader): void {
    this.#terms.read(reader);
    const size = reader.varint();
    const stored: StoredDocuments[] = [];
    const frequencies = new Uint32Array(this.#terms.size);
    for (let left = size; left > 0; left -= chunkRows) {
      const lengths = reader.array(Uint32Array);
      const chunk = { lengths, starts: termsIn(lengths), terms: reader.array(Int32Array), counts: reader.array(Uint8Array) };
      for (const term of chunk.terms) frequencies[term]! += 1;
      stored.push(chunk);
    }
    const starts = startsOf(frequencies);
    const entries = new Int32Array(starts[frequencies.length]!);
    const ends = starts.slice();
    this.#size = 0;
    stored.forEach((chunk, number) => {
      for (let row = 0; row < chunk.lengths.length; row++) {
        if (chunk.lengths[row] === 0) continue;
        this.#size++;
        for (let at = chunk.starts[row]!; at < chunk.starts[row + 1]!; at++) entries[ends[chunk.terms[at]!]!++] = number * chunkRows + row;
      }
    });
    this.#postings = Array.from(frequencies, (length, term) => new Posting(entries.subarray(starts[term], starts[term + 1]), length));
    this.#stored = stored;
    this.#documents = [];
    this.#documents.length = size;
  }
}

/** The items with the `limit` best scores, without order; of equals the lowest numbers. */
function strongest(scores: Float32Array, items: Int32Array, limit: number): number[] {
  if (items.length <= limit) return [...items];
  // The worst of the best so far, as a min-heap of scores alone.
  const heap = new Float32Array(limit).fill(-Infinity);
  for (const item of items) {
    const score = scores[item]!;
    if (score <= heap[0]!) continue;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= limit) break;
      if (child + 1 < limit && heap[child + 1]! < heap[child]!) child++;
      if (heap[child]! >= score) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = score;
  }
  const least = heap[0]!;
  const best: number[] = [];
  const tied: number[] = [];
  for (const item of items) {
    const score = scores[item]!;
    if (score > least) best.push(item);
    else if (score === least) tied.push(item);
  }
  // Which of equals stay must not depend on the order in postings.
  return [...best, ...tied.sort((a, b) => a - b).slice(0, limit - best.length)];
}
