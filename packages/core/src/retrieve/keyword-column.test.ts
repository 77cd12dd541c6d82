import assert from "node:assert/strict";
import { test } from "node:test";
import { ByteReader, ByteWriter, isAisleError } from "../base.ts";
import { FacetCounter } from "./count-facets.ts";
import { Columns } from "./columns.ts";
import { FacetNames } from "./facets.ts";
import { KeywordColumn } from "./keyword-column.ts";

test("equal lists of values are kept once, in their order, and without repetition", () => {
  const column = new KeywordColumn();
  column.set(0, ["red", "blue", "red"]);
  column.set(1, ["red", "blue"]);
  column.set(2, ["blue", "red"]);
  column.set(4, ["red"]);
  assert.deepEqual(
    [0, 1, 2, 3, 4, 5].map((doc) => column.get(doc)),
    [["red", "blue"], ["red", "blue"], ["blue", "red"], [], ["red"], []],
  );
  assert.equal(column.listCount, 4, "the empty one and three others");
  assert.equal(column.first(2), "blue");
  column.set(0, []);
  assert.deepEqual([column.get(0), column.first(0)], [[], undefined]);
});

test("a column that was read goes on knowing its lists", () => {
  const column = new KeywordColumn();
  column.set(0, ["red", "blue"]);
  column.set(1, ["green"]);
  const writer = new ByteWriter();
  column.write(writer);
  const read = KeywordColumn.read(new ByteReader(writer.finish()));
  read.set(2, ["red", "blue"]);
  read.set(3, ["green"]);
  assert.equal(read.listCount, column.listCount);
  read.set(4, ["black"]);
  assert.deepEqual(read.get(4), ["black"]);
  const damaged = new ByteWriter();
  new KeywordColumn(undefined, undefined, Uint32Array.of(0, 3), Uint32Array.of(0)).write(damaged);
  assert.throws(
    () => KeywordColumn.read(new ByteReader(damaged.finish())),
    (error) => isAisleError(error, "corrupt"),
  );
});

test("values that patches leave unused are dropped, and counts go by the new numbers with all their names", () => {
  const columns = new Columns();
  const names = new FacetNames();
  const counter = new FacetCounter();
  const docs = Uint32Array.of(0, 1);
  const count = () => {
    const asked = names.ask(["seen"]);
    const one = counter.count("seen", { docs, single: 2 }, columns, asked.known(0)["seen"])!;
    asked.add(0, new Map([["seen", one]]));
    return { facets: asked.merged(10).facets["seen"], sent: one.keywords!.names.length, dictionary: one.keywords!.dictionary };
  };
  columns.setKeywords(0, "seen", ["never"]);
  columns.setKeywords(1, "seen", ["today 0"]);
  const first = count();
  assert.equal(first.sent, 2);
  columns.setKeywords(1, "seen", ["today 1"]);
  const second = count();
  assert.equal(second.sent, 1, "known names are not sent again");
  assert.equal(second.dictionary, first.dictionary);
  for (let n = 2; n < 20_000; n++) columns.setKeywords(1, "seen", [`today ${n}`]);
  assert.ok(columns.keywords.get("seen")!.valueCount < 5_000);
  const last = count();
  assert.notEqual(last.dictionary, first.dictionary);
  assert.deepEqual(last.facets, [
    { value: "never", count: 1 },
    { value: "today 19999", count: 1 },
  ]);
});

test("shards that number values differently are summed by name, also where two questions are on their way at once", () => {
  const [one, two] = [new Columns(), new Columns()];
  ["red", "blue", "green"].forEach((color, doc) => one.setKeywords(doc, "color", [color]));
  ["green", "black", "green"].forEach((color, doc) => two.setKeywords(doc, "color", [color]));
  const names = new FacetNames();
  const counted = { docs: Uint32Array.of(0, 1, 2), single: 3 };
  const [first, second] = [names.ask(["color"]), names.ask(["color"])];
  const known = [first, second].map((asked) => [0, 1].map((shard) => asked.known(shard)["color"]));
  for (const [shard, columns] of [one, two].entries())
    for (const [at, asked] of [first, second].entries()) {
      const counts = new FacetCounter().count("color", counted, columns, known[at]![shard])!;
      asked.add(shard, new Map([["color", counts]]));
    }
  const expected = [
    { value: "green", count: 3 },
    { value: "black", count: 1 },
    { value: "blue", count: 1 },
    { value: "red", count: 1 },
  ];
  assert.deepEqual(first.merged(10).facets["color"], expected);
  assert.deepEqual(second.merged(2).facets["color"], expected.slice(0, 2));
});
