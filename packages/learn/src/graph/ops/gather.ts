/**
 * Reading by index. Gradients add up over repeated indices with ScatterElements, never with ScatterND, whose addition loses
 * updates when several threads meet at one place.
 */
import { LearnError } from "../../error.ts";
import { axisOf, product } from "../shape.ts";
import { apply, int64, scalar } from "../tensor.ts";
import type { Tensor } from "../tensor.ts";
import { expandTo, reshapeRaw } from "./broadcast.ts";
import { equal, mul, toFloat } from "./elementwise.ts";
import { swapLast } from "./layout.ts";
import { matMul } from "./matrix.ts";

/** Rows of a table. table: [rows, width]; indices: int64 of any shape; result: [...indices, width]. */
export function embed(table: Tensor, indices: Tensor): Tensor {
  if (table.shape.length !== 2 || indices.dtype !== "int64")
    throw new LearnError("bad_shape", "an embedding reads rows of a two-dimensional table by int64 indices");
  const width = table.shape[1]!;
  const n = product(indices.shape);
  return apply(
    "Gather",
    [table, indices],
    { shape: [...indices.shape, width] },
    {
      derivative: (g) => {
        const rows = expandTo(reshapeRaw(indices, [n, 1]), [n, width]);
        return [scatterAdd(table, rows, reshapeRaw(g!, [n, width]), 0), undefined];
      },
      sampleNorms: (g) => [repeatedSquares(indices, g), undefined],
    },
    { axis: 0 },
  );
}

/** Squared norm of each sample's gradient of a table: Σ over pairs of places with equal index of g·g. */
function repeatedSquares(indices: Tensor, g: Tensor): Tensor {
  const batch = indices.shape[0]!;
  const places = product(indices.shape.slice(1));
  const flat = reshapeRaw(g, [batch, places, g.shape.at(-1)!]);
  const same = toFloat(equal(reshapeRaw(indices, [batch, places, 1]), reshapeRaw(indices, [batch, 1, places])));
  const both = mul(matMul(flat, swapLast(flat)), same);
  return apply("ReduceSum", [both, int64([1, 2])], { shape: [batch] }, {}, { keepdims: 0 });
}

function scatterAdd(like: Tensor, indices: Tensor, updates: Tensor, axis: number): Tensor {
  return apply(
    "ScatterElements",
    [expandTo(scalar(0), like.shape), indices, updates],
    { shape: like.shape },
    {},
    { axis, reduction: "add" },
  );
}

/** One element along an axis for each index. x and indices agree in every other axis; result: shape of indices. */
export function takeAlong(x: Tensor, indices: Tensor, axis: number): Tensor {
  const at = axisOf(x.shape, axis);
  return apply(
    "GatherElements",
    [x, indices],
    { shape: indices.shape },
    {
      derivative: (g) => [scatterAdd(x, indices, g!, at), undefined],
    },
    { axis: at },
  );
}
