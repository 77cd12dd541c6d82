import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { seededRandom } from "../../base.ts";
import { createAnalyzer } from "../../text.ts";
import { TextNeighbours } from "../text-neighbours.ts";
import { chooseBlend } from "./choose-blend.ts";
import { chooseSettings, rankOf } from "./choose-settings.ts";
import { coOccurrence, markov } from "./co-occurrence.ts";
import { ease } from "./ease.ts";
import { cutHistory, joinHistories } from "./histories.ts";
import type { History } from "./histories.ts";
import { invertSymmetric } from "./invert.ts";
import type { Method } from "./method.ts";
import { fitModel, holdOut } from "./model.ts";
import { popularity } from "./popularity.ts";
import { Scores } from "./scores.ts";
import { sequenceNeighbours } from "./sequence-neighbours.ts";
import { RowBuilder } from "./sparse-rows.ts";

const history = (items: readonly number[], times: readonly number[] = items.map((_, i) => i)): History => ({
  items: Int32Array.from(items),
  times: Float64Array.from(times),
});

function scored(
  method: Method,
  sequences: readonly (readonly number[])[],
  asked: readonly number[],
  items: number,
  settings = method.start,
) {
  const scores = new Scores(items);
  method
    .fit({ items, histories: sequences.map((one) => history(one)) })
    .scorer(settings)
    .score(history(asked), scores);
  return Array.from(scores.values, (value) => Math.round(value * 1000) / 1000);
}

test("the inverse times the matrix is the identity", () => {
  const random = seededRandom(5);
  for (const n of [1, 2, 7, 20]) {
    const half = Float64Array.from({ length: n * n }, () => random() - 0.5);
    const a = new Float64Array(n * n);
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) for (let k = 0; k < n; k++) a[i * n + j]! += half[i * n + k]! * half[j * n + k]!;
    for (let i = 0; i < n; i++) a[i * n + i]! += 0.5;
    const inverse = a.slice();
    invertSymmetric(inverse, n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let k = 0; k < n; k++) sum += a[i * n + k]! * inverse[k * n + j]!;
        assert.ok(Math.abs(sum - (i === j ? 1 : 0)) < 1e-9);
      }
    }
  }
  assert.throws(() => invertSymmetric(Float64Array.from([1, 2, 2, 1]), 2), RangeError);
});

test("sparse rows add up equal cells, whatever their order", () => {
  const cell = fc.tuple(fc.nat(5), fc.nat(5), fc.integer({ min: 1, max: 9 }));
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 60 }), (cells) => {
      const builder = new RowBuilder(6);
      const dense = new Map<string, number>();
      for (const [row, column, value] of cells) {
        builder.add(row, column, value);
        dense.set(`${row} ${column}`, (dense.get(`${row} ${column}`) ?? 0) + value);
      }
      const { starts, columns, values } = builder.build();
      const built = new Map<string, number>();
      for (let row = 0; row < 6; row++)
        for (let at = starts[row]!; at < starts[row + 1]!; at++) built.set(`${row} ${columns[at]}`, values[at]!);
      assert.deepEqual([...built].sort(), [...dense].sort());
    }),
  );
});

test("scores clear and hide without a trace", () => {
  const scores = new Scores(4);
  scores.add(1, 2);
  scores.add(3, 5);
  scores.add(1, 1);
  scores.add(2, 0);
  scores.hide(history([3]));
  assert.deepEqual([...scores.touched].sort(), [1, 2]);
  assert.equal(scores.max(), 3);
  assert.equal(rankOf(1, scores), 1);
  assert.equal(rankOf(2, scores), 2);
  assert.equal(rankOf(0, scores), Infinity);
  scores.clear();
  assert.deepEqual([...scores.values], [0, 0, 0, 0]);
  scores.add(0, 1);
  scores.add(1, 1);
  assert.equal(rankOf(0, scores), 1.5);
});

test("each method on a hand-made case", () => {
  const sequences = [
    [0, 1, 2],
    [0, 1, 3],
    [4, 1, 2],
  ];
  assert.deepEqual(scored(markov, sequences, [0, 1], 5), [0, 0, 2, 1, 0]);
  assert.deepEqual(scored(popularity, sequences, [], 5), [2, 3, 2, 1, 1]);
  const plain = { fall: 1, backward: 0.5, age: 0, recency: 1, target: 0, source: 0 };
  // 1 → 2 twice, 1 → 3 once, 1 ← 0 twice and 1 ← 4 once at half weight.
  assert.deepEqual(scored(coOccurrence, sequences, [1], 5, plain), [1, 0, 2, 1, 0.5]);
  const near = scored(sequenceNeighbours, sequences, [0, 1], 5);
  assert.ok(near[2]! > near[3]! * 0.9 && near[3]! > near[4]!, near.join());
  const linear = scored(ease, sequences, [0], 5);
  assert.ok(linear[1]! > 0 && linear[0] === 0, linear.join());
});

test("cut, join and hold out keep time's order", () => {
  const joined = joinHistories(history([1, 2], [10, 30]), history([3, 4], [20, 30]));
  assert.deepEqual([...joined.items], [1, 3, 2, 4]);
  assert.deepEqual([...cutHistory(joined, 2).items], [1, 3]);
  const histories = [history([1, 2, 3]), history([5]), history([4, 4])];
  const never = holdOut({ items: 6, histories }, false);
  assert.deepEqual(
    never.cases.map((one) => [[...one.history.items], one.target]),
    [[[1, 2], 3]],
  );
  assert.deepEqual(
    never.training.histories.map((one) => [...one.items]),
    [[1, 2], [5], [4]],
  );
  assert.equal(holdOut({ items: 6, histories }, true).cases.length, 2);
});

test("settings and blend are chosen by what they reach on the cases", () => {
  const walk = (from: number) => Array.from({ length: 6 }, (_, i) => (from + i) % 9);
  const training = { items: 9, histories: Array.from({ length: 40 }, (_, i) => history(walk(i % 9))) };
  const held = holdOut(training, false);
  const goal = { k: 3, repeat: false };
  const fitted = coOccurrence.fit(held.training);
  const choice = chooseSettings(coOccurrence, fitted, held.cases, 9, goal);
  const weak = popularity.fit(held.training).scorer(popularity.start);
  const { parts, value } = chooseBlend([weak, fitted.scorer(choice.settings)], held.cases, 9, goal, [0.1, choice.value]);
  assert.ok(value >= choice.value - 1e-9 && value > 0.9, `${value}`);
  assert.ok(parts[1]!.weight > 0);
});

test("the model answers everybody, never repeats what it must not, and says what it chose", () => {
  const random = seededRandom(1);
  const histories = Array.from({ length: 50 }, () => history(Array.from({ length: 4 }, () => Math.floor(random() * 12))));
  for (const method of ["auto", "popularity", "markov", "co-occurrence", "sequence-neighbours", "ease"]) {
    const model = fitModel({ items: 12, histories }, { method, k: 10, repeat: false, blocked: (item) => item === 7 });
    for (const asked of [history([]), history([3]), history([11, 3, 11]), history([0, 1, 2, 3, 4, 5, 6])]) {
      const list = model.recommend(asked, 20);
      const own = new Set(asked.items);
      assert.equal(list.length, 12 - new Set([...own, 7]).size, method);
      assert.ok(list.every((one, i) => !own.has(one.item) && one.item !== 7 && (i === 0 || one.score <= list[i - 1]!.score)));
    }
    assert.ok(model.chosen.length > 0);
  }
  assert.throws(() => fitModel({ items: 1, histories: [] }, { method: "none", k: 10, repeat: false }), { code: "bad_argument" });
});

test("no event at all is an answer too, by words where there are some", () => {
  const words = new TextNeighbours(createAnalyzer());
  const titles = ["red tea pot", "blue tea pot", "garden hose"];
  titles.forEach((title, item) =>
    words.put(item, { id: title, title, description: "", images: [], categories: [], offers: [], attributes: {} }),
  );
  const model = fitModel({ items: 3, histories: [] }, { method: "auto", k: 10, repeat: false, words });
  assert.deepEqual(
    model.recommend(history([]), 3).map((one) => one.item),
    [0, 1, 2],
  );
  const text = fitModel({ items: 3, histories: [] }, { method: "text", k: 10, repeat: false, words });
  assert.equal(text.recommend(history([0]), 1)[0]!.item, 1);
});
