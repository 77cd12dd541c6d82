/**
 * Shapes whose dimensions are numbers or names. A name ("batch") stands for a size known only when the graph runs; a product of
 * names ("batch*length") is what reshaping makes of two of them.
 */
import { LearnError } from "../error.ts";

export type Dim = number | string;
export type Shape = readonly Dim[];

/** The size of several dimensions together; numbers multiply, names are joined in alphabetical order: "3*batch*length". */
export function product(dims: Shape): Dim {
  let size = 1;
  const names: string[] = [];
  for (const dim of dims) {
    if (typeof dim === "number") size *= dim;
    else
      for (const factor of dim.split("*")) {
        if (/^\d+$/.test(factor)) size *= Number(factor);
        else names.push(factor);
      }
  }
  if (names.length === 0) return size;
  names.sort();
  return (size === 1 ? names : [String(size), ...names]).join("*");
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((dim, i) => dim === b[i]);
}

/** The shape of an elementwise operation on both, by NumPy's rule; a named dimension meets only itself or 1. */
export function broadcast(a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, i) => {
    const x = a[i - rank + a.length] ?? 1;
    const y = b[i - rank + b.length] ?? 1;
    if (x === y || y === 1) return x;
    if (x === 1) return y;
    throw new LearnError("bad_shape", `shapes [${a.join(", ")}] and [${b.join(", ")}] do not fit together`);
  });
}

/** Axis counted from the front; negative ones count from the end. */
export function axisOf(shape: Shape, axis: number): number {
  const at = axis < 0 ? axis + shape.length : axis;
  if (!Number.isInteger(at) || at < 0 || at >= shape.length)
    throw new LearnError("bad_shape", `axis ${axis} lies outside a shape of ${shape.length} dimensions`);
  return at;
}

export function dimAt(shape: Shape, axis: number): Dim {
  return shape[axisOf(shape, axis)]!;
}

/** A dimension that has to be a number, as those of weights. */
export function fixedDim(shape: Shape, axis: number, what: string): number {
  const dim = dimAt(shape, axis);
  if (typeof dim !== "number") throw new LearnError("bad_shape", `${what} needs a fixed size on axis ${axis}, not "${dim}"`);
  return dim;
}
