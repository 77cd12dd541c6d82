import { test } from "node:test";
import assert from "node:assert/strict";
import fc from "fast-check";
import { ByteReader, ByteWriter, isAisleError } from "../base.ts";
import { checksum, readArray, writeArray } from "./arrays.ts";
import { TextList } from "./text-list.ts";

function restored(list: TextList): TextList {
  const writer = new ByteWriter();
  list.write(writer);
  return TextList.read(new ByteReader(writer.finish()));
}

test("a text is found where it was put last, before and after a snapshot and with more put after it", () => {
  const texts = fc.array(fc.oneof(fc.constantFrom("", "a", "ab", "é", "红色", "👍"), fc.string({ maxLength: 6 })), { maxLength: 80 });
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      const list = new TextList();
      for (const text of before) list.push(text);
      const again = restored(list);
      for (const text of after) assert.equal(again.push(text), again.length - 1);
      const all = [...before, ...after];
      for (const one of [again, restored(again)]) {
        assert.deepEqual([...one], all);
        for (const text of [...all, "absent text", "b"]) assert.equal(one.find(text), all.lastIndexOf(text));
      }
    }),
  );
});

test("a table that does not fit its texts is corrupt", () => {
  const list = new TextList();
  for (const text of ["a", "b", "c"]) list.push(text);
  const writer = new ByteWriter();
  list.write(writer);
  const reader = new ByteReader(writer.finish());
  const ends = readArray(reader, Uint32Array);
  const cells = readArray(reader, Uint32Array);
  const read = (ends: Uint32Array, cells: Uint32Array, text: string) => {
    const damaged = new ByteWriter();
    writeArray(damaged, ends);
    writeArray(damaged, cells);
    return TextList.read(new ByteReader(damaged.text(text).finish()));
  };
  assert.equal(read(ends, cells, "abc").find("b"), 1);
  const corrupt = (error: unknown) => isAisleError(error, "corrupt");
  assert.throws(() => read(ends, cells, "abcd"), corrupt, "text after the last");
  assert.throws(() => read(Uint32Array.of(2, 1, 3), cells, "abc"), corrupt, "a text that ends before it begins");
  assert.throws(() => read(ends, cells.slice(2), "abc"), corrupt, "cells that are no power of two");
  assert.throws(() => read(ends, new Uint32Array(0), "abc"), corrupt, "no cells");
  assert.throws(
    () =>
      read(
        ends,
        cells.map((cell) => (cell === 3 ? 4 : cell)),
        "abc",
      ),
    corrupt,
    "a place beyond the texts",
  );
  assert.throws(
    () =>
      read(
        ends,
        cells.map((_, at) => (at % 2 === 0 ? 1 : 5)),
        "abc",
      ),
    corrupt,
    "no empty cell",
  );
});

test("arrays come back from any offset, and one changed bit changes the checksum", () => {
  const writer = new ByteWriter();
  writer.u8(7);
  writeArray(writer, Float64Array.from([1.5, -2]));
  writer.u8(8);
  writeArray(writer, Uint32Array.from([3, 4, 5]));
  const bytes = writer.finish();
  for (const shift of [0, 1, 4]) {
    const moved = new Uint8Array(bytes.length + shift);
    moved.set(bytes, shift);
    const reader = new ByteReader(moved.subarray(shift));
    reader.u8();
    assert.deepEqual(readArray(reader, Float64Array), Float64Array.from([1.5, -2]));
    reader.u8();
    assert.deepEqual(readArray(reader, Uint32Array), Uint32Array.from([3, 4, 5]));
    assert.equal(checksum(moved.subarray(shift)), checksum(bytes));
  }
  const before = checksum(bytes);
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    bytes[bit >> 3]! ^= 1 << (bit & 7);
    assert.notEqual(checksum(bytes), before);
    bytes[bit >> 3]! ^= 1 << (bit & 7);
  }
});
