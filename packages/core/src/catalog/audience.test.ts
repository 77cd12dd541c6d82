import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { offersFor, offerViews, productFor, viewNames } from "./audience.ts";
import type { Audience } from "./audience.ts";
import type { Offer } from "./product.ts";

const offer = (price: number, market?: string, group?: string): Offer => ({
  availability: "in_stock",
  price,
  ...(market === undefined ? {} : { market }),
  ...(group === undefined ? {} : { group }),
});

const price = (offers: readonly Offer[], audience: Audience) => offersFor(offers, audience)?.[0]?.price;

test("group before public, market before everywhere", () => {
  const offers = [offer(10), offer(12, "DE"), offer(9, "DE", "trade"), offer(8, undefined, "trade"), offer(7, "FR", "vip")];
  const cases: [Audience, number][] = [
    [{}, 10],
    [{ market: "DE" }, 12],
    [{ market: "DE", group: "trade" }, 9],
    [{ market: "DE", group: "vip" }, 12],
    [{ market: "FR" }, 10],
    [{ market: "FR", group: "trade" }, 8],
    [{ market: "FR", group: "vip" }, 7],
    [{ group: "trade" }, 8],
    [{ group: "vip" }, 10],
  ];
  for (const [audience, expected] of cases) assert.equal(price(offers, audience), expected, JSON.stringify(audience));
});

test("a product with offers for markets only is sold in these, and to those who name no market as in its first", () => {
  const offers = [offer(9, "DE", "trade"), offer(12, "DE"), offer(11, "FR")];
  assert.equal(price(offers, { market: "DE" }), 12);
  assert.equal(price(offers, { market: "FR", group: "trade" }), 11);
  assert.equal(offersFor(offers, { market: "US" }), undefined);
  assert.equal(price(offers, {}), 12);
  assert.equal(price(offers, { group: "trade" }), 9);
});

test("a product with offers for a group only is not there for others; one without offers is there for all", () => {
  assert.equal(offersFor([offer(5, undefined, "trade")], {}), undefined);
  assert.equal(price([offer(5, undefined, "trade")], { market: "DE", group: "trade" }), 5);
  assert.deepEqual(offersFor([], { market: "DE" }), []);
});

test("what is shown holds the asker's offers alone", () => {
  const product = {
    id: "a",
    title: "",
    description: "",
    images: [],
    categories: [],
    attributes: {},
    offers: [offer(10), offer(8, "DE", "vip")],
  };
  assert.deepEqual(productFor(product, { market: "DE" })?.offers, [offer(10)]);
  assert.deepEqual(productFor(product, { market: "DE", group: "vip" })?.offers, [offer(8, "DE", "vip")]);
});

test("the views show each audience its offers", () => {
  const market = fc.constantFrom(undefined, "DE", "FR");
  const group = fc.constantFrom(undefined, "trade", "vip");
  const offers = fc.array(
    fc.record({ market, group, price: fc.nat(9) }).map(({ market, group, price }) => offer(price, market, group)),
    { maxLength: 5 },
  );
  fc.assert(
    fc.property(offers, market, group, (list, market, group) => {
      const audience = { ...(market === undefined ? {} : { market }), ...(group === undefined ? {} : { group }) };
      const { own, views } = offerViews(list);
      const name = viewNames(audience).find((one) => Object.hasOwn(views, one));
      assert.deepEqual(name === undefined ? own : views[name], offersFor(list, audience));
    }),
    { numRuns: 500 },
  );
});
