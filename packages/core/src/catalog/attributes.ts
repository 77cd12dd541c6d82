/**
 * Further columns become typed attributes. A text becomes a number or a boolean where it reads as one and the column's name
 * does not say identifier; a text becomes a list only at a separator that was stated; nested objects are flattened with dots.
 * `name#:#value#;#name#:#value` (OpenBG and the exports of Chinese marketplaces) is read as attributes of their own.
 */
import { AisleError } from "../base.ts";
import type { Limits } from "../base.ts";
import { columnKey } from "./field-names.ts";
import type { AttributeValue } from "./product.ts";

/** Levels of objects that are flattened; what lies deeper makes the row unusable. */
const maximumLevels = 8;

const plainNumber = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/;
const identifierName =
  /(?:^|[_.])(?:id|ids|uid|uuid|sku|skus|code|codes|model|isbn|asin|upc|ean|gtin|mpn|zip|postcode|phone|number|no|key|hash|version)$/;
const packedPairs = /#:#/;
const absentWords: ReadonlySet<string> = new Set(["NaN", "nan", "null", "NULL"]);

/** "bad_row" naming the field. */
export function badRow(field: string, reason: string): AisleError {
  const name = field.length > 80 ? `${field.slice(0, 80)}…` : field;
  return new AisleError("bad_row", `${name}: ${reason}`, { field: name });
}

/** A value as it stands in a message: short, on one line. */
export function shown(value: unknown): string {
  let text: string | undefined;
  if (typeof value === "string") text = JSON.stringify(value.slice(0, 50));
  else if (typeof value === "number" || typeof value === "boolean" || value === null) text = String(value);
  else text = Array.isArray(value) ? "a list" : typeof value === "object" ? "an object" : typeof value;
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** True for what exports write where they have nothing: no text, or the word of a programming language for it. */
export function isAbsentText(text: string): boolean {
  return text === "" || (text.length <= 4 && absentWords.has(text));
}

/** True for a column that holds identifiers, whose digits are no amounts. */
export function isIdentifierName(name: string): boolean {
  return identifierName.test(columnKey(name));
}

/** Trimmed text within the limit; "bad_row" beyond it. */
export function checkedText(value: string, field: string, limits: Limits): string {
  // Halves of surrogate pairs have no UTF-8.
  const text = value.trim().toWellFormed();
  if (text.length > limits.textLength) throw badRow(field, `has ${text.length} characters, the limit is ${limits.textLength}`);
  return text;
}

function point(value: Readonly<Record<string, unknown>>): { lat: number; lng: number } | undefined {
  const keys = Object.keys(value);
  if (keys.length !== 2) return undefined;
  const lat = degrees(value["lat"] ?? value["latitude"]);
  const lng = degrees(value["lng"] ?? value["lon"] ?? value["longitude"]);
  return Math.abs(lat) <= 90 && Math.abs(lng) <= 180 ? { lat: positive(lat), lng: positive(lng) } : undefined;
}

/** JSON has no -0: a product that held one would differ from itself once stored. */
export function positive(value: number): number {
  return value === 0 ? 0 : value;
}

function degrees(value: unknown): number {
  return typeof value === "number" ? value : typeof value === "string" && plainNumber.test(value.trim()) ? Number(value) : Number.NaN;
}

export interface AttributeRules {
  readonly limits: Limits;
  /** Splits texts into lists where one was stated. */
  readonly listSeparator?: string;
}

/** Collects the attributes of one product. */
export class AttributeCollector {
  readonly #values = new Map<string, AttributeValue>();
  readonly #rules: AttributeRules;

  constructor(rules: AttributeRules) {
    this.#rules = rules;
  }

  /** Adds a column; `words` keeps its texts as they are. An attribute that is there already wins. */
  add(name: string, value: unknown, words = false): void {
    this.#add(name, value, words || isIdentifierName(name), 0);
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  take(name: string): AttributeValue | undefined {
    const value = this.#values.get(name);
    this.#values.delete(name);
    return value;
  }

  finish(): Readonly<Record<string, AttributeValue>> {
    return Object.fromEntries(this.#values);
  }

  #set(column: string, value: AttributeValue): void {
    const name = column.toWellFormed();
    // A plain object cannot carry this one safely.
    if (name === "__proto__" || name === "" || this.#values.has(name)) return;
    const { limits } = this.#rules;
    if (this.#values.size >= limits.attributes)
      throw badRow(name, `is attribute ${limits.attributes + 1}, the limit is ${limits.attributes}`);
    this.#values.set(name, value);
  }

  #add(name: string, value: unknown, words: boolean, level: number): void {
    const { limits, listSeparator } = this.#rules;
    if (name.length > limits.identifier) throw badRow(name, `has a name of ${name.length} characters, the limit is ${limits.identifier}`);
    if (value === null || value === undefined) return;
    if (typeof value === "boolean") this.#set(name, value);
    else if (typeof value === "number") {
      if (Number.isNaN(value)) return;
      if (!Number.isFinite(value)) throw badRow(name, `is not a finite number`);
      this.#set(name, words ? String(value) : positive(value));
    } else if (typeof value === "string") {
      const text = checkedText(value, name, limits);
      if (isAbsentText(text)) return;
      if (packedPairs.test(text)) this.#addPairs(text, name);
      else if (listSeparator !== undefined && text.includes(listSeparator)) this.#add(name, text.split(listSeparator), words, level);
      else this.#set(name, words ? text : typed(text));
    } else if (Array.isArray(value)) this.#addList(name, value, words, level);
    else if (typeof value === "object") {
      const geo = point(value as Record<string, unknown>);
      if (geo) this.#set(name, geo);
      else {
        if (level >= maximumLevels) throw badRow(name, `is nested deeper than ${maximumLevels} levels`);
        for (const [key, inner] of Object.entries(value)) this.#add(`${name}.${key}`, inner, words || isIdentifierName(key), level + 1);
      }
    } else throw badRow(name, `has a value of type ${typeof value}`);
  }

  #addList(name: string, list: readonly unknown[], words: boolean, level: number): void {
    const { limits } = this.#rules;
    if (list.length > limits.values) throw badRow(name, `has ${list.length} values, the limit is ${limits.values}`);
    const present = list.filter((one) => one !== null && one !== undefined && one !== "" && !Number.isNaN(one));
    if (present.length === 0) return;
    if (!words && present.every((one): one is number => typeof one === "number" && Number.isFinite(one)))
      this.#set(name, present.map(positive));
    else if (present.some((one) => typeof one === "object")) {
      if (level >= maximumLevels) throw badRow(name, `is nested deeper than ${maximumLevels} levels`);
      // A list of records becomes one list per key of theirs.
      const columns = new Map<string, unknown[]>();
      const flat = present.flat(1);
      if (flat.length > limits.values) throw badRow(name, `has ${flat.length} values, the limit is ${limits.values}`);
      if (flat.some((one) => Array.isArray(one))) throw badRow(name, "is a list of lists of lists");
      for (const one of flat) {
        if (typeof one !== "object" || one === null) continue;
        for (const [key, inner] of Object.entries(one as object)) {
          const column = columns.get(key);
          if (column) column.push(inner);
          else columns.set(key, [inner]);
        }
      }
      const scalars = flat.filter((one) => typeof one !== "object");
      if (scalars.length > 0) this.#addList(name, scalars, words, level);
      for (const [key, column] of columns) this.#add(`${name}.${key}`, column, words || isIdentifierName(key), level + 1);
    } else {
      const texts = present.map((one) => checkedText(String(one), name, limits)).filter((one) => one !== "");
      if (texts.length > 0) this.#set(name, [...new Set(texts)]);
    }
  }

  /** Values stay words: the format has no types, and a repeated name is a list. */
  #addPairs(text: string, column: string): void {
    const lists = new Map<string, string[]>();
    for (const pair of text.split("#;#")) {
      const at = pair.indexOf("#:#");
      const name = at < 0 ? "" : pair.slice(0, at).trim();
      const value = at < 0 ? "" : pair.slice(at + 3).trim();
      if (name === "" || value === "") continue;
      const list = lists.get(name);
      if (list === undefined) lists.set(name, [value]);
      else if (!list.includes(value)) list.push(value);
    }
    for (const [name, list] of lists) {
      if (list.length > this.#rules.limits.values) throw badRow(column, `has ${list.length} values of ${name}`);
      this.#set(name, list.length === 1 ? list[0]! : list);
    }
  }
}

function typed(text: string): AttributeValue {
  if (plainNumber.test(text)) return positive(Number(text));
  const lower = text.length <= 5 ? text.toLowerCase() : "";
  return lower === "true" ? true : lower === "false" ? false : text;
}
