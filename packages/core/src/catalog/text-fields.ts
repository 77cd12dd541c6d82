/** Values of the text fields of a row: texts, pictures, category paths. */
import type { Limits } from "../base.ts";
import { badRow, checkedText, isAbsentText, shown } from "./attributes.ts";

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };
const markup = /<\/?[a-z][^<>]{0,2000}>/i;

/** Text without HTML: block ends become line breaks, tags go, entities are decoded. Text without tags stays as it is. */
export function plainText(text: string): string {
  if (!markup.test(text)) return text;
  return text
    .replace(/<(?:br|\/p|\/div|\/li|\/tr|\/h[1-6])\b[^<>]{0,2000}>/gi, "\n")
    .replace(/<\/?[a-z][^<>]{0,2000}>/gi, " ")
    .replace(/&(amp|lt|gt|quot|apos|nbsp);/g, (_, name: string) => entities[name]!)
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n[ \n]*/g, "\n")
    .trim();
}

/** A text given as text, number, or a list of texts; undefined where it is empty. */
export function textOf(value: unknown, column: string, limits: Limits): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  if (Array.isArray(value)) {
    if (value.length > limits.values) throw badRow(column, `has ${value.length} values, the limit is ${limits.values}`);
    if (value.some((one) => Array.isArray(one))) throw badRow(column, "is a list of lists");
    const parts = value.map((one) => textOf(one, column, limits)).filter((one) => one !== undefined);
    return parts.length === 0 ? undefined : checkedText(parts.join("\n"), column, limits);
  }
  if (typeof value === "object") {
    // Brands and the like come as {"name": …}.
    const name = (value as Record<string, unknown>)["name"];
    if (typeof name === "string") return textOf(name, column, limits);
  }
  if (typeof value !== "string") throw badRow(column, `must be a text, is ${shown(value)}`);
  const text = checkedText(value, column, limits);
  return isAbsentText(text) ? undefined : text;
}

/** An identifier given as text or whole number, without control characters. */
export function identifierOf(value: unknown, column: string, limits: Limits): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value) && value.length === 1 && !Array.isArray(value[0])) return identifierOf(value[0], column, limits);
  if (typeof value === "number" && Number.isSafeInteger(value)) return String(value);
  if (Number.isNaN(value)) return undefined;
  if (typeof value !== "string") throw badRow(column, `must be an identifier, is ${shown(value)}`);
  const text = value.trim();
  if (isAbsentText(text)) return undefined;
  if (text.length > limits.identifier) throw badRow(column, `has ${text.length} characters, the limit is ${limits.identifier}`);
  if (/\p{Cc}/u.test(text) || !text.isWellFormed()) throw badRow(column, "holds control characters or broken Unicode");
  return text;
}

/** The list that a text in brackets spells; undefined for a name in brackets. */
function listIn(text: string): readonly unknown[] | undefined {
  try {
    return JSON.parse(text) as readonly unknown[];
  } catch {
    return undefined;
  }
}

/** Addresses of pictures from a text, a comma-separated text of addresses, a list, or a list of records with an address. */
export function imagesOf(value: unknown, column: string, limits: Limits): readonly string[] {
  if (value === null || value === undefined || value === "") return [];
  if (typeof value === "string") {
    const text = value.trim();
    if (text.startsWith("[") && text.endsWith("]")) {
      const list = listIn(text);
      if (list !== undefined) return imagesOf(list, column, limits);
    }
    // One blank at a time: a pattern that may begin anywhere in a run of them takes quadratic time.
    const parts = text.replace(/\s+/g, " ").split(/[,|] ?(?=https?:\/\/|\/)| (?=https?:\/\/)/);
    if (parts.length > limits.values) throw badRow(column, `has ${parts.length} values, the limit is ${limits.values}`);
    return parts.map((one) => checkedText(one, column, limits)).filter((one) => !isAbsentText(one));
  }
  if (Array.isArray(value)) {
    if (value.length > limits.values) throw badRow(column, `has ${value.length} values, the limit is ${limits.values}`);
    return value.flatMap((one: unknown) => {
      if (Array.isArray(one)) throw badRow(column, "is a list of lists");
      return imagesOf(one, column, limits);
    });
  }
  if (typeof value === "object") {
    const source = value as Record<string, unknown>;
    const address = source["url"] ?? source["src"] ?? source["link"] ?? source["href"];
    if (typeof address === "string") return imagesOf(address, column, limits);
  }
  throw badRow(column, `must be an address, is ${shown(value)}`);
}

const levelMark = /[>›»]|&gt;/;

function pathOf(levels: readonly unknown[], column: string, limits: Limits): readonly string[] {
  if (levels.length > limits.values) throw badRow(column, `has ${levels.length} levels, the limit is ${limits.values}`);
  const path: string[] = [];
  for (const level of levels) {
    const name = textOf(level, column, limits);
    // Exports repeat a level that has no finer one.
    if (name !== undefined && name !== path.at(-1)) path.push(name);
  }
  return path;
}

/**
 * Category paths: "A > B > C"; a list of names (one path, outermost first) or of "A > B" texts (a path each); a list of lists;
 * Algolia's {lvl0, lvl1, …}.
 */
export function categoriesOf(value: unknown, column: string, limits: Limits): readonly (readonly string[])[] {
  if (value === null || value === undefined || value === "") return [];
  let paths: (readonly string[])[];
  if (typeof value === "string" || typeof value === "number") {
    const text = String(value).trim();
    if (text.startsWith("[") && text.endsWith("]")) {
      const list = listIn(text);
      if (list !== undefined) return categoriesOf(list, column, limits);
    }
    paths = [pathOf(text.split(levelMark), column, limits)];
  } else if (Array.isArray(value)) {
    const list = value as readonly unknown[];
    if (list.length > limits.values) throw badRow(column, `has ${list.length} values, the limit is ${limits.values}`);
    const nested = list.some((one) => Array.isArray(one));
    const marked = list.some((one) => typeof one === "string" && levelMark.test(one));
    if (nested) paths = list.map((one) => pathOf(Array.isArray(one) ? one : [one], column, limits));
    else if (marked) paths = list.map((one) => pathOf(typeof one === "string" ? one.split(levelMark) : [one], column, limits));
    else paths = [pathOf(list, column, limits)];
  } else if (typeof value === "object") {
    const levels = Object.entries(value as Record<string, unknown>).filter(([name]) => /^lvl\d+$/.test(name));
    const deepest = levels.sort(([a], [b]) => Number(a.slice(3)) - Number(b.slice(3))).at(-1);
    if (!deepest) {
      const name = textOf(value, column, limits);
      paths = name === undefined ? [] : [[name]];
    } else if (typeof deepest[1] === "object" && !Array.isArray(deepest[1]))
      throw badRow(column, `must be a category path, is ${shown(deepest[1])}`);
    else return categoriesOf(deepest[1], column, limits);
  } else throw badRow(column, `must be a category path, is ${shown(value)}`);
  return paths.filter((path) => path.length > 0);
}
