/**
 * What shoppers say of products: stars and words, one opinion per person and product, the latest by event time. A rating and a
 * review of the same person are one opinion: stars without words keep the words that were there, words without stars the stars.
 * Memory is bounded by opinions and characters; the ones written longest ago go first.
 */
import { ByteReader, ByteWriter } from "../base.ts";
import type { LoggedEvent } from "../event.ts";
import { rowPieces } from "./pieces.ts";
import { eventTime } from "./touch.ts";

export interface ReviewLimits {
  /** Opinions of the whole shop. */
  readonly opinions: number;
  /** Characters of all texts together. */
  readonly characters: number;
  /** Characters of one text that are kept; the log has the rest. */
  readonly textLength: number;
}

export const defaultReviewLimits: ReviewLimits = { opinions: 200_000, characters: 40_000_000, textLength: 4_000 };

export interface Review {
  readonly product: string;
  /** Pseudonym of who wrote it; never for others' eyes. */
  readonly person: string;
  /** Milliseconds UTC. */
  readonly time: number;
  /** Stars from 1 to 5; absent where only words were given. */
  readonly value?: number;
  /** Empty where only stars were given. */
  readonly text: string;
}

export interface ReviewSummary {
  /** Opinions that have stars. */
  readonly count: number;
  /** Mean of the stars; absent without any. */
  readonly average?: number;
  /** How many gave one star, two, … five. */
  readonly histogram: readonly [number, number, number, number, number];
  /** Opinions with words, newest first. */
  readonly written: readonly Review[];
}

const formatVersion = 1;

function starsOf(value: number | undefined): number | undefined {
  return value !== undefined && value >= 1 && value <= 5 ? value : undefined;
}

function without(index: Map<string, Set<string>>, name: string, key: string): void {
  const keys = index.get(name);
  keys?.delete(key);
  if (keys?.size === 0) index.delete(name);
}

export class ProductReviews {
  readonly #limits: ReviewLimits;
  /** By person and product, the one written longest ago first. */
  #reviews = new Map<string, Review>();
  #byProduct = new Map<string, Set<string>>();
  #byPerson = new Map<string, Set<string>>();
  #characters = 0;

  constructor(limits: ReviewLimits = defaultReviewLimits) {
    this.#limits = limits;
  }

  apply(logged: LoggedEvent): void {
    const { event, person } = logged;
    if (person === undefined || (event?.type !== "rating" && event?.type !== "review")) return;
    const key = JSON.stringify([person, event.product]);
    const before = this.#reviews.get(key);
    const time = eventTime(logged);
    if (before && before.time > time) return;
    const value = starsOf(event.value) ?? before?.value;
    const text = event.type === "review" ? event.text.trim().slice(0, this.#limits.textLength) : (before?.text ?? "");
    if (before) this.#drop(key, before);
    if (value !== undefined || text !== "") {
      this.#keep(key, { product: event.product, person, time, text, ...(value === undefined ? {} : { value }) });
    }
    while (this.#reviews.size > this.#limits.opinions || this.#characters > this.#limits.characters) {
      const [oldest, review] = this.#reviews.entries().next().value!;
      this.#drop(oldest, review);
    }
  }

  #keep(key: string, review: Review): void {
    this.#reviews.set(key, review);
    this.#characters += review.text.length;
    for (const [index, name] of [
      [this.#byProduct, review.product],
      [this.#byPerson, review.person],
    ] as const) {
      const keys = index.get(name);
      if (keys) keys.add(key);
      else index.set(name, new Set([key]));
    }
  }

  #drop(key: string, review: Review): void {
    this.#reviews.delete(key);
    this.#characters -= review.text.length;
    without(this.#byProduct, review.product, key);
    without(this.#byPerson, review.person, key);
  }

  /** Erasure: what the person said counts no more. */
  forget(person: string): void {
    for (const key of this.#byPerson.get(person) ?? []) this.#drop(key, this.#reviews.get(key)!);
  }

  /** Opinions of all these products together: the variants of one model are usually read as one. */
  read(products: readonly string[]): ReviewSummary {
    const histogram: [number, number, number, number, number] = [0, 0, 0, 0, 0];
    const written: Review[] = [];
    let sum = 0;
    let count = 0;
    for (const product of new Set(products)) {
      for (const key of this.#byProduct.get(product) ?? []) {
        const review = this.#reviews.get(key)!;
        if (review.text !== "") written.push(review);
        if (review.value === undefined) continue;
        histogram[Math.min(5, Math.round(review.value)) - 1]!++;
        sum += review.value;
        count++;
      }
    }
    // The sort is stable: of two at one moment, the one written first stands first.
    written.sort((a, b) => b.time - a.time);
    return { count, histogram, written, ...(count === 0 ? {} : { average: sum / count }) };
  }

  /** The state at this moment as bytes, in steps between which events may be applied: an opinion is replaced, never changed. */
  *snapshotSteps(): Generator<undefined, Uint8Array<ArrayBuffer>> {
    const writer = new ByteWriter().u8(formatVersion).varint(this.#reviews.size);
    const pieces = rowPieces([...this.#reviews.values()], ({ product, person, time, value, text }, row) => {
      row
        .text(product)
        .text(person)
        .f64(time)
        .f64(value ?? 0)
        .text(text);
    });
    for (const piece of pieces) {
      writer.raw(piece);
      yield;
    }
    return writer.finish();
  }

  restore(bytes: Uint8Array): void {
    const reader = new ByteReader(bytes);
    reader.u8();
    this.#reviews = new Map();
    this.#byProduct = new Map();
    this.#byPerson = new Map();
    this.#characters = 0;
    for (let left = reader.varint(); left > 0; left--) {
      const product = reader.text();
      const person = reader.text();
      const time = reader.f64();
      const value = reader.f64();
      this.#keep(JSON.stringify([person, product]), { product, person, time, text: reader.text(), ...(value === 0 ? {} : { value }) });
    }
  }
}
