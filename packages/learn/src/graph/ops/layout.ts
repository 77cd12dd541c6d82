/** Operations that move elements without changing them. */
import { LearnError } from "../../error.ts";
import { axisOf, product, sameShape } from "../shape.ts";
import type { Dim, Shape } from "../shape.ts";
import { apply, dimension, int64, int64Scalar, operation, scalar } from "../tensor.ts";
import type { Tensor } from "../tensor.ts";
import { expandTo, reshapeRaw } from "./broadcast.ts";

export function reshape(x: Tensor, shape: Shape): Tensor {
  if (product(x.shape) !== product(shape))
    throw new LearnError("bad_shape", `[${x.shape.join(", ")}] cannot be seen as [${shape.join(", ")}]`);
  return sameShape(x.shape, shape) ? x : reshapeRaw(x, shape);
}

/** Repeats over axes of size 1. */
export const expand = (x: Tensor, shape: Shape): Tensor => expandTo(x, shape);

export function transpose(x: Tensor, order: readonly number[]): Tensor {
  if (order.toSorted((a, b) => a - b).some((axis, i) => axis !== i) || order.length !== x.shape.length)
    throw new LearnError("bad_argument", `[${order.join(", ")}] is no order of ${x.shape.length} axes`);
  const back = order.map((_, i) => order.indexOf(i));
  return apply(
    "Transpose",
    [x],
    { shape: order.map((axis) => x.shape[axis]!) },
    { derivative: (g) => [transpose(g!, back)] },
    { perm: order },
  );
}

/** Exchanges the last two axes. */
export function swapLast(x: Tensor): Tensor {
  const rank = x.shape.length;
  return transpose(x, [...Array.from({ length: rank - 2 }, (_, i) => i), rank - 1, rank - 2]);
}

export function concat(parts: readonly Tensor[], axis: number): Tensor {
  const first = parts[0];
  if (first === undefined) throw new LearnError("bad_argument", "nothing to join");
  const at = axisOf(first.shape, axis);
  const sizes = parts.map((part) => part.shape[at]!);
  const joined: Dim = sizes.every((size) => typeof size === "number") ? sizes.reduce((a, b) => a + b, 0) : sizes.join("+");
  const shape = first.shape.map((dim, i) => (i === at ? joined : dim));
  return apply(
    "Concat",
    parts,
    { shape },
    {
      derivative: (g) => {
        if (typeof joined !== "number") throw new LearnError("unsupported", "the gradient of joining along a named dimension");
        return split(g!, sizes as number[], at);
      },
    },
    { axis: at },
  );
}

/** Cuts into pieces of the given sizes along an axis. */
export function split(x: Tensor, sizes: readonly number[], axis: number): readonly Tensor[] {
  const at = axisOf(x.shape, axis);
  const outputs = sizes.map((size) => ({ shape: x.shape.map((dim, i) => (i === at ? size : dim)) }));
  const pieces: readonly Tensor[] = operation("Split", [x, int64(sizes)], { axis: at }, outputs, {
    derivative: (...gradients) => [
      concat(
        gradients.map((g, i) => g ?? zerosLike(pieces[i]!)),
        at,
      ),
      undefined,
    ],
  });
  return pieces;
}

/** Elements from `start` up to `end` of an axis of known size. */
export function slice(x: Tensor, axis: number, start: number, end: number): Tensor {
  const at = axisOf(x.shape, axis);
  const size = x.shape[at];
  if (start < 0 || end <= start || (typeof size === "number" && end > size))
    throw new LearnError("bad_argument", `cannot take ${start} to ${end} of ${size}`);
  const shape = x.shape.map((dim, i) => (i === at ? end - start : dim));
  return apply(
    "Slice",
    [x, int64([start]), int64([end]), int64([at])],
    { shape },
    {
      derivative: (g) => {
        if (typeof size === "number") {
          const pads = [start, size - end].map((n) => ({ shape: x.shape.map((dim, i) => (i === at ? n : dim)) }));
          const zeros = pads.map(({ shape }) => (shape[at] === 0 ? undefined : expand(scalar(0), shape)));
          return [
            concat(
              [zeros[0], g!, zeros[1]].filter((part) => part !== undefined),
              at,
            ),
          ];
        }
        const places = int64(Array.from({ length: end - start }, (_, i) => start + i));
        return [scatterRows(places, g!, x, at)];
      },
    },
  );
}

/** A tensor like `x` that is zero but for `g` at the given places of the axis; the places are all different. */
function scatterRows(places: Tensor, g: Tensor, x: Tensor, axis: number): Tensor {
  const index = reshapeRaw(
    places,
    g.shape.map((_, i) => (i === axis ? g.shape[axis]! : 1)),
  );
  return apply("ScatterElements", [zerosLike(x), expandTo(index, g.shape), g], { shape: x.shape }, {}, { axis });
}

/** One place of an axis, which goes. */
export function pick(x: Tensor, axis: number, at: number): Tensor {
  const place = axisOf(x.shape, axis);
  const one = slice(x, place, at, at + 1);
  return reshapeRaw(
    one,
    x.shape.filter((_, i) => i !== place),
  );
}

export const zerosLike = (x: Tensor): Tensor => expandTo(scalar(0), x.shape);
export const onesLike = (x: Tensor): Tensor => expandTo(scalar(1), x.shape);

/** from, from + 1, … as int64, as many as the dimension is large. */
export function arange(dim: Dim, from = 0): Tensor {
  const size = reshapeRaw(dimension(dim), []);
  const end = from === 0 ? size : apply("Add", [size, int64Scalar(from)], { shape: [] });
  return apply("Range", [int64Scalar(from), end, int64Scalar(1)], { shape: [dim], dtype: "int64" });
}
