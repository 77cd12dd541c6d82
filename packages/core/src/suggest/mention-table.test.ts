import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ByteReader, ByteWriter } from "../base.ts";
import { MentionTable } from "./mention-table.ts";

const step = fc.record({
  product: fc.integer({ min: 0, max: 40 }),
  numbers: fc.option(fc.array(fc.integer({ min: 0, max: 99 }), { maxLength: 80 }), { nil: undefined }),
});

test("property: a table is a map, through growth, waste, writing and reading", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const table = new MentionTable();
      const model = new Map<string, readonly number[]>();
      for (const { product, numbers } of steps) {
        const id = `p${product}`;
        if (numbers === undefined) {
          table.remove(id);
          model.delete(id);
        } else {
          table.set(id, numbers);
          if (numbers.length > 0) model.set(id, numbers);
          else model.delete(id);
        }
      }
      const writer = new ByteWriter();
      const writing = table.writeSteps(writer, (number) => number + 1);
      // What happens after the moment of writing is not in it.
      for (const id of model.keys()) table.set(id, [3, 3, 3]);
      table.set("later", [1]);
      assert.equal([...writing].length, 0);
      for (const [id, numbers] of model) table.set(id, numbers);
      const copy = new MentionTable();
      let mentions = 0;
      assert.equal([...copy.readSteps(new ByteReader(writer.finish()), 101, () => mentions++)].length, 0);
      assert.equal(mentions, [...model.values()].flat().length);
      for (let i = 0; i <= 40; i++) {
        const wanted = model.get(`p${i}`) ?? [];
        assert.deepEqual([...table.get(`p${i}`)], wanted);
        assert.deepEqual(
          [...copy.get(`p${i}`)],
          wanted.map((number) => number + 1),
        );
      }
    }),
    { numRuns: 60 },
  );
});

test("a mention of no entry is corrupt", () => {
  const table = new MentionTable();
  table.set("a", [7]);
  const writer = new ByteWriter();
  for (const _ of table.writeSteps(writer, (number) => number)) assert.fail("one product is one step");
  assert.throws(() => [...new MentionTable().readSteps(new ByteReader(writer.finish()), 7, () => {})], { code: "corrupt" });
});
