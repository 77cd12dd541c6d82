import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { seededRandom } from "../base.ts";
import {
  accuracy,
  auc,
  calibrationError,
  coverage,
  dcg,
  hit,
  logLoss,
  macroF1,
  mean,
  ndcg,
  pairedBootstrap,
  quadraticKappa,
  recall,
  reciprocalRank,
  rmse,
} from "../metrics.ts";

const near = (actual: number, expected: number, error = 1e-9) =>
  assert.ok(Math.abs(actual - expected) <= error, `${actual} is not ${expected}`);

test("dcg discounts by log2(rank + 1) and stops at k", () => {
  near(dcg([3, 2, 0, 1], 10), 3 + 2 / Math.log2(3) + 1 / Math.log2(5));
  near(dcg([3, 2, 0, 1], 2), 4.261859507142915);
});

test("ndcg's ideal holds judged items that were not found", () => {
  near(ndcg([1, 0], [1, 0.1], 10), 1 / (1 + 0.1 / Math.log2(3)));
  assert.equal(ndcg([0, 0], [0, 0], 10), 0);
  assert.equal(ndcg([], [1], 10), 0);
  assert.equal(ndcg([1, 0.1], [0.1, 1], 10), 1);
});

test("ndcg lies in [0, 1] and is 1 only for the ideal order", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 12 }), (gains) => {
      const value = ndcg(gains, gains, 10);
      assert.ok(value >= 0 && value <= 1 + 1e-12);
      const best = [...gains].sort((a, b) => b - a);
      if (best[0]! > 0) near(ndcg(best, gains, 10), 1);
    }),
  );
});

test("reciprocal rank, hit and recall look at the first k only", () => {
  const relevant = [false, false, true, true];
  near(reciprocalRank(relevant, 3), 1 / 3);
  assert.equal(reciprocalRank(relevant, 2), 0);
  assert.equal(hit(relevant, 3), 1);
  assert.equal(hit(relevant, 2), 0);
  near(recall(relevant, 4, 3), 0.25);
  assert.equal(recall([], 0, 3), 0);
});

test("coverage counts distinct items of the first k", () => {
  assert.equal(
    coverage(
      [
        ["a", "b", "c"],
        ["a", "d"],
      ],
      10,
      2,
    ),
    0.3,
  );
  assert.equal(mean([1, 2, 6]), 3);
  assert.equal(mean([]), 0);
});

test("auc counts ties half and equals the share of ordered pairs", () => {
  near(auc([0.1, 0.4, 0.35, 0.8], [false, false, true, true]), 0.75);
  near(auc([1, 1], [true, false]), 0.5);
  assert.equal(auc([1, 2], [true, true]), 0.5);
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.boolean()), { maxLength: 20 }), (rows) => {
      let pairs = 0;
      let wins = 0;
      for (const [p, isPositive] of rows) {
        for (const [n, other] of rows) {
          if (!isPositive || other) continue;
          pairs++;
          wins += p > n ? 1 : p === n ? 0.5 : 0;
        }
      }
      near(
        auc(
          rows.map((row) => row[0]),
          rows.map((row) => row[1]),
        ),
        pairs === 0 ? 0.5 : wins / pairs,
      );
    }),
  );
});

test("log loss and calibration error of known predictions", () => {
  near(logLoss([0.8, 0.4], [true, false]), -(Math.log(0.8) + Math.log(0.6)) / 2);
  assert.ok(logLoss([0], [true]) < 35);
  near(calibrationError([0.95, 0.95, 0.05, 0.05], [true, false, false, false]), (0.9 + 0.1) / 4);
  near(calibrationError([1, 0], [true, false]), 0);
});

test("accuracy, macro-F1, kappa and rmse of known labels", () => {
  near(accuracy(["a", "b", "b"], ["a", "b", "a"]), 2 / 3);
  near(macroF1(["a", "b", "b"], ["a", "b", "a"]), 2 / 3);
  near(macroF1(["c", "b"], ["a", "b"]), 1 / 3);
  near(quadraticKappa([1, 2, 3, 4], [1, 2, 3, 4]), 1);
  // sklearn.metrics.cohen_kappa_score([1,2,3,4], [2,1,3,4], weights="quadratic") = 0.8
  near(quadraticKappa([2, 1, 3, 4], [1, 2, 3, 4]), 0.8);
  near(quadraticKappa([4, 3, 2, 1], [1, 2, 3, 4]), -1);
  near(rmse([1, 3], [2, 5]), Math.sqrt(2.5));
});

test("the paired bootstrap sees a steady difference and none where there is none", () => {
  const random = seededRandom(7);
  const a = Array.from({ length: 200 }, () => random());
  const better = pairedBootstrap(
    a,
    a.map((x) => x + 0.1 + 0.05 * (random() - 0.5)),
    seededRandom(1),
  );
  assert.ok(better.p < 0.01 && better.low > 0.09 && better.high < 0.11);
  const noise = pairedBootstrap(
    a,
    a.map((_, i) => a[(i * 7 + 3) % 200]!),
    seededRandom(1),
  );
  assert.ok(noise.p > 0.05 && noise.low < 0 && noise.high > 0);
  assert.deepEqual(pairedBootstrap([], [], seededRandom(1)), { difference: 0, low: 0, high: 0, p: 1 });
});
