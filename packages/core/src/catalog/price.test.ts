import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parseMoney } from "../catalog.ts";

test("prices in the forms of feeds", () => {
  const forms: readonly (readonly [string | number, number, string?])[] = [
    ["15.00 USD", 15, "USD"],
    ["USD 15", 15, "USD"],
    ["EUR1,50", 1.5, "EUR"],
    ["$15.00", 15, "USD"],
    ["US$1,299.00", 1299, "USD"],
    ["¥129", 129, "CNY"],
    ["￥1,299.5", 1299.5, "CNY"],
    ["129元", 129, "CNY"],
    ["1.234,56 €", 1234.56, "EUR"],
    ["1.234 €", 1234, "EUR"],
    ["1.234.567 €", 1_234_567, "EUR"],
    ["15.000 EUR", 15, "EUR"],
    ["1,234", 1234],
    ["12,5", 12.5],
    ["12 900 ₽", 12_900, "RUB"],
    ["1'234.50 CHF", 1234.5, "CHF"],
    ["₹ 1,23,456", 123_456, "INR"],
    ["10.00 - 20.00", 10],
    ["$10.00 – $20.00", 10, "USD"],
    ["-3.00", -3],
    [".99", 0.99],
    [15, 15],
  ];
  for (const [text, amount, currency] of forms) {
    assert.deepEqual(parseMoney(text), currency === undefined ? { amount } : { amount, currency }, String(text));
  }
});

test("what is no price is none", () => {
  for (const text of ["", "free", "call us", "1.2.3", "1,2,3", "1.234,567.8", "12abc", "NaN", "Infinity", "1e5", "--3", "9".repeat(50)]) {
    assert.equal(parseMoney(text), undefined, text);
  }
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 1e300, null, undefined, {}, [], true])
    assert.equal(parseMoney(value), undefined);
});

test("a written amount is read back in both conventions", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999_999 }), (cents) => {
      const amount = cents / 100;
      assert.deepEqual(parseMoney(`${amount.toLocaleString("en-US", { minimumFractionDigits: 2 })} USD`), { amount, currency: "USD" });
      assert.deepEqual(parseMoney(`${amount.toLocaleString("de-DE", { minimumFractionDigits: 2 })} €`), { amount, currency: "EUR" });
    }),
  );
});

test("any text is an amount or none, quickly", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
      const money = parseMoney(text);
      assert.ok(money === undefined || Number.isFinite(money.amount));
    }),
  );
});
