/**
 * What shoppers search for, for completion and suggestion. A query is shown to others only after several different people typed it
 * (k-anonymity), so nobody's private wording surfaces. Counts decay by event time; memory is bounded.
 */
import { ByteReader, ByteWriter } from "../base.ts";

const people = 3;
const halfLifeMs = 14 * 86_400_000;
const maximumQueries = 50_000;
const longestQuery = 80;
const formatVersion = 1;

interface Counted {
  /** Log2 of the decayed count at time 0, so that adding needs no common clock: 2^(time / halfLife) summed. */
  weight: number;
  readonly persons: string[];
}

/** Queries of a shop by how often and how lately different people typed them. */
export class PopularQueries {
  #queries = new Map<string, Counted>();
  readonly #onShown: (query: string) => void;
  readonly #onHidden: (query: string) => void;

  /** `onShown` and `onHidden` hear of each query that enough people have typed now, or no longer; ask `shown` for all after `restore`. */
  constructor(onShown: (query: string) => void = () => {}, onHidden: (query: string) => void = () => {}) {
    this.#onShown = onShown;
    this.#onHidden = onHidden;
  }

  /** How popular a query is, as a logarithm; undefined where it is not to be shown. */
  weight(query: string): number | undefined {
    const counted = this.#queries.get(query);
    return counted && counted.persons.length >= people ? counted.weight : undefined;
  }

  /** A query that found something, by the pseudonym of who asked; gives it as it is kept, or undefined where it is not. */
  add(query: string, person: string, time: number): string | undefined {
    const text = query.trim().toLowerCase().replace(/\s+/g, " ");
    if (text === "" || text.length > longestQuery) return undefined;
    const gain = time / halfLifeMs;
    const known = this.#queries.get(text);
    if (known) {
      const high = Math.max(known.weight, gain);
      known.weight = high + Math.log2(2 ** (known.weight - high) + 2 ** (gain - high));
      if (known.persons.length < people && !known.persons.includes(person)) {
        known.persons.push(person);
        if (known.persons.length === people) this.#onShown(text);
      }
      return text;
    }
    if (this.#queries.size >= maximumQueries) this.#dropWeakest();
    this.#queries.set(text, { weight: gain, persons: [person] });
    return text;
  }

  /** Takes back what `add` added; the person still counts where they typed the query otherwise too. */
  remove(query: string, person: string, time: number): void {
    const text = query.trim().toLowerCase().replace(/\s+/g, " ");
    const known = this.#queries.get(text);
    if (!known) return;
    const shown = known.persons.length >= people;
    const left = 1 - 2 ** (time / halfLifeMs - known.weight);
    const at = known.persons.indexOf(person);
    if (left > 1e-9) known.weight += Math.log2(left);
    else this.#queries.delete(text);
    if (at >= 0) known.persons.splice(at, 1);
    if (known.persons.length === 0) this.#queries.delete(text);
    if (shown && this.weight(text) === undefined) this.#onHidden(text);
  }

  /** Erasure: the person counts for no query any more. */
  forget(person: string): void {
    for (const [text, counted] of this.#queries) {
      const at = counted.persons.indexOf(person);
      if (at < 0) continue;
      if (counted.persons.length === people) this.#onHidden(text);
      counted.persons.splice(at, 1);
      if (counted.persons.length === 0) this.#queries.delete(text);
    }
  }

  /** Every query that may be shown. */
  *shown(): Generator<string> {
    for (const [text, { persons }] of this.#queries) if (persons.length >= people) yield text;
  }

  #dropWeakest(): void {
    const ordered = [...this.#queries].sort((a, b) => b[1].weight - a[1].weight || (a[0] < b[0] ? -1 : 1));
    const kept = Math.floor(maximumQueries * 0.9);
    for (const [text, { persons }] of ordered.slice(kept)) if (persons.length >= people) this.#onHidden(text);
    this.#queries = new Map(ordered.slice(0, kept));
  }

  /** Bytes that `restore` takes. */
  snapshot(): Uint8Array<ArrayBuffer> {
    const writer = new ByteWriter().u8(formatVersion).varint(this.#queries.size);
    for (const [text, counted] of this.#queries) {
      writer.text(text).f64(counted.weight).varint(counted.persons.length);
      for (const person of counted.persons) writer.text(person);
    }
    return writer.finish();
  }

  /** Takes over what `snapshot` gave. */
  restore(bytes: Uint8Array): void {
    const reader = new ByteReader(bytes);
    reader.u8();
    const queries = new Map<string, Counted>();
    for (let left = reader.varint(); left > 0; left--) {
      const text = reader.text();
      const weight = reader.f64();
      queries.set(text, { weight, persons: Array.from({ length: reader.varint() }, () => reader.text()) });
    }
    this.#queries = queries;
  }
}
