/**
 * Reading what platforms send: JSON whose ids may be larger than a double holds, amounts as numbers, texts or records, and
 * values that may be missing anywhere. What a mapper cannot do without is "bad_request" naming the field in the platform's words.
 */
import { AisleError } from "@aisle/core/base";
import { timeOf } from "@aisle/core/event";
import { parseJson } from "../http/body.ts";

export type Source = Readonly<Record<string, unknown>>;

type ParseWithSource = (text: string, reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown) => unknown;

/** JSON in which a whole number beyond 2^53 stays the text it was: it is an id, and rounding would make it another's. */
export function parseExact(text: string, depth: number): unknown {
  const value = parseJson(text, depth);
  if (!/\d{16}/.test(text)) return value;
  const parse = JSON.parse as ParseWithSource;
  return parse(text, (_, one, { source }) =>
    typeof one === "number" && Number.isInteger(one) && !Number.isSafeInteger(one) && source !== undefined ? source : one,
  );
}

/** "bad_request" naming the field. */
export function badField(field: string, reason: string): AisleError {
  return new AisleError("bad_request", `${field} ${reason}`, { field });
}

/** The value as a record, or "bad_request". */
export function record(value: unknown, field: string): Source {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw badField(field, "must be an object");
  return value as Source;
}

/** The value as a record; undefined for anything else. */
export function maybeRecord(value: unknown): Source | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Source) : undefined;
}

/** The records of a list; what is missing is an empty list, what is no list is "bad_request". */
export function records(value: unknown, field: string): readonly Source[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw badField(field, "must be a list");
  return value.map((one: unknown, i) => record(one, `${field}[${i}]`));
}

/** A text that is not blank. */
export function text(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const trimmed = value.trim();
  return trimmed === "" ? undefined : trimmed;
}

/** An id as text; numbers are ids too. */
export function maybeId(value: unknown): string | undefined {
  if (typeof value === "number") return Number.isSafeInteger(value) ? String(value) : undefined;
  return text(value);
}

/** An id, or "bad_request". */
export function id(value: unknown, field: string): string {
  const found = maybeId(value);
  if (found === undefined || found.length > 256) throw badField(field, "must be an id");
  return found;
}

/** A number given as number, text, or the record that big numbers come in (`{"value": "12.5"}`). */
export function amount(value: unknown): number | undefined {
  const inner = maybeRecord(value)?.["value"] ?? value;
  const number = typeof inner === "string" && inner.trim() !== "" ? Number(inner) : inner;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

/** The first of the named fields that holds a time, in milliseconds. */
export function time(source: Source, ...names: readonly string[]): number | undefined {
  for (const name of names) {
    const value = source[name];
    const found = value === undefined || value === null ? undefined : timeOf(value);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** An ISO 4217 code in upper case; undefined for anything else. */
export function currency(value: unknown): string | undefined {
  return typeof value === "string" && /^[A-Za-z]{3}$/.test(value) ? value.toUpperCase() : undefined;
}
