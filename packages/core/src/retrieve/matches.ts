/** Matches of one shard, and the working memory that finds them. */

/** `cover` holds the count of matched units below this, and their weight in multiples of it. Units are at most `queryTerms`. */
export const coverUnit = 128;

/** How many units the cover counts. */
export function unitsOf(cover: number): number {
  return cover & (coverUnit - 1);
}

/** Matches, one cell per document in each array, valid up to `length`; kept between queries. */
export class Matches {
  docs = new Uint32Array(0);
  /** Sum of weight × impact. */
  scores = new Int32Array(0);
  /** Valid where `tiered`; else every tier is 0. */
  tiers = new Uint8Array(0);
  tiered = false;
  /** Matched units: their weight × coverUnit + their count. Valid where `partial`; else every match has all units. */
  cover = new Int32Array(0);
  partial = false;
  length = 0;

  /** Makes room for `more` cells after `length`. */
  reserve(more: number): void {
    const need = this.length + more;
    if (need <= this.docs.length) return;
    const size = Math.max(need, this.docs.length * 2, 1024);
    this.docs = larger(this.docs, new Uint32Array(size), this.length);
    this.scores = larger(this.scores, new Int32Array(size), this.length);
    this.tiers = larger(this.tiers, new Uint8Array(size), this.tiered ? this.length : 0);
    this.cover = larger(this.cover, new Int32Array(size), this.partial ? this.length : 0);
  }

  /** Keeps the matches that are marked 1. */
  keep(marks: Uint8Array): void {
    const { docs, scores, tiers, cover, tiered, partial, length } = this;
    let count = 0;
    for (let i = 0; i < length; i++) {
      docs[count] = docs[i]!;
      scores[count] = scores[i]!;
      if (tiered) tiers[count] = tiers[i]!;
      if (partial) cover[count] = cover[i]!;
      count += marks[i]!;
    }
    this.length = count;
  }
}

function larger<T extends Uint32Array | Int32Array | Uint8Array>(old: T, fresh: T, used: number): T {
  fresh.set(old.subarray(0, used));
  return fresh;
}

/** Documents that are looked at together, so that their accumulators stay in the processor's nearest memory. */
export const blockDocuments = 16_384;

/** Accumulators, zero between uses. */
export class Scratch {
  readonly scores = new Int32Array(blockDocuments);
  readonly cover = new Int32Array(blockDocuments);
  readonly tiers = new Uint8Array(blockDocuments);
  /** Required terms of the current unit that a document holds. */
  readonly held = new Uint8Array(blockDocuments);
  /** As long as the longest segment: scores of an intersection, and tiers. */
  sums = new Int32Array(0);
  marks = new Uint8Array(0);

  reserve(span: number): void {
    if (span <= this.sums.length) return;
    const size = Math.max(span, this.sums.length * 2);
    this.marks = new Uint8Array(size);
    this.sums = new Int32Array(size);
  }
}
