/**
 * Random numbers that are named, not taken from a stream: each is a hash of the seed and of what it decides (shopper, visit,
 * product, question). So a decision does not depend on the order in which visits run beside each other, and two shops that
 * are shown to the same shoppers meet the same luck (common random numbers), which makes their comparison sharp.
 */
import { hashText } from "@aisle/core/base";

function scramble(h: number): number {
  let x = h | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}

/** A 32-bit hash of whole numbers. */
export function mix(...keys: readonly number[]): number {
  let h = 0x9e3779b9 | 0;
  for (const key of keys) h = scramble((Math.imul(h, 31) + (key | 0) + 0x6d2b79f5) | 0);
  return h >>> 0;
}

/** A number in (0, 1), never 0 or 1. */
export function uniform(...keys: readonly number[]): number {
  return (mix(...keys) + 0.5) / 4_294_967_296;
}

/** A standard normal number (Box–Muller). */
export function normal(...keys: readonly number[]): number {
  const h = mix(...keys);
  const radius = Math.sqrt(-2 * Math.log((h + 0.5) / 4_294_967_296));
  return radius * Math.cos(2 * Math.PI * uniform(h, 0x51ed));
}

/** A standard Gumbel number: the largest of utility + Gumbel is a draw of the multinomial logit. */
export function gumbel(...keys: readonly number[]): number {
  return -Math.log(-Math.log(uniform(...keys)));
}

/** A whole number in [0, n). */
export function whole(n: number, ...keys: readonly number[]): number {
  return Math.floor(uniform(...keys) * n);
}

/** One element; the list must not be empty. */
export function pick<T>(items: readonly T[], ...keys: readonly number[]): T {
  return items[whole(items.length, ...keys)]!;
}

/** A Poisson number; by inversion, so `mean` should stay below a few hundred. */
export function poisson(mean: number, ...keys: readonly number[]): number {
  let left = uniform(...keys);
  let chance = Math.exp(-mean);
  let count = 0;
  while (left > chance && count < 1_000) {
    left -= chance;
    chance *= mean / ++count;
  }
  return count;
}

/** Dimensions of every hidden vector. */
export const dimensions = 8;

/** A normal vector of expected length 1. */
export function direction(...keys: readonly number[]): Float64Array {
  const vector = new Float64Array(dimensions);
  const h = mix(...keys);
  for (let i = 0; i < dimensions; i++) vector[i] = normal(h, i) / Math.sqrt(dimensions);
  return vector;
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < dimensions; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Adds `weight` times `vector` to `sum` in place. */
export function addTo(sum: Float64Array, vector: Float64Array, weight: number): void {
  for (let i = 0; i < dimensions; i++) sum[i]! += weight * vector[i]!;
}

/** Scales to length 1 in place. */
export function normalise(vector: Float64Array): Float64Array {
  const length = Math.sqrt(dot(vector, vector)) || 1;
  for (let i = 0; i < dimensions; i++) vector[i]! /= length;
  return vector;
}

const labels = new Map<string, number>();

/** A text as a key of a draw; the few purposes of the program are kept, so that they are hashed once. */
export function label(text: string): number {
  let key = labels.get(text);
  if (key === undefined) {
    key = hashText(text);
    if (labels.size < 1_000) labels.set(text, key);
  }
  return key;
}

export function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** Sixteen hex digits that say nothing about who drew them. */
export function hex(...keys: readonly number[]): string {
  const word = (salt: number) =>
    mix(...keys, salt)
      .toString(16)
      .padStart(8, "0");
  return word(1) + word(2);
}
