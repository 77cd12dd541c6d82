/** Sums, means and extremes over axes; without axes over all of them. */
import { axisOf, product } from "../shape.ts";
import type { Shape } from "../shape.ts";
import { apply, dimension, int64, scalar } from "../tensor.ts";
import type { Tensor } from "../tensor.ts";
import { expandLike, reshapeRaw } from "./broadcast.ts";
import { div, equal, mul, toFloat, where } from "./elementwise.ts";

export interface ReduceOptions {
  /** Keeps the axes with size 1. */
  readonly keep?: boolean;
}

function plan(x: Tensor, axes: readonly number[] | undefined, keep: boolean): { over: number[]; shape: Shape } {
  const over = (axes ?? x.shape.map((_, i) => i)).map((axis) => axisOf(x.shape, axis)).sort((a, b) => a - b);
  const shape = x.shape.flatMap((dim, i) => (over.includes(i) ? (keep ? [1] : []) : [dim]));
  return { over, shape };
}

/** Repeats a reduced tensor over the axes it was reduced by. */
function spread(x: Tensor, over: readonly number[], shape: Shape, keep: boolean): Tensor {
  return expandLike(
    keep
      ? reshapeRaw(
          x,
          shape.filter((_, i) => !over.includes(i)),
        )
      : x,
    over,
    shape,
  );
}

export function sum(x: Tensor, axes?: readonly number[], { keep = false }: ReduceOptions = {}): Tensor {
  const { over, shape } = plan(x, axes, keep);
  if (over.length === 0) return x;
  return apply(
    "ReduceSum",
    [x, int64(over)],
    { shape },
    { derivative: (g) => [spread(g!, over, x.shape, keep), undefined] },
    {
      keepdims: keep ? 1 : 0,
    },
  );
}

/** How many elements the axes hold together, as a float32 scalar. */
export function count(x: Tensor, axes?: readonly number[]): Tensor {
  const size = product((axes ?? x.shape.map((_, i) => i)).map((axis) => x.shape[axisOf(x.shape, axis)]!));
  return typeof size === "number" ? scalar(size) : reshapeRaw(toFloat(dimension(size)), []);
}

export function mean(x: Tensor, axes?: readonly number[], options?: ReduceOptions): Tensor {
  return div(sum(x, axes, options), count(x, axes));
}

/** The largest; its gradient is shared by equal ones. */
export function max(x: Tensor, axes?: readonly number[], { keep = false }: ReduceOptions = {}): Tensor {
  const { over, shape } = plan(x, axes, keep);
  const y: Tensor = apply(
    "ReduceMax",
    [x, int64(over)],
    { shape },
    {
      derivative: (g) => {
        const hit = toFloat(equal(x, spread(y, over, x.shape, keep)));
        const ties = sum(hit, over, { keep: true });
        return [mul(spread(g!, over, x.shape, keep), div(hit, ties)), undefined];
      },
    },
    { keepdims: keep ? 1 : 0 },
  );
  return y;
}

/** The mean over the axes of the elements whose mask is 1; zero where there are none. `mask`: float32, broadcast to x. */
export function maskedMean(x: Tensor, mask: Tensor, axes: readonly number[]): Tensor {
  const total = sum(mul(x, mask), axes);
  const n = sum(mask, axes);
  const some = where(equal(n, scalar(0)), scalar(1), n);
  return div(total, some);
}
