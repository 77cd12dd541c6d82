/**
 * Feature columns cut into at most 255 bins of about equal weight, so that a split search reads one byte a value. Missing values
 * (NaN) have a bin of their own, the last one of their column.
 */
import { LearnError } from "../error.ts";

/** Row-major features: values[row·features + feature]. NaN is a missing value. */
export interface Table {
  readonly values: Float32Array | Float64Array;
  readonly features: number;
}

export interface BinnedColumn {
  readonly bins: Uint8Array;
  /** Largest value of each bin but the last: a value belongs to the first bin whose bound it does not exceed. */
  readonly bounds: Float64Array;
  /** The bin of missing values; -1 where the column has none. */
  readonly missing: number;
}

export interface Dataset {
  readonly rows: number;
  readonly columns: readonly BinnedColumn[];
}

export interface BinOptions {
  /** Default 255. */
  readonly maxBins?: number;
  /** Rows that bin bounds are taken from, spread evenly; default 200,000. */
  readonly sample?: number;
  /** Fewest sampled rows in a bin; default 3. */
  readonly minInBin?: number;
}

export const rowsOf = ({ values, features }: Table): number => {
  if (!(features > 0) || values.length % features !== 0)
    throw new LearnError("bad_shape", `${values.length} values are no table of ${features} columns`);
  return values.length / features;
};

/** Bounds between bins: midway between neighbouring values, each bin about as full as the others. */
function boundsOf(sorted: Float64Array, maxBins: number, minInBin: number): Float64Array {
  const distinct: number[] = [];
  const counts: number[] = [];
  for (const value of sorted) {
    if (distinct.length > 0 && distinct.at(-1) === value) counts[counts.length - 1]!++;
    else {
      distinct.push(value);
      counts.push(1);
    }
  }
  const bounds: number[] = [];
  let left = sorted.length;
  let inBin = 0;
  for (let i = 0; i + 1 < distinct.length && bounds.length + 1 < maxBins; i++) {
    inBin += counts[i]!;
    left -= counts[i]!;
    // The share of what is left, so that heavy values do not starve the bins after them.
    const share = distinct.length <= maxBins ? minInBin : Math.max(minInBin, (left + inBin) / (maxBins - bounds.length));
    if (inBin < share) continue;
    bounds.push(between(distinct[i]!, distinct[i + 1]!));
    inBin = 0;
  }
  return Float64Array.from(bounds);
}

/** A number from a up to, but not including, b. */
function between(a: number, b: number): number {
  const middle = a / 2 + b / 2;
  return middle >= a && middle < b ? middle : a;
}

/** The first bin whose bound is not below the value. */
function binOf(bounds: Float64Array, value: number): number {
  let low = 0;
  let high = bounds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= bounds[middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Infinite values count as the largest numbers there are. */
export function binTable(table: Table, { maxBins = 255, sample = 200_000, minInBin = 3 }: BinOptions = {}): Dataset {
  if (!(maxBins >= 2 && maxBins <= 255)) throw new LearnError("bad_argument", `bins have to be 2 to 255, not ${maxBins}`);
  const rows = rowsOf(table);
  const { values, features } = table;
  const stride = Math.max(1, Math.floor(rows / sample));
  const columns = Array.from({ length: features }, (_, feature): BinnedColumn => {
    const picked: number[] = [];
    for (let row = 0; row < rows; row += stride) {
      const value = values[row * features + feature]!;
      if (!Number.isNaN(value)) picked.push(value);
    }
    const bounds = boundsOf(Float64Array.from(picked).sort(), maxBins - 1, Math.min(minInBin, Math.max(1, picked.length >> 6)));
    const bins = new Uint8Array(rows);
    let missing = -1;
    for (let row = 0; row < rows; row++) {
      const value = values[row * features + feature]!;
      if (Number.isNaN(value)) bins[row] = missing = bounds.length + 1;
      else bins[row] = binOf(bounds, value);
    }
    return { bins, bounds, missing };
  });
  return { rows, columns };
}
