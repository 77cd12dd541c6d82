/**
 * What shoppers type: words of the catalogue in their own language, from the head (a category) to the tail (several words of a
 * title, an article number), misspelled now and then, and half typed on the way.
 */
import { localise } from "@aisle/core/catalog";
import type { Product } from "@aisle/core/catalog";
import { label, pick, uniform, whole } from "./draw.ts";
import type { Intent } from "./choice.ts";
import { kindOf } from "./kinds.ts";
import type { Shopper } from "./shopper.ts";
import { withTypo } from "./typos.ts";

export type QueryShape = "category" | "brand_category" | "attribute_category" | "brand" | "title_words" | "title" | "number";

export interface TypedQuery {
  readonly text: string;
  readonly shape: QueryShape;
  readonly misspelled: boolean;
  /** What was in the box before, from a few letters on. */
  readonly typedBefore: readonly string[];
}

const han = /\p{Script=Han}/u;
const maximumQuery = 80;

/** The product in a language; a catalogue without it keeps its own. */
export function inLanguage(product: Product, language: "en" | "zh"): Product {
  return product.translations?.[language] === undefined ? product : localise(product, language);
}

function lastOf(product: Product, intent: Intent, ...keys: readonly number[]): string {
  const inner = product.categories[0]?.at(-1);
  if (inner === undefined || inner === "") return intent.kind?.name ?? kindOf(product).name;
  // "Hats & Caps": a shopper types one of them.
  return (
    pick(
      inner.split(/\s*[&/、,]\s*|\s+and\s+/u).filter((part) => part !== ""),
      ...keys,
    ) ?? inner
  );
}

function titleWords(title: string, count: number, ...keys: readonly number[]): string {
  if (han.test(title) && !title.includes(" ")) {
    const letters = [...title].filter((letter) => /[\p{L}\p{N}]/u.test(letter));
    const length = Math.min(letters.length, 2 + 2 * count);
    const from = whole(letters.length - length + 1, ...keys);
    return letters.slice(from, from + length).join("");
  }
  const words = title.split(/[\s,–—|/()]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word) && word !== "-" && word.length > 1);
  const from = whole(Math.max(1, words.length - count + 1), ...keys);
  return words.slice(from, from + count).join(" ");
}

function compose(
  product: Product,
  intent: Intent,
  zh: boolean,
  attempt: number,
  ...keys: readonly number[]
): { text: string; shape: QueryShape } {
  const space = zh ? "" : " ";
  const category = lastOf(product, intent, ...keys, label("last"));
  const u = uniform(...keys, label("shape"));
  if (intent.goal === "known") {
    const number = product.mpn ?? product.gtin;
    if (number !== undefined && u < 0.06 && attempt === 0) return { text: number, shape: "number" };
    if (u < 0.3) return { text: product.title, shape: "title" };
    return { text: titleWords(product.title, 3 + whole(2, ...keys), ...keys, label("words")), shape: "title_words" };
  }
  if (intent.mark !== undefined && attempt === 0) {
    const at = intent.mark.indexOf("=");
    const name = intent.mark.slice(0, at);
    if (name === "brand" && product.brand !== undefined) {
      return u < 0.25 ? { text: product.brand, shape: "brand" } : { text: `${product.brand} ${category}`, shape: "brand_category" };
    }
    const value = product.attributes[name];
    if (typeof value === "string") return { text: value + space + category, shape: "attribute_category" };
  }
  if (u < 0.5 || attempt > 0) {
    // After a failure, the plain word where it was not tried yet.
    if (attempt > 1) return { text: titleWords(product.title, 2, ...keys, label("again")), shape: "title_words" };
    return { text: category, shape: "category" };
  }
  if (u < 0.62 && product.brand !== undefined) return { text: `${product.brand} ${category}`, shape: "brand_category" };
  return { text: titleWords(product.title, 2, ...keys, label("two")), shape: "title_words" };
}

function prefixes(text: string, count: number, ...keys: readonly number[]): readonly string[] {
  const letters = [...text];
  const found = new Set<string>();
  for (let i = 0; i < count; i++) {
    const length = 1 + whole(letters.length - 1, ...keys, i);
    const prefix = letters
      .slice(0, Math.max(han.test(text) ? 1 : 2, length))
      .join("")
      .trim();
    if (prefix !== "" && prefix !== text) found.add(prefix);
  }
  return [...found].sort((a, b) => a.length - b.length);
}

/** The query of a shopper who has `product` in mind; `attempt` counts up where earlier ones did not help. */
export function typeQuery(seed: number, shopper: Shopper, product: Product, intent: Intent, visit: number, attempt: number): TypedQuery {
  const keys = [seed, label("query"), shopper.number, visit, attempt] as const;
  const local = inLanguage(product, shopper.language);
  const zh = shopper.language === "zh" && han.test(local.title);
  const { text, shape } = compose(local, intent, zh, attempt, ...keys);
  const lower = zh || uniform(...keys, label("lower")) < 0.8 ? text.toLowerCase() : text;
  const clean = [...lower.replace(/\s+/gu, " ").trim()].slice(0, maximumQuery).join("").trim();
  const slips = uniform(...keys, label("slip")) < shopper.typoRate + (attempt === 0 ? 0.02 : 0);
  const typed = slips && shape !== "number" ? withTypo(clean, ...keys, label("typo")) : clean;
  const asYouType = uniform(...keys, label("as you type")) < 0.45 ? 1 + whole(2, ...keys, label("steps")) : 0;
  return { text: typed, shape, misspelled: typed !== clean, typedBefore: prefixes(typed, asYouType, ...keys, label("prefix")) };
}
