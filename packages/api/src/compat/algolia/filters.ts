/**
 * Algolia's filter expressions as filter trees: `brand:"A B" AND (price < 10 OR price:20 TO 30) AND NOT on_sale:true`.
 * Recursive descent; AND binds tighter than OR, as Algolia documents. An error names the character where reading stopped.
 * Limits: nesting and number of conditions. `<score=N>` is read and has no effect: filters never move scores here.
 */
import { AisleError, defaultLimits } from "@aisle/core/base";
import type { Filter } from "@aisle/core/retrieve";
import { facetCondition, numericCondition } from "./conditions.ts";
import type { FieldTypes } from "./field-types.ts";

interface Reader {
  readonly text: string;
  readonly types: FieldTypes;
  at: number;
  conditions: number;
}

const bareName = /[^\s:<>=!()"']+/y;
const bareValue = /[^\s()]+/y;
const operator = /<=|>=|!=|<|>|=/y;
const number = /[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/y;
const scoreSuffix = /<score=\d+>/y;

function fail(reader: Reader, message: string): never {
  throw new AisleError("bad_filter", `filters: ${message} at character ${reader.at + 1}`, {
    position: reader.at,
    filters: reader.text.slice(0, 500),
  });
}

function skipSpace(reader: Reader): void {
  while (reader.at < reader.text.length && /\s/.test(reader.text[reader.at]!)) reader.at++;
}

function take(reader: Reader, pattern: RegExp): string | undefined {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text)?.[0];
  if (found !== undefined) reader.at += found.length;
  return found;
}

function takeWord(reader: Reader, word: string): boolean {
  skipSpace(reader);
  const end = reader.at + word.length;
  if (reader.text.slice(reader.at, end).toUpperCase() !== word) return false;
  if (end < reader.text.length && !/[\s("']/.test(reader.text[end]!)) return false;
  reader.at = end;
  return true;
}

function takeQuoted(reader: Reader): string | undefined {
  const quote = reader.text[reader.at];
  if (quote !== '"' && quote !== "'") return undefined;
  const start = reader.at;
  let value = "";
  for (reader.at++; reader.at < reader.text.length; reader.at++) {
    const letter = reader.text[reader.at]!;
    if (letter === quote) {
      reader.at++;
      return value;
    }
    if (letter === "\\" && reader.at + 1 < reader.text.length) value += reader.text[++reader.at]!;
    else value += letter;
  }
  reader.at = start;
  return fail(reader, "a quote is never closed");
}

function readNumber(reader: Reader): number {
  skipSpace(reader);
  const found = take(reader, number);
  return found === undefined ? fail(reader, "a number is expected") : Number(found);
}

function readFacet(reader: Reader, field: string): Filter {
  skipSpace(reader);
  const start = reader.at;
  const low = take(reader, number);
  if (low !== undefined && takeWord(reader, "TO")) return numericCondition(field, ">=", Number(low), reader.types, readNumber(reader));
  reader.at = start;
  const quoted = takeQuoted(reader);
  const value = quoted ?? take(reader, bareValue)?.replace(/<score=\d+>$/, "");
  if (quoted !== undefined) take(reader, scoreSuffix);
  if (value === undefined || (value === "" && quoted === undefined)) return fail(reader, `a value of ${field} is expected`);
  return facetCondition(field, value, reader.types);
}

function readCondition(reader: Reader): Filter {
  skipSpace(reader);
  if (++reader.conditions > defaultLimits.filterNodes) {
    throw new AisleError("limit_exceeded", `filters has more than ${defaultLimits.filterNodes} conditions`, { limit: "filterNodes" });
  }
  const field = takeQuoted(reader) ?? take(reader, bareName);
  if (field === undefined)
    return fail(reader, reader.at >= reader.text.length ? "the expression ends where a condition is expected" : "a condition is expected");
  skipSpace(reader);
  if (reader.text[reader.at] === ":") {
    reader.at++;
    return readFacet(reader, field);
  }
  const sign = take(reader, operator);
  if (sign === undefined) return facetCondition("_tags", field, reader.types);
  return numericCondition(field, sign, readNumber(reader), reader.types);
}

function readOperand(reader: Reader, depth: number): Filter {
  if (depth > defaultLimits.depth) {
    throw new AisleError("limit_exceeded", `filters is nested deeper than ${defaultLimits.depth}`, { limit: "depth" });
  }
  if (takeWord(reader, "NOT")) return { not: readOperand(reader, depth + 1) };
  skipSpace(reader);
  if (reader.text[reader.at] !== "(") return readCondition(reader);
  reader.at++;
  const inner = readOr(reader, depth + 1);
  skipSpace(reader);
  if (reader.text[reader.at] !== ")") return fail(reader, "a closing parenthesis is expected");
  reader.at++;
  return inner;
}

function readAnd(reader: Reader, depth: number): Filter {
  const operands = [readOperand(reader, depth)];
  while (takeWord(reader, "AND")) operands.push(readOperand(reader, depth));
  return allOf(operands)!;
}

function readOr(reader: Reader, depth: number): Filter {
  const operands = [readAnd(reader, depth)];
  while (takeWord(reader, "OR")) operands.push(readAnd(reader, depth));
  return anyOf(operands);
}

/** Every one of them; undefined for none. */
export function allOf(filters: readonly (Filter | undefined)[]): Filter | undefined {
  const present = filters.filter((one) => one !== undefined);
  return present.length > 1 ? { and: present } : present[0];
}

/** One of them at least; values of one field and ids are put together, which an index answers faster. */
export function anyOf(filters: readonly Filter[]): Filter {
  const values = new Map<string, string[]>();
  const ids: string[] = [];
  const others: Filter[] = [];
  for (const filter of filters) {
    if ("in" in filter) {
      const known = values.get(filter.field);
      if (known) known.push(...filter.in);
      else values.set(filter.field, [...filter.in]);
    } else if ("ids" in filter) ids.push(...filter.ids);
    else others.push(filter);
  }
  const merged: Filter[] = [...values].map(([field, list]) => ({ field, in: list }));
  if (ids.length > 0) merged.push({ ids });
  const all = [...merged, ...others];
  if (all.length === 0) return { ids: [] };
  return all.length === 1 ? all[0]! : { or: all };
}

/** The tree of a filter expression; undefined for an empty one, "bad_filter" with the position for a wrong one. */
export function parseFilters(text: string, types: FieldTypes): Filter | undefined {
  const reader: Reader = { text, types, at: 0, conditions: 0 };
  skipSpace(reader);
  if (reader.at === text.length) return undefined;
  const filter = readOr(reader, 0);
  skipSpace(reader);
  if (reader.at < text.length) return fail(reader, "AND, OR or the end is expected");
  return filter;
}
