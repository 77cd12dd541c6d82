import assert from "node:assert/strict";
import { test } from "node:test";
import {
  accumulate,
  adafactor,
  adamW,
  ascend,
  clipByGlobalNorm,
  constantRate,
  cosineDecay,
  decayMatricesOnly,
  linearDecay,
  lion,
  sgd,
  WeightAverage,
} from "../optim.ts";
import type { Optimiser, Weight } from "../optim.ts";
import { Random } from "../random.ts";

const near = (found: Iterable<number>, expected: readonly number[]) =>
  [...found].forEach((value, i) => assert.ok(Math.abs(value - expected[i]!) < 1e-5, `${[...found].join()} against ${expected.join()}`));

function steps(optimiser: Optimiser, gradients: readonly (readonly number[])[], weightDecay = 0): number[] {
  const weight: Weight = { shape: [2], data: Float32Array.of(1, -2) };
  const state = optimiser.init(weight);
  gradients.forEach((gradient, step) =>
    optimiser.update(weight, Float32Array.from(gradient), state, { step, learningRate: 0.1, weightDecay }),
  );
  return [...weight.data];
}

test("AdamW's first step is the learning rate in the gradient's direction, after decay", () => {
  near(steps(adamW(), [[0.5, -3]], 0.1), [1 * 0.99 - 0.1, -2 * 0.99 + 0.1]);
});

test("SGD with momentum", () => {
  near(
    steps(sgd({ momentum: 0.9 }), [
      [1, 0],
      [1, 1],
    ]),
    [1 - 0.1 - 0.1 * 1.9, -2 - 0.1],
  );
  near(steps(sgd({ momentum: 0.9, nesterov: true }), [[1, 0]]), [1 - 0.1 * 1.9, -2]);
  near(steps(sgd(), [[1, 2]], 0.5), [1 - 0.1 * 1.5, -2 - 0.1 * 1]);
});

test("Lion moves by the sign", () => {
  near(steps(lion(), [[5, -0.01]]), [0.9, -1.9]);
});

test("Adafactor's first update has a root mean square of at most its clip", () => {
  near(steps(adafactor(), [[4, -4]]), [0.9, -1.9]);
  const weight: Weight = { shape: [2, 2], data: new Float32Array(4) };
  const optimiser = adafactor();
  const state = optimiser.init(weight);
  assert.deepEqual(
    state.map((part) => part.length),
    [2, 2],
  );
  // A gradient of rank one is explained wholly by its rows and columns: every update has the same size.
  optimiser.update(weight, Float32Array.of(1, 2, 3, 6), state, { step: 0, learningRate: 0.1, weightDecay: 0 });
  near(weight.data, [-0.1, -0.1, -0.1, -0.1]);
});

for (const [name, optimiser, rate] of [
  ["adamw", adamW(), 0.1],
  ["sgd", sgd({ momentum: 0.9 }), 0.02],
  ["lion", lion(), 0.02],
  ["adafactor", adafactor(), 0.1],
] as const) {
  test(`${name} finds the minimum of a quadratic`, () => {
    const weight: Weight = { shape: [3, 2], data: Float32Array.of(3, -2, 1, 0.5, -1, 2) };
    const goal = [1, 1, -1, 0, 2, 0.5];
    const state = optimiser.init(weight);
    for (let step = 0; step < 600; step++) {
      const gradient = weight.data.map((value, i) => 2 * (value - goal[i]!));
      optimiser.update(weight, gradient, state, { step, learningRate: rate * (1 - step / 600), weightDecay: 0 });
    }
    weight.data.forEach((value, i) => assert.ok(Math.abs(value - goal[i]!) < 0.05, `${value} against ${goal[i]}`));
  });
}

test("clipping scales all gradients together and refuses what is not finite", () => {
  const gradients = new Map([
    ["a", Float32Array.of(3)],
    ["b", Float32Array.of(0, 4)],
  ]);
  assert.equal(clipByGlobalNorm(gradients, 1), 5);
  near(gradients.get("a")!, [0.6]);
  near(gradients.get("b")!, [0, 0.8]);
  accumulate(gradients, new Map([["a", Float32Array.of(1)]]));
  near(gradients.get("a")!, [1.6]);
  assert.throws(() => clipByGlobalNorm(new Map([["a", Float32Array.of(Number.NaN)]]), 1), { code: "diverged" });
  assert.throws(() => accumulate(gradients, new Map([["c", Float32Array.of(1)]])), { code: "bad_argument" });
});

test("the ascent of sharpness-aware minimisation has the given length and can be taken back", () => {
  const weights = new Map<string, Weight>([["a", { shape: [2], data: Float32Array.of(1, 1) }]]);
  const back = ascend(weights, new Map([["a", Float32Array.of(3, 4)]]), 0.5);
  near(weights.get("a")!.data, [1.3, 1.4]);
  back();
  assert.deepEqual([...weights.get("a")!.data], [1, 1]);
});

test("schedules rise and fall", () => {
  near([0, 0.05, 0.1, 0.55, 1].map(linearDecay(0.1)), [0, 0.5, 1, 0.5, 0]);
  near([0, 0.1, 0.55, 1].map(cosineDecay(0.1, 0.2)), [0, 1, 0.6, 0.2]);
  assert.deepEqual([0, 0.25, 1].map(constantRate(0.5)), [0, 0.5, 1]);
  assert.throws(() => linearDecay(1), { code: "bad_argument" });
});

test("averages follow the weights, at first closely", () => {
  const weights = new Map<string, Weight>([["a", { shape: [1], data: Float32Array.of(0) }]]);
  const average = new WeightAverage(weights, 0.9);
  weights.get("a")!.data[0] = 1;
  average.update(weights);
  near(average.values.get("a")!, [0.9]);
});

test("only matrices decay", () => {
  const decay = decayMatricesOnly(0.1);
  assert.equal(decay("w", { shape: [2, 2], data: new Float32Array(4) }), 0.1);
  assert.equal(decay("b", { shape: [2], data: new Float32Array(2) }), 0);
});

test("the same seed draws the same, and a kept state goes on from there", () => {
  const [a, b] = [new Random(5), new Random(5)];
  const drawn = Array.from({ length: 5 }, () => a.bits());
  const state = a.state;
  const next = a.bits();
  assert.deepEqual(
    Array.from({ length: 5 }, () => b.bits()),
    drawn,
  );
  b.state = state;
  assert.equal(b.bits(), next);
  const mask = new Random(1).mask(100_000, 0.1);
  const zeros = mask.reduce((sum, bit) => sum + (1 - bit), 0);
  assert.ok(Math.abs(zeros / 100_000 - 26 / 256) < 0.005, `${zeros}`);
});
