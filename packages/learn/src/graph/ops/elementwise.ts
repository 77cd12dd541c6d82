/** Operations on each element, with NumPy broadcasting; a gradient is summed over what was repeated. */
import { broadcast } from "../shape.ts";
import { apply, scalar } from "../tensor.ts";
import type { Tensor } from "../tensor.ts";
import { reduceTo, sampleSquares } from "./broadcast.ts";

type Pair = (g: Tensor, a: Tensor, b: Tensor, y: Tensor) => readonly [Tensor | undefined, Tensor | undefined];

function binary(op: string, a: Tensor, b: Tensor, derivative: Pair): Tensor {
  const y: Tensor = apply(
    op,
    [a, b],
    { shape: broadcast(a.shape, b.shape) },
    {
      derivative: (g) => {
        const [ga, gb] = derivative(g!, a, b, y);
        return [ga && reduceTo(ga, a.shape), gb && reduceTo(gb, b.shape)];
      },
      sampleNorms: (g) => derivative(g, a, b, y).map((gradient, i) => gradient && sampleSquares(gradient, [a, b][i]!.shape)),
    },
  );
  return y;
}

type Single = (g: Tensor, x: Tensor, y: Tensor) => Tensor;

function unary(op: string, x: Tensor, derivative: Single, attributes = {}): Tensor {
  const y: Tensor = apply(op, [x], { shape: x.shape }, { derivative: (g) => [derivative(g!, x, y)] }, attributes);
  return y;
}

export const add = (a: Tensor, b: Tensor): Tensor => binary("Add", a, b, (g) => [g, g]);
export const sub = (a: Tensor, b: Tensor): Tensor => binary("Sub", a, b, (g) => [g, neg(g)]);
export const mul = (a: Tensor, b: Tensor): Tensor => binary("Mul", a, b, (g, a, b) => [mul(g, b), mul(g, a)]);
export const div = (a: Tensor, b: Tensor): Tensor => binary("Div", a, b, (g, _, b, y) => [div(g, b), neg(div(mul(g, y), b))]);

export const neg = (x: Tensor): Tensor => unary("Neg", x, (g) => neg(g));
export const exp = (x: Tensor): Tensor => unary("Exp", x, (g, _, y) => mul(g, y));
export const log = (x: Tensor): Tensor => unary("Log", x, (g, x) => div(g, x));
export const sqrt = (x: Tensor): Tensor => unary("Sqrt", x, (g, _, y) => div(g, mul(scalar(2), y)));
export const tanh = (x: Tensor): Tensor => unary("Tanh", x, (g, _, y) => mul(g, sub(scalar(1), mul(y, y))));
export const sigmoid = (x: Tensor): Tensor => unary("Sigmoid", x, (g, _, y) => mul(g, mul(y, sub(scalar(1), y))));
export const relu = (x: Tensor): Tensor => unary("Relu", x, (g, _, y) => where(greater(y, scalar(0)), g, scalar(0)));
export const sin = (x: Tensor): Tensor => unary("Sin", x, (g, x) => mul(g, cos(x)));
export const cos = (x: Tensor): Tensor => unary("Cos", x, (g, x) => neg(mul(g, sin(x))));
export const softplus = (x: Tensor): Tensor => unary("Softplus", x, (g, x) => mul(g, sigmoid(x)));
export const abs = (x: Tensor): Tensor => unary("Abs", x, (g, x) => where(greater(x, scalar(0)), g, neg(g)));

/** erf(x); its derivative is 2/√π·exp(-x²). */
export const erf = (x: Tensor): Tensor => unary("Erf", x, (g, x) => mul(g, mul(scalar(2 / Math.sqrt(Math.PI)), exp(neg(mul(x, x))))));

/** x·Φ(x) (Hendrycks and Gimpel, 2016), exact. */
export function gelu(x: Tensor): Tensor {
  return unary("Gelu", x, (g, x) => {
    const phi = mul(scalar(0.5), add(scalar(1), erf(mul(x, scalar(Math.SQRT1_2)))));
    const density = mul(exp(mul(scalar(-0.5), mul(x, x))), scalar(1 / Math.sqrt(2 * Math.PI)));
    return mul(g, add(phi, mul(x, density)));
  });
}

/** x·σ(x), also called swish. */
export const silu = (x: Tensor): Tensor => mul(x, sigmoid(x));

/** The larger of both; where they are equal the gradient goes to the first. */
export const maximum = (a: Tensor, b: Tensor): Tensor =>
  binary("Max", a, b, (g, a, b) => {
    const first = greaterOrEqual(a, b);
    return [where(first, g, scalar(0)), where(first, scalar(0), g)];
  });

const compare =
  (op: string) =>
  (a: Tensor, b: Tensor): Tensor =>
    apply(op, [a, b], { shape: broadcast(a.shape, b.shape), dtype: "bool" });

export const equal = compare("Equal");
export const less = compare("Less");
export const greater = compare("Greater");
export const greaterOrEqual = compare("GreaterOrEqual");
export const and = compare("And");
export const or = compare("Or");
export const not = (x: Tensor): Tensor => apply("Not", [x], { shape: x.shape, dtype: "bool" });

/** `a` where the condition holds, else `b`. */
export function where(condition: Tensor, a: Tensor, b: Tensor): Tensor {
  const shape = broadcast(condition.shape, broadcast(a.shape, b.shape));
  return apply(
    "Where",
    [condition, a, b],
    { shape, dtype: a.dtype },
    {
      derivative: (g) => [
        undefined,
        reduceTo(where(condition, g!, scalar(0)), a.shape),
        reduceTo(where(condition, scalar(0), g!), b.shape),
      ],
    },
  );
}

/** The values as float32; integers and booleans have no gradient. */
export function toFloat(x: Tensor): Tensor {
  return x.dtype === "float32" ? x : apply("Cast", [x], { shape: x.shape, dtype: "float32" }, {}, { to: 1 });
}

export function toInt64(x: Tensor): Tensor {
  return x.dtype === "int64" ? x : apply("Cast", [x], { shape: x.shape, dtype: "int64" }, {}, { to: 7 });
}

/** The same values; no gradient passes. */
export function stopGradient(x: Tensor): Tensor {
  return apply("Identity", [x], { shape: x.shape }, { derivative: () => [undefined] });
}
