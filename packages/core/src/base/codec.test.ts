import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ByteReader, ByteWriter } from "./codec.ts";
import { isAisleError } from "./errors.ts";

test("writes the documented bytes", () => {
  const bytes = new ByteWriter(1)
    .u8(7)
    .u32(1)
    .varint(300)
    .text("é")
    .array(new Uint16Array([1, 258]))
    .finish();
  assert.deepEqual([...bytes], [7, 1, 0, 0, 0, 0xac, 0x02, 2, 0xc3, 0xa9, 2, 1, 0, 2, 1]);
});

test("reads back what was written", () => {
  const field = fc.oneof(
    fc.record({ kind: fc.constant("varint" as const), value: fc.maxSafeNat() }),
    fc.record({ kind: fc.constant("f64" as const), value: fc.double() }),
    fc.record({ kind: fc.constant("text" as const), value: fc.string({ unit: "grapheme" }) }),
    fc.record({ kind: fc.constant("array" as const), value: fc.float32Array() }),
  );
  fc.assert(
    fc.property(fc.array(field), (fields) => {
      const writer = new ByteWriter(1);
      for (const one of fields) {
        if (one.kind === "varint") writer.varint(one.value);
        else if (one.kind === "f64") writer.f64(one.value);
        else if (one.kind === "text") writer.text(one.value);
        else writer.array(one.value);
      }
      const reader = new ByteReader(writer.finish());
      for (const one of fields) {
        if (one.kind === "varint") assert.equal(reader.varint(), one.value);
        else if (one.kind === "f64") assert.equal(reader.f64(), one.value);
        else if (one.kind === "text") assert.equal(reader.text(), one.value);
        else assert.deepEqual(reader.array(Float32Array), one.value);
      }
      assert.equal(reader.remaining, 0);
    }),
  );
});

test("any bytes are read or refused as corrupt", () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.constantFrom("varint", "text", "u32", "f64"), (bytes, method) => {
      try {
        new ByteReader(bytes)[method]();
      } catch (error) {
        assert.ok(isAisleError(error, "corrupt"));
      }
    }),
  );
});

test("a varint takes safe non-negative integers only", () => {
  for (const value of [-1, 0.5, Number.NaN, 2 ** 53]) assert.throws(() => new ByteWriter().varint(value), RangeError);
});
