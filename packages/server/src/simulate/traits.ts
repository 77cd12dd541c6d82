/**
 * What is hidden in a product: its style (drawn from seeds of brand, attributes and the model itself, so that visible words
 * say part of it and behaviour the rest), how good it is, and how good it looks. Looks win clicks, goodness keeps customers.
 */
import { hashText } from "@aisle/core/base";
import type { Product } from "@aisle/core/catalog";
import { addTo, direction, label, normal, normalise } from "./draw.ts";
import { priceOf } from "./kinds.ts";
import type { Kind } from "./kinds.ts";

export interface Traits {
  readonly id: string;
  readonly key: number;
  /** Variants of one model share it. */
  readonly group: number;
  readonly kind: Kind;
  /** Hidden, of length 1. */
  readonly style: Float64Array;
  /** About -2 to 2. */
  readonly quality: number;
  /** What the picture promises, about -2 to 2; half of it is true. */
  readonly appeal: number;
  /** Textual attributes as "name=value", brand included. */
  readonly marks: readonly string[];
}

const maximumMarks = 8;

function marksOf(product: Product): readonly string[] {
  const marks: string[] = product.brand === undefined ? [] : [`brand=${product.brand}`];
  for (const [name, value] of Object.entries(product.attributes)) {
    if (marks.length >= maximumMarks) break;
    if (typeof value === "string" && value.length > 0 && value.length <= 40) marks.push(`${name}=${value}`);
  }
  return marks;
}

/** The hidden side of a product. Rating and price hint at quality, as they do in shops. */
export function traitsOf(seed: number, product: Product, kind: Kind): Traits {
  const key = hashText(product.id);
  const group = product.groupId === undefined ? key : hashText(product.groupId);
  const marks = marksOf(product);
  const style = direction(seed, label("model"), group);
  addTo(style, direction(seed, label("variant"), key), 0.3);
  for (const mark of marks) addTo(style, direction(seed, label("mark"), hashText(mark)), 0.8 / Math.sqrt(marks.length));
  const rating = product.attributes["rating"];
  const price = priceOf(product);
  const level = price !== undefined && price > 0 && kind.price > 0 ? Math.log(price / kind.price) : 0;
  const hint = typeof rating === "number" && rating > 0 && rating <= 5 ? (rating - 4.1) * 1.2 : 0;
  const quality = 0.7 * normal(seed, label("quality"), group) + Math.max(-1, Math.min(1, 0.6 * level)) + hint;
  return {
    id: product.id,
    key,
    group,
    kind,
    style: normalise(style),
    quality,
    appeal: 0.5 * quality + 0.8 * normal(seed, label("appeal"), key),
    marks,
  };
}
