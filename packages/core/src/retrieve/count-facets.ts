/**
 * Exact counts of field values over a shard's matches. Documents are counted by their list of values, in one loop over one array;
 * values come in only when the lists that occur are added up.
 */
import type { Columns, FlagColumn, NumberColumn } from "./columns.ts";
import type { KeywordColumn } from "./keyword-column.ts";

/** Numbers are summed in ten-thousandths, as integers: the same sum in any order, exact to 9e11. */
export const sumUnit = 10_000;

export interface NumberSummary {
  readonly min: number;
  readonly max: number;
  /** In ten-thousandths. */
  readonly sum: number;
  readonly count: number;
}

/** Values by number with their documents (or groups), side by side, and the names that the asker lacks. */
export interface KeywordCounts {
  readonly dictionary: number;
  readonly numbers: Uint32Array;
  readonly counts: Uint32Array;
  /** Names of the values from number `from` on. */
  readonly from: number;
  readonly names: readonly string[];
}

export interface NumberCounts {
  readonly values: Float64Array;
  readonly counts: Uint32Array;
  readonly summary: NumberSummary;
}

/** One shard's counts of a field; a field may have values of several kinds. */
export interface FieldCounts {
  readonly keywords?: KeywordCounts;
  readonly numbers?: NumberCounts;
  /** Documents with false, with true. */
  readonly flags?: readonly [number, number];
}

/** A dictionary of names that the asker knows the beginning of. */
export interface KnownNames {
  readonly dictionary: number;
  readonly count: number;
}

/** Documents to count: those from `single` on are in runs of one group, and a value counts once in each run. */
export interface Counted {
  readonly docs: Uint32Array;
  readonly single: number;
  /** Group number by document; needed where there are runs. */
  readonly groups?: Uint32Array;
}

/** Counts fields; its working memory is kept between questions and is zero between them. */
export class FacetCounter {
  #byList = new Uint32Array(0);
  #byValue = new Uint32Array(0);
  /** By value: the run that counted it last. */
  #seen = new Uint32Array(0);
  #run = 0;

  /** Undefined where no counted document has a value. */
  count(field: string, counted: Counted, columns: Columns, known?: KnownNames): FieldCounts | undefined {
    const keywordColumn = columns.keywords.get(field);
    const numberColumn = columns.numbers.get(field);
    const flagColumn = columns.flags.get(field);
    const keywords = keywordColumn && this.#keywords(keywordColumn, counted, known);
    const numbers = numberColumn && countNumbers(numberColumn, counted);
    const flags = flagColumn && countFlags(flagColumn, counted);
    if (!keywords && !numbers && !flags) return undefined;
    return { ...(keywords ? { keywords } : {}), ...(numbers ? { numbers } : {}), ...(flags ? { flags } : {}) };
  }

  #keywords(column: KeywordColumn, counted: Counted, known: KnownNames | undefined): KeywordCounts | undefined {
    if (this.#byList.length < column.listCount) this.#byList = new Uint32Array(column.listCount * 2);
    if (this.#byValue.length < column.valueCount) this.#byValue = new Uint32Array(column.valueCount * 2);
    const met: number[] = [];
    this.#countLists(column, counted, met);
    if (counted.single < counted.docs.length) this.#countRuns(column, counted, met);
    if (met.length === 0) return undefined;
    const byValue = this.#byValue;
    const counts = new Uint32Array(met.length);
    for (let at = 0; at < met.length; at++) {
      counts[at] = byValue[met[at]!]!;
      byValue[met[at]!] = 0;
    }
    const from = known?.dictionary === column.dictionary ? Math.min(known.count, column.valueCount) : 0;
    const names = Array.from({ length: column.valueCount - from }, (_, at) => column.value(from + at));
    return { dictionary: column.dictionary, numbers: Uint32Array.from(met), counts, from, names };
  }

  #countLists({ lists, ends, pool, length, listCount }: KeywordColumn, { docs, single }: Counted, met: number[]): void {
    const byList = this.#byList;
    const byValue = this.#byValue;
    for (let i = 0; i < single; i++) {
      const doc = docs[i]!;
      if (doc < length) byList[lists[doc]!]!++;
    }
    byList[0] = 0;
    const add = (list: number): void => {
      const count = byList[list]!;
      byList[list] = 0;
      for (let p = ends[list - 1]!; p < ends[list]!; p++) {
        const value = pool[p]!;
        if (byValue[value] === 0) met.push(value);
        byValue[value] = byValue[value]! + count;
      }
    };
    if (listCount <= single) {
      for (let list = 1; list < listCount; list++) if (byList[list] !== 0) add(list);
      return;
    }
    for (let i = 0; i < single; i++) {
      const list = docs[i]! < length ? lists[docs[i]!]! : 0;
      if (byList[list] !== 0) add(list);
    }
  }

  #countRuns({ lists, ends, pool, length, valueCount }: KeywordColumn, { docs, single, groups }: Counted, met: number[]): void {
    if (this.#seen.length < valueCount || this.#run > 0xffffffff - docs.length) {
      this.#seen = new Uint32Array(Math.max(valueCount * 2, this.#seen.length));
      this.#run = 0;
    }
    const seen = this.#seen;
    const byValue = this.#byValue;
    let run = this.#run;
    let group = 0;
    let last = 0;
    for (let i = single; i < docs.length; i++) {
      const doc = docs[i]!;
      if (groups![doc] !== group) {
        group = groups![doc]!;
        run++;
        last = 0;
      }
      const list = doc < length ? lists[doc]! : 0;
      // Variants mostly share their values.
      if (list === last || list === 0) continue;
      last = list;
      for (let p = ends[list - 1]!; p < ends[list]!; p++) {
        const value = pool[p]!;
        if (seen[value] === run) continue;
        seen[value] = run;
        if (byValue[value] === 0) met.push(value);
        byValue[value] = byValue[value]! + 1;
      }
    }
    this.#run = run;
  }
}

function countNumbers(column: NumberColumn, { docs, single, groups }: Counted): NumberCounts | undefined {
  const counts = new Map<number, number>();
  const seen = new Map<number, number>();
  let min = Infinity;
  let max = -Infinity;
  let sum = 0;
  let count = 0;
  for (let i = 0; i < docs.length; i++) {
    const value = column.get(docs[i]!);
    if (Number.isNaN(value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
    sum += Math.round(value * sumUnit);
    count++;
    if (i >= single) {
      const group = groups![docs[i]!]!;
      if (seen.get(value) === group) continue;
      seen.set(value, group);
    }
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  if (count === 0) return undefined;
  return {
    values: Float64Array.from(counts.keys()),
    counts: Uint32Array.from(counts.values()),
    summary: { min, max, sum, count },
  };
}

function countFlags(column: FlagColumn, { docs, single, groups }: Counted): readonly [number, number] | undefined {
  const counts: [number, number, number] = [0, 0, 0];
  const seen = [0, 0, 0];
  for (let i = 0; i < docs.length; i++) {
    const value = column.get(docs[i]!);
    if (i >= single) {
      const group = groups![docs[i]!]!;
      if (seen[value] === group) continue;
      seen[value] = group;
    }
    counts[value]++;
  }
  return counts[1] + counts[2] > 0 ? [counts[1], counts[2]] : undefined;
}
