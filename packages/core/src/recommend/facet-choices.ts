/** Which values of which facets shoppers narrowed their matches by, after each query and altogether; decayed and bounded. */
import type { ByteReader } from "../base.ts";
import type { Pieces } from "../profile.ts";
import { QueryWeights } from "./query-weights.ts";

export interface FacetChoice {
  readonly field: string;
  /** As the shopper saw it, in the language of the page. */
  readonly value: string;
  /** Choices, decayed. */
  readonly weight: number;
}

/** No query has this text. */
const altogether = "*";
const longest = 200;

export class FacetChoices {
  readonly #weights = new QueryWeights<string>({
    halfLife: 30 * 86_400_000,
    queries: 20_000,
    keys: 64,
    write: (key, writer) => writer.text(key),
    read: (reader) => reader.text(),
  });

  /** A value was chosen, or a choice is taken back (`weight` -1); `query` is the normalised query that it narrows, where there is one. */
  add(query: string | undefined, field: string, value: string, time: number, weight: 1 | -1 = 1): void {
    if (field.length + value.length > longest || field.includes("\0")) return;
    const key = `${field}\0${value}`;
    this.#weights.add(altogether, key, weight, time);
    if (query !== undefined && query !== "") this.#weights.add(query, key, weight, time);
  }

  /** What was chosen after a query, or altogether. */
  chosen(query: string | undefined, now: number): readonly FacetChoice[] {
    return Array.from(this.#weights.all(query ?? altogether, now), ([key, weight]) => {
      const end = key.indexOf("\0");
      return { field: key.slice(0, end), value: key.slice(end + 1), weight };
    });
  }

  pieces(): Pieces[] {
    return this.#weights.pieces();
  }

  read(reader: ByteReader): void {
    this.#weights.read(reader);
  }
}
