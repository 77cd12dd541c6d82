/** What undoes broadcasting in a gradient: sums over the axes that were repeated. */
import { product, sameShape } from "../shape.ts";
import type { Shape } from "../shape.ts";
import { apply, dimension, int64 } from "../tensor.ts";
import type { Tensor } from "../tensor.ts";

/** An int64 vector that holds the shape; made while the graph runs where dimensions have names. */
export function shapeVector(shape: Shape): Tensor {
  if (shape.every((dim) => typeof dim === "number")) return int64(shape as readonly number[]);
  return apply("Concat", shape.map(dimension), { shape: [shape.length], dtype: "int64" }, {}, { axis: 0 });
}

/** The same elements in another shape; one unknown size is left for the runtime to work out. */
export function reshapeRaw(x: Tensor, shape: Shape): Tensor {
  const named = shape.filter((dim) => typeof dim === "string").length;
  const target = named === 1 ? int64(shape.map((dim) => (typeof dim === "string" ? -1 : dim))) : shapeVector(shape);
  return apply("Reshape", [x, target], { shape }, { derivative: (g) => [reshapeRaw(g!, x.shape), undefined] });
}

/** The axes of `from` that broadcasting repeated to get there from `to`. */
function repeatedAxes(from: Shape, to: Shape): number[] {
  const lead = from.length - to.length;
  return from.flatMap((dim, i) => (i < lead || (to[i - lead] === 1 && dim !== 1) ? [i] : []));
}

/** Sums `x` to the shape that was broadcast to its own. */
export function reduceTo(x: Tensor, shape: Shape): Tensor {
  if (sameShape(x.shape, shape)) return x;
  const axes = repeatedAxes(x.shape, shape);
  if (axes.length === 0) return x;
  const kept = x.shape.filter((_, i) => !axes.includes(i));
  const summed = apply(
    "ReduceSum",
    [x, int64(axes)],
    { shape: kept },
    { derivative: (g) => [expandLike(g!, axes, x.shape), undefined] },
    {
      keepdims: 0,
    },
  );
  return sameShape(kept, shape) ? summed : reshapeRaw(summed, shape);
}

/** Puts back axes of size 1 and repeats over them. */
export function expandLike(x: Tensor, axes: readonly number[], shape: Shape): Tensor {
  const ones = shape.map((dim, i) => (axes.includes(i) ? 1 : dim));
  const opened = axes.length === 0 ? x : apply("Unsqueeze", [x, int64(axes)], { shape: ones });
  return expandTo(opened, shape);
}

export function expandTo(x: Tensor, shape: Shape): Tensor {
  if (sameShape(x.shape, shape)) return x;
  return apply("Expand", [x, shapeVector(shape)], { shape }, { derivative: (g) => [reduceTo(g!, x.shape), undefined] });
}

/**
 * Squared norm of each sample's gradient for a parameter of `shape` that was broadcast to the shape of `g`, whose first axis counts
 * samples; [batch]. Undefined where the parameter itself has that axis.
 */
export function sampleSquares(g: Tensor, shape: Shape): Tensor | undefined {
  if (shape.length >= g.shape.length && shape[0] !== 1) return undefined;
  const batch = g.shape[0]!;
  const summed = reduceTo(g, [
    batch,
    ...Array.from({ length: g.shape.length - 1 - shape.length }, () => 1),
    ...shape.slice(-(g.shape.length - 1)),
  ]);
  const flat = reshapeRaw(summed, [batch, product(summed.shape.slice(1))]);
  const squares = apply("Mul", [flat, flat], { shape: flat.shape });
  return apply("ReduceSum", [squares, int64([1])], { shape: [batch] }, {}, { keepdims: 0 });
}
