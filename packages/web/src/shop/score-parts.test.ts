import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { scoreParts } from "./score-parts.ts";

test("the largest part first, and what is shown adds up", () => {
  assert.deepEqual(scoreParts({ behaviour: 1.9632, lexical: 7.8188, rule: 0.0001 }), {
    parts: [
      { name: "lexical", value: 7.82, share: 1 },
      { name: "behaviour", value: 1.96, share: 196 / 782 },
    ],
    total: 9.78,
    digits: 2,
  });
});

test("a part that takes away stands last", () => {
  const found = scoreParts({ diversity: -0.01, similar_text: 0.0345 })!;
  assert.deepEqual(
    found.parts.map(({ name, value }) => [name, value]),
    [
      ["similar_text", 0.0345],
      ["diversity", -0.01],
    ],
  );
  assert.equal(found.total, 0.0245);
});

test("no parts, no explanation", () => {
  for (const none of [undefined, null, 3, {}, { lexical: 0 }, { lexical: "7" }]) assert.equal(scoreParts(none), undefined);
});

test("for any parts, the shown values add up to the shown total and stay within one digit of the truth", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.double({ min: -1000, max: 1000, noNaN: true }), { maxKeys: 6 }), (why) => {
      const found = scoreParts(why);
      if (!found) return;
      const unit = 10 ** found.digits;
      const sum = found.parts.reduce((all, { value }) => all + Math.round(value * unit), 0);
      assert.equal(sum, Math.round(found.total * unit));
      for (const { name, value } of found.parts) assert.ok(Math.abs(value - why[name]!) <= 1.000001 / unit);
    }),
  );
});
