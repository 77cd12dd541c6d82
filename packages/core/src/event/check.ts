/** Checkers of single values at the edge: the value as its type, or AisleError "bad_event" with the path of the field. */
import { AisleError } from "../base.ts";
import type { Limits } from "../base.ts";

/** A "bad_event" that names the field. */
export function badEvent(field: string, problem: string): AisleError {
  return new AisleError("bad_event", `${field} ${problem}`, { field });
}

/** What stands at a place, in words for a message. */
export function shown(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "string") return value.length > 40 ? `"${value.slice(0, 40)}…"` : `"${value}"`;
  return typeof value === "object" ? "an object" : String(value);
}

/** A plain object, or "bad_event". */
export function checkObject(value: unknown, field: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw badEvent(field, `must be an object, is ${shown(value)}`);
  return value as Readonly<Record<string, unknown>>;
}

/** A list of at most `limits.values` entries, or "bad_event". */
export function checkList(value: unknown, field: string, limits: Limits): readonly unknown[] {
  if (!Array.isArray(value)) throw badEvent(field, `must be a list, is ${shown(value)}`);
  if (value.length > limits.values) throw badEvent(field, `has ${value.length} entries, the limit is ${limits.values}`);
  return value;
}

/** A text of at most `maximum` characters without lone surrogates, or "bad_event". */
export function checkText(value: unknown, field: string, maximum: number): string {
  if (typeof value !== "string") throw badEvent(field, `must be a text, is ${shown(value)}`);
  if (value.length > maximum) throw badEvent(field, `has ${value.length} characters, the limit is ${maximum}`);
  return value.isWellFormed() ? value : value.toWellFormed();
}

/** A non-empty text of at most `limits.identifier` characters, or "bad_event". */
export function checkId(value: unknown, field: string, limits: Limits): string {
  const text = checkText(value, field, limits.identifier);
  if (text === "") throw badEvent(field, "must not be empty");
  return text;
}

/** A finite number (-0 becomes 0), or "bad_event". */
export function checkNumber(value: unknown, field: string): number {
  if (typeof value !== "number" || !Number.isFinite(value)) throw badEvent(field, `must be a finite number, is ${shown(value)}`);
  return value === 0 ? 0 : value;
}

/** An integer from 0 up, or "bad_event". */
export function checkCount(value: unknown, field: string): number {
  if (!Number.isSafeInteger(value) || (value as number) < 0) throw badEvent(field, `must be an integer from 0 up, is ${shown(value)}`);
  return value === 0 ? 0 : (value as number);
}

/** A number that is not negative, or "bad_event". */
export function checkAmount(value: unknown, field: string): number {
  const amount = checkNumber(value, field);
  if (amount < 0) throw badEvent(field, `must not be negative, is ${amount}`);
  return amount;
}

/** Calls `take` for each own entry that is set (null counts as absent unless `keepNull`); more entries than `limits.attributes` is "bad_event". */
export function checkEntries<T>(
  value: unknown,
  field: string,
  limits: Limits,
  take: (value: unknown, field: string) => T,
  keepNull = false,
): Readonly<Record<string, T>> {
  const entries = Object.entries(checkObject(value, field)).filter(([, entry]) => entry !== undefined && (keepNull || entry !== null));
  if (entries.length > limits.attributes) throw badEvent(field, `has ${entries.length} entries, the limit is ${limits.attributes}`);
  return Object.fromEntries(
    entries.map(([key, entry]) => {
      const name = checkText(key, field, limits.identifier);
      if (name === "__proto__") throw badEvent(field, "must not hold __proto__");
      return [name, take(entry, `${field}.${name}`)];
    }),
  );
}
