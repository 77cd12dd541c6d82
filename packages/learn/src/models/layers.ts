/** Layers that several models share. */
import { LearnError } from "../error.ts";
import {
  add,
  arange,
  concat,
  constant,
  cos,
  greater,
  layerNorm,
  linear,
  matMul,
  maskedMean,
  mul,
  relu,
  reshape,
  scalar,
  sin,
  softmax,
  split,
  sub,
  swapLast,
  toFloat,
  transpose,
  where,
} from "../graph.ts";
import type { Dropout, Tensor } from "../graph.ts";
import { normal, ones, zeros } from "../model.ts";
import type { Initial, Parameters } from "../model.ts";

/** Against every real score, as good as minus infinity, and no NaN where a whole row is masked. */
const never = -1e9;

/** A weight in PyTorch's layout, [out, in], and a bias. x: […, in]; result: […, width]. */
export function dense(p: Parameters, name: string, x: Tensor, width: number, initial: Initial = normal(0.02)): Tensor {
  const from = x.shape.at(-1);
  if (typeof from !== "number") throw new LearnError("bad_shape", `"${name}" needs inputs of a fixed width`);
  const weight = p.get(`${name}.weight`, [width, from], initial);
  return linear(x, weight, p.get(`${name}.bias`, [width], zeros), { transposed: true });
}

export function norm(p: Parameters, name: string, x: Tensor, epsilon: number): Tensor {
  const width = x.shape.at(-1) as number;
  return layerNorm(x, p.get(`${name}.weight`, [width], ones), p.get(`${name}.bias`, [width], zeros), epsilon);
}

/** Dense layers with ReLU between them and after the last; weights are named name.0, name.1, … */
export function perceptron(p: Parameters, name: string, x: Tensor, widths: readonly number[], dropout?: Dropout): Tensor {
  return widths.reduce((y, width, i) => {
    const z = relu(dense(p, `${name}.${i}`, y, width, { kind: "glorot" }));
    return dropout ? dropout.apply(z) : z;
  }, x);
}

/** Rotates pairs of a head's features by an angle that grows with the place (Su et al., 2021). x: [batch, heads, length, size]. */
function rotary(x: Tensor, size: number): Tensor {
  const half = size / 2;
  const frequencies = constant(
    Float32Array.from({ length: half }, (_, i) => 10_000 ** (-i / half)),
    [1, half],
  );
  const length = x.shape[2]!;
  const angles = mul(reshape(toFloat(arange(length)), [length, 1]), frequencies);
  const [c, s] = [cos(angles), sin(angles)];
  const [a, b] = split(x, [half, half], 3) as [Tensor, Tensor];
  return concat([sub(mul(a, c), mul(b, s)), add(mul(b, c), mul(a, s))], 3);
}

export interface AttentionOptions {
  readonly heads: number;
  /** Added to scores: [batch or 1, 1, length or 1, length]. */
  readonly bias: Tensor;
  readonly rotary?: boolean;
  /** Three narrow products instead of one wide one, so that the gradients of samples can be told apart. */
  readonly perSample?: boolean;
  readonly dropout?: Dropout | undefined;
}

/**
 * Self-attention of several heads (Vaswani et al., 2017) without its output layer. x: [batch, length, width]; weights are called
 * name.query, name.key and name.value.
 */
export function selfAttention(p: Parameters, name: string, x: Tensor, options: AttentionOptions): Tensor {
  const { heads, dropout } = options;
  const [batch, length, width] = x.shape as [string, string, number];
  const size = width / heads;
  if (!Number.isInteger(size) || (options.rotary && size % 2 !== 0))
    throw new LearnError("bad_argument", `a width of ${width} cannot be shared by ${heads} heads`);
  const weights = ["query", "key", "value"].map((part) => p.get(`${name}.${part}.weight`, [width, width], normal(0.02)));
  const biases = ["query", "key", "value"].map((part) => p.get(`${name}.${part}.bias`, [width], zeros));
  const read = options.perSample
    ? concat(
        weights.map((weight, i) => linear(x, weight, biases[i], { transposed: true })),
        2,
      )
    : linear(x, concat(weights, 0), concat(biases, 0), { transposed: true });
  const all = transpose(reshape(read, [batch, length, 3 * heads, size]), [0, 2, 1, 3]);
  let [q, k, v] = split(all, [heads, heads, heads], 1) as [Tensor, Tensor, Tensor];
  if (options.rotary) [q, k] = [rotary(q, size), rotary(k, size)];
  const shares = softmax(add(matMul(mul(q, scalar(1 / Math.sqrt(size))), swapLast(k)), options.bias));
  const mixed = matMul(dropout ? dropout.apply(shares) : shares, v);
  return reshape(transpose(mixed, [0, 2, 1, 3]), [batch, length, width]);
}

/** A bias that hides padding. mask: int64 [batch, length], 1 for a token. */
export function paddingBias(mask: Tensor): Tensor {
  const [batch, length] = mask.shape as [string, string];
  return reshape(mul(sub(scalar(1), toFloat(mask)), scalar(never)), [batch, 1, 1, length]);
}

/** A bias that hides what comes later: [1, 1, length, length]. */
export function causalBias(length: string | number): Tensor {
  const places = toFloat(arange(length));
  const later = greater(reshape(places, [1, 1, 1, length]), reshape(places, [1, 1, length, 1]));
  return where(later, scalar(never), scalar(0));
}

/** The mean of the tokens that are there. x: [batch, length, width]; mask: int64 [batch, length]; result: [batch, width]. */
export function meanPool(x: Tensor, mask: Tensor): Tensor {
  const [batch, length] = mask.shape as [string, string];
  return maskedMean(x, reshape(toFloat(mask), [batch, length, 1]), [1]);
}
