/**
 * Filters over a shard's columns. A compiled condition looks at all documents of a match set in one loop over one column and
 * clears the marks of those that fail, so that a tree of conditions costs no call per document.
 */
import type { Columns, FlagColumn, NumberColumn, PointColumn } from "./columns.ts";
import { distanceMeters } from "./filter.ts";
import type { KeywordColumn } from "./keyword-column.ts";
import type { Filter } from "./retrieval.ts";
import { seek } from "./segment.ts";

/** Sets marks[i] to 0 where docs[i] fails, for i < count; other marks (0 or 1) stay. Documents ascend. */
export type Condition = (docs: Uint32Array, count: number, marks: Uint8Array) => void;

/** A comparison as 0 or 1. An operator takes it as it is; any other way to turn it into a number is a branch, several times as slow. */
const bit = (holds: boolean): number => holds as unknown as number;

/** How many of the documents, which ascend, are below `length`; the others' marks are cleared. */
function known(docs: Uint32Array, count: number, marks: Uint8Array, length: number): number {
  const end = seek(docs, 0, count, length);
  marks.fill(0, end, count);
  return end;
}

const none: Condition = (_docs, count, marks) => {
  marks.fill(0, 0, count);
};

/** The filter's condition; `number` finds a document by id, -1 where the shard does not hold it. */
export function compileFilter(filter: Filter, columns: Columns, number: (id: string) => number): Condition {
  if ("and" in filter) return all(filter.and.map((one) => compileFilter(one, columns, number)));
  if ("or" in filter) return any(filter.or.map((one) => compileFilter(one, columns, number)));
  if ("not" in filter) return not(compileFilter(filter.not, columns, number));
  if ("ids" in filter) return oneOf(new Set(filter.ids.map(number)));
  if ("in" in filter) return compileValues(filter.field, filter.in, columns);
  if ("is" in filter) {
    const column = columns.flags.get(filter.field);
    return column ? flagged(column, filter.is ? 0b100 : 0b010) : none;
  }
  if ("near" in filter) {
    const column = columns.points.get(filter.field);
    return column ? within(column, filter) : none;
  }
  const column = columns.numbers.get(filter.field);
  return column ? between(column, filter) : none;
}

/** Documents that carry one of the values in a field, whatever its kind. */
export function compileValues(field: string, values: readonly string[], columns: Columns): Condition {
  const kinds: Condition[] = [];
  const keywords = columns.keywords.get(field);
  if (keywords) kinds.push(carrying(keywords, values));
  const numbers = columns.numbers.get(field);
  const wanted = new Set(values.filter((value) => String(Number(value)) === value).map(Number));
  if (numbers && wanted.size > 0) kinds.push(equal(numbers, wanted));
  const flags = columns.flags.get(field);
  if (flags) kinds.push(flagged(flags, (values.includes("true") ? 0b100 : 0) | (values.includes("false") ? 0b010 : 0)));
  return any(kinds);
}

function all(conditions: readonly Condition[]): Condition {
  return (docs, count, marks) => {
    for (const one of conditions) one(docs, count, marks);
  };
}

function any(conditions: readonly Condition[]): Condition {
  if (conditions.length === 0) return none;
  if (conditions.length === 1) return conditions[0]!;
  return (docs, count, marks) => {
    const passed = new Uint8Array(count);
    const own = new Uint8Array(count);
    for (const one of conditions) {
      own.fill(1);
      one(docs, count, own);
      for (let i = 0; i < count; i++) passed[i] = passed[i]! | own[i]!;
    }
    for (let i = 0; i < count; i++) marks[i] = marks[i]! & passed[i]!;
  };
}

function not(condition: Condition): Condition {
  return (docs, count, marks) => {
    const own = new Uint8Array(count).fill(1);
    condition(docs, count, own);
    for (let i = 0; i < count; i++) marks[i] = marks[i]! & (own[i]! ^ 1);
  };
}

function oneOf(wanted: ReadonlySet<number>): Condition {
  return (docs, count, marks) => {
    for (let i = 0; i < count; i++) if (marks[i] === 1 && !wanted.has(docs[i]!)) marks[i] = 0;
  };
}

/** `states` has the bit of each cell value that passes: 1 no value, 2 false, 4 true. */
function flagged({ cells: { data, length } }: FlagColumn, states: number): Condition {
  return (docs, count, marks) => {
    const end = known(docs, count, marks, length);
    for (let i = 0; i < end; i++) marks[i] = marks[i]! & (states >> data[docs[i]!]!);
  };
}

function within({ lat, lng }: PointColumn, { near, meters }: Extract<Filter, { near: unknown }>): Condition {
  return (docs, count, marks) => {
    for (let i = 0; i < count; i++) {
      if (marks[i] === 0) continue;
      const own = lat.get(docs[i]!);
      if (Number.isNaN(own) || !(distanceMeters({ lat: own, lng: lng.get(docs[i]!) }, near) <= meters)) marks[i] = 0;
    }
  };
}

/** No value is NaN, which is in no range. */
function between({ cells: { data, length } }: NumberColumn, filter: Extract<Filter, { min?: number }>): Condition {
  const { min = -Infinity, max = Infinity } = filter;
  const notMin = filter.excludeMin === true ? min : Number.NaN;
  const notMax = filter.excludeMax === true ? max : Number.NaN;
  return (docs, count, marks) => {
    const end = known(docs, count, marks, length);
    for (let i = 0; i < end; i++) {
      const value = data[docs[i]!]!;
      marks[i] = marks[i]! & bit(value >= min) & bit(value <= max) & bit(value !== notMin) & bit(value !== notMax);
    }
  };
}

function equal(column: NumberColumn, wanted: ReadonlySet<number>): Condition {
  return (docs, count, marks) => {
    for (let i = 0; i < count; i++) if (marks[i] === 1 && !wanted.has(column.get(docs[i]!))) marks[i] = 0;
  };
}

function carrying(column: KeywordColumn, values: readonly string[]): Condition {
  const wanted = new Uint8Array(column.valueCount);
  for (const value of values) {
    const number = column.find(value);
    if (number >= 0) wanted[number] = 1;
  }
  const { lists, ends, pool, length, listCount } = column;
  const passes = (list: number): number => {
    for (let p = list === 0 ? 0 : ends[list - 1]!; p < ends[list]!; p++) if (wanted[pool[p]!] === 1) return 1;
    return 0;
  };
  return (docs, count, marks) => {
    const end = known(docs, count, marks, length);
    if (end < listCount) {
      for (let i = 0; i < end; i++) if (marks[i] === 1) marks[i] = passes(lists[docs[i]!]!);
      return;
    }
    const byList = new Uint8Array(listCount);
    for (let list = 0; list < listCount; list++) byList[list] = passes(list);
    for (let i = 0; i < end; i++) marks[i] = marks[i]! & byList[lists[docs[i]!]!]!;
  };
}
