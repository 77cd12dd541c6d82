import assert from "node:assert/strict";
import { test } from "node:test";
import { manualClock } from "@aisle/core/base";
import fc from "fast-check";
import { parseJson } from "./body.ts";
import { equalSecrets } from "./equal-secrets.ts";
import { createKeyRing, presentedSecret } from "./keys.ts";
import { RateLimit } from "./rate-limit.ts";
import { mayAsk } from "./secured-key.ts";

test("secrets are equal only when they are the same", () => {
  assert.equal(equalSecrets("abc", "abc"), true);
  fc.assert(fc.property(fc.string(), fc.string(), (a, b) => assert.equal(equalSecrets(a, b), a === b)));
});

test("a key is taken from a bearer token, basic authentication, Algolia's header or parameter, GA4's secret", () => {
  const from = (path: string, headers: Record<string, string> = {}) => {
    const request = new Request(`http://shop${path}`, { headers });
    return presentedSecret(request, new URL(request.url));
  };
  assert.equal(from("/", { authorization: "Bearer one" }), "one");
  assert.equal(from("/", { authorization: `Basic ${btoa("two:")}` }), "two");
  assert.equal(from("/", { "x-algolia-api-key": "three" }), "three");
  assert.equal(from("/?X-Algolia-API-Key=four"), "four");
  assert.equal(from("/?measurement_id=G&api_secret=five"), "five");
  assert.equal(from("/", { authorization: "Basic %%%" }), undefined);
  assert.equal(from("/"), undefined);
});

test("no text opens a ring that does not hold it", async () => {
  const ring = createKeyRing(
    () => [{ id: "k", secret: "right-key", scopes: ["admin"] }],
    () => 0,
  );
  assert.deepEqual(await ring.find("right-key"), { id: "k", scopes: ["admin"] });
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string(), fc.base64String({ minLength: 88 })), async (text) =>
      assert.equal(await ring.find(text), undefined),
    ),
  );
  assert.equal(await ring.find("x".repeat(100_000)), undefined);
});

test("a bucket refills with time and the table forgets the caller idle for longest", () => {
  const clock = manualClock(1_000);
  const limit = new RateLimit(10, 2, clock);
  for (let i = 0; i < 20; i++) assert.equal(limit.take("a"), 0);
  assert.equal(limit.take("a"), 0.1);
  clock.advance(100);
  assert.equal(limit.take("a"), 0);
  limit.take("b");
  limit.take("c");
  assert.equal(limit.size, 2);
  assert.equal(limit.take("a"), 0);
  clock.set(0);
  assert.equal(limit.take("a"), 0);
});

test("index restrictions with wildcards", () => {
  const only = (...indices: string[]) => ({ indices, parameters: {} });
  assert.equal(mayAsk(undefined, "products"), true);
  assert.equal(mayAsk(only("products"), "products_price_asc"), false);
  assert.equal(mayAsk(only("products*"), "products_price_asc"), true);
  assert.equal(mayAsk(only("*_asc"), "products_price_asc"), true);
  assert.equal(mayAsk(only("*price*"), "products_price_asc"), true);
  assert.equal(mayAsk(only("*"), "products"), true);
});

test("JSON within the depth parses as JSON.parse does", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
      assert.deepEqual(parseJson(JSON.stringify(value), 64), JSON.parse(JSON.stringify(value)));
    }),
  );
  assert.throws(() => parseJson('[[["]]]', 2), { code: "limit_exceeded" });
  assert.deepEqual(parseJson('["\\"[[[", "\\\\"]', 1), ['"[[[', "\\"]);
});
