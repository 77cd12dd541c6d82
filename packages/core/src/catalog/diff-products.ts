import type { Product } from "./product.ts";

/** What an update of a product touches: nothing, only what it costs and whether it is there, or the product itself. */
export type ProductDifference = "none" | "offers" | "product";

/** Equality of plain data: key order does not count, and undefined is the same as absent. */
export function sameData(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((one, i) => sameData(one, b[i]));
  }
  const left = a as Readonly<Record<string, unknown>>;
  const right = b as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(left)) if (!sameData(left[name], Object.hasOwn(right, name) ? right[name] : undefined)) return false;
  for (const name of Object.keys(right)) if (right[name] !== undefined && !Object.hasOwn(left, name)) return false;
  return true;
}

/** Compares a product with what is stored under its id. */
export function diffProducts(before: Product | undefined, after: Product): ProductDifference {
  if (before === undefined) return "product";
  const { offers: offersBefore, ...restBefore } = before;
  const { offers: offersAfter, ...restAfter } = after;
  if (!sameData(restBefore, restAfter)) return "product";
  return sameData(offersBefore, offersAfter) ? "none" : "offers";
}
