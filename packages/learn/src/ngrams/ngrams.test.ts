import assert from "node:assert/strict";
import { test } from "node:test";
import { fitLinear, inverseFrequencies, ngramRows, scoreLinear, weigh } from "../ngrams.ts";
import { Random } from "../random.ts";

const best = (scores: Float32Array, classes: number) =>
  Array.from({ length: scores.length / classes }, (_, row) => {
    const some = [...scores.subarray(row * classes, (row + 1) * classes)];
    return some.indexOf(Math.max(...some));
  });

test("a row holds every run of characters and words once, ascending", () => {
  const rows = ngramRows(["ab", "", "ab ab"], { bits: 16, characters: [1, 2], words: 1 });
  // " a", "a", "ab", "b", "b " and the word itself.
  assert.equal(rows.offsets[1], 6);
  assert.equal(rows.offsets[2], 6);
  for (let i = 1; i < 6; i++) assert.ok(rows.indices[i]! > rows.indices[i - 1]!);
  const twice = rows.values.subarray(rows.offsets[2]!, rows.offsets[3]!);
  assert.ok([...twice].every((value) => Math.abs(value - 1 - Math.log(2)) < 1e-6));
});

test("the second text of a pair has buckets of its own", () => {
  const [ab, ba] = [ngramRows(["a"], {}, ["b"]), ngramRows(["b"], {}, ["a"])];
  assert.notDeepEqual(ab.indices, ba.indices);
});

test("weighted rows have length one, words of all texts weigh least", () => {
  const rows = ngramRows(["the shoe", "the shirt", "the hat"], { characters: [50, 50], words: 1 });
  const weights = inverseFrequencies(rows);
  weigh(rows, weights);
  for (let row = 0; row < 3; row++) {
    const [a, b] = rows.values.subarray(rows.offsets[row]!, rows.offsets[row + 1]!);
    assert.ok(Math.abs(a! ** 2 + b! ** 2 - 1) < 1e-6);
    assert.ok(Math.min(a!, b!) < 0.6);
  }
});

test("intents of unseen wording are told apart in both languages", () => {
  const random = new Random(1);
  const templates = [
    ["where is my %", "when does my % arrive", "我的%到哪了", "%什么时候到"],
    ["i want to return the %", "the % is broken, money back", "我要退%", "%坏了,退款"],
    ["how much is the %", "what does the % cost", "%多少钱", "%有优惠吗"],
  ];
  const things = ["shoe", "phone", "鞋子", "手机", "jacket", "裙子", "lamp", "台灯"];
  const make = (n: number, some: readonly string[]) => {
    const labels = Int32Array.from({ length: n }, () => random.integer(3));
    const texts = Array.from(labels, (label) => templates[label]![random.integer(4)]!.replace("%", some[random.integer(some.length)]!));
    return { texts, labels };
  };
  const [train, test] = [make(200, things.slice(0, 5)), make(100, things.slice(5))];
  const rows = ngramRows(train.texts);
  const weights = inverseFrequencies(rows);
  const model = fitLinear(weigh(rows, weights), train.labels, 3);
  const found = best(scoreLinear(model, weigh(ngramRows(test.texts), weights)), 3);
  const right = found.filter((label, i) => label === test.labels[i]).length;
  assert.ok(right >= 97, `${right} of 100`);
});

test("two classes have one machine, and class weights move its border", () => {
  const rows = ngramRows(["good", "good", "good", "bad", "so so", "so so", "so so"]);
  const labels = Int32Array.of(1, 1, 1, 0, 1, 0, 0);
  const plain = fitLinear(rows, labels, 2);
  assert.equal(plain.bias.length, 1);
  const score = (model: ReturnType<typeof fitLinear>) => scoreLinear(model, ngramRows(["so so"]))[1]!;
  assert.ok(score(fitLinear(rows, labels, 2, { classWeights: [1, 10] })) > score(plain));
  assert.deepEqual(best(scoreLinear(plain, ngramRows(["good", "bad"])), 2), [1, 0]);
});

test("bad input is an error with a code", () => {
  const rows = ngramRows(["a"]);
  assert.throws(() => fitLinear(rows, Int32Array.of(0, 1), 2), { code: "bad_shape" });
  assert.throws(() => fitLinear(rows, Int32Array.of(2), 2), { code: "bad_argument" });
  assert.throws(() => scoreLinear(fitLinear(rows, Int32Array.of(1), 2), ngramRows(["a"], { bits: 4 })), { code: "bad_shape" });
});
