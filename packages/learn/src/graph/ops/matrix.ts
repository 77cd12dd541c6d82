/** Matrix products. Sums of weights times inputs go through Gemm, which is where a training step spends its time. */
import { LearnError } from "../../error.ts";
import { broadcast, dimAt, product } from "../shape.ts";
import type { Shape } from "../shape.ts";
import { apply, int64 } from "../tensor.ts";
import type { SampleNorms, Tensor } from "../tensor.ts";
import { reduceTo, reshapeRaw } from "./broadcast.ts";
import { mul } from "./elementwise.ts";
import { swapLast } from "./layout.ts";

interface GemmOptions {
  readonly transA?: boolean;
  readonly transB?: boolean;
  readonly bias?: Tensor | undefined;
  readonly sampleNorms?: SampleNorms;
}

/** Rows × columns of 2-D matrices, either of them transposed first. */
function gemm(a: Tensor, b: Tensor, { transA = false, transB = false, bias, sampleNorms }: GemmOptions = {}): Tensor {
  const rows = a.shape[transA ? 1 : 0]!;
  const columns = b.shape[transB ? 0 : 1]!;
  return apply(
    "Gemm",
    [a, b, ...(bias ? [bias] : [])],
    { shape: [rows, columns] },
    {
      derivative: (g) => [
        transA ? gemm(b, g!, { transA: transB, transB: true }) : gemm(g!, b, { transB: !transB }),
        transB ? gemm(g!, a, { transA: true, transB: transA }) : gemm(a, g!, { transA: !transA }),
        bias && reduceTo(g!, bias.shape),
      ],
      ...(sampleNorms && { sampleNorms }),
    },
    { transA: transA ? 1 : 0, transB: transB ? 1 : 0 },
  );
}

/** Σ over axis -1 and all but the first axis of the squares of x; [batch]. */
function squaresPerSample(x: Tensor): Tensor {
  const flat = reshapeRaw(x, [x.shape[0]!, product(x.shape.slice(1))]);
  return apply("ReduceSum", [mul(flat, flat), int64([1])], { shape: [x.shape[0]!] }, {}, { keepdims: 0 });
}

/** Squared norm of xᵀg for each sample: Σ over pairs of places of (x·xᵀ)∘(g·gᵀ). x: [batch, …, in], g: [batch, …, out]. */
function outerSquares(x: Tensor, g: Tensor): Tensor {
  const batch = x.shape[0]!;
  if (x.shape.length === 2) return mul(squaresPerSample(x), squaresPerSample(g));
  const places = product(x.shape.slice(1, -1));
  const gram = (t: Tensor) => {
    const flat = reshapeRaw(t, [batch, places, t.shape.at(-1)!]);
    return matMul(flat, swapLast(flat));
  };
  const both = mul(gram(x), gram(g));
  return apply("ReduceSum", [both, int64([1, 2])], { shape: [batch] }, {}, { keepdims: 0 });
}

/** x·W + b. x: [batch, …, in]; weight: [in, out], or [out, in] with `transposed`; bias: [out]. */
export function linear(x: Tensor, weight: Tensor, bias?: Tensor, { transposed = false }: { transposed?: boolean } = {}): Tensor {
  const width = dimAt(x.shape, -1);
  if (weight.shape.length !== 2 || weight.shape[transposed ? 1 : 0] !== width)
    throw new LearnError("bad_shape", `a weight of [${weight.shape.join(", ")}] does not fit inputs of [${x.shape.join(", ")}]`);
  const shape: Shape = [...x.shape.slice(0, -1), weight.shape[transposed ? 0 : 1]!];
  const rows = product(x.shape.slice(0, -1));
  const flat = x.shape.length === 2 ? x : reshapeRaw(x, [rows, width]);
  const sampleNorms: SampleNorms = (g) => {
    const full = reshapeRaw(g, shape);
    return [undefined, outerSquares(x, full), bias && squaresPerSample(sumPlaces(full))];
  };
  const y = gemm(flat, weight, { transB: transposed, bias, sampleNorms });
  return x.shape.length === 2 ? y : reshapeRaw(y, shape);
}

/** [batch, …, width] summed over the places between. */
function sumPlaces(g: Tensor): Tensor {
  return g.shape.length === 2 ? g : reduceTo(g, [g.shape[0]!, ...g.shape.slice(1, -1).map(() => 1), g.shape.at(-1)!]);
}

/** Batched product over the last two axes; the axes before them broadcast. */
export function matMul(a: Tensor, b: Tensor): Tensor {
  if (a.shape.length < 2 || b.shape.length < 2 || dimAt(a.shape, -1) !== dimAt(b.shape, -2))
    throw new LearnError("bad_shape", `[${a.shape.join(", ")}] and [${b.shape.join(", ")}] cannot be multiplied`);
  const lead = broadcast(a.shape.slice(0, -2), b.shape.slice(0, -2));
  return apply(
    "MatMul",
    [a, b],
    { shape: [...lead, dimAt(a.shape, -2), dimAt(b.shape, -1)] },
    {
      derivative: (g) => [reduceTo(matMul(g!, swapLast(b)), a.shape), reduceTo(matMul(swapLast(a), g!), b.shape)],
    },
  );
}
