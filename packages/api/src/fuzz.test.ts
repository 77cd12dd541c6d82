/** Anything may be sent to any endpoint: the answer is always a coded JSON error or a success, never a 5xx, and the app stays up. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { errorCatalogue } from "@aisle/core/base";
import fc from "fast-check";
import { createApp } from "./app.ts";
import { routes } from "./contract.ts";
import type { Route } from "./contract.ts";
import { fakeShop, keys } from "./testing/fake-shop.ts";

const quiet = { requestsPerSecond: 1e9 };
const logged: unknown[] = [];
const shop = fakeShop({ limits: quiet, log: (level, ...line) => level === "error" && logged.push(line) });
const app = createApp(shop);
const codes = new Set(Object.keys(errorCatalogue));

const ownPaths = Object.values<Route>(routes).map(({ method, path }) => ({ method, path }));
const algoliaPaths = [
  "/1/indexes/*/queries",
  "/1/indexes/products/query",
  "/1/indexes/*/objects",
  "/1/indexes/products/facets/brand/query",
  "/1/indexes/*/recommendations",
  "/1/indexes/*/batch",
  "/1/indexes/products",
  "/1/indexes/products/batch",
  "/1/indexes/products/browse",
  "/1/indexes/products/deleteByQuery",
  "/1/indexes/products/1/partial",
  "/1/indexes/products/synonyms/batch",
  "/1/indexes/products/synonyms/search",
  "/1/indexes/products/rules/batch",
  "/1/indexes/products/rules/search",
  "/1/events",
  "/mp/collect",
  "/v1/track",
  "/v1/batch",
].map((path) => ({ method: "POST", path }));
const endpoint = fc.constantFrom(
  ...ownPaths,
  ...algoliaPaths,
  { method: "GET", path: "/1/indexes/products/query" },
  { method: "GET", path: "/1/indexes/products/{id}" },
  { method: "PUT", path: "/1/indexes/products/{id}" },
  { method: "PUT", path: "/1/indexes/products/settings" },
  { method: "PUT", path: "/1/indexes/products/synonyms/{id}" },
  { method: "PUT", path: "/1/indexes/products/rules/{id}" },
);

const word = fc.oneof(
  fc.constantFrom(
    "shoe",
    "brand",
    "price",
    "products",
    "products_price_asc",
    "brand:Alba",
    "price>3",
    "related-products",
    "similar",
    "click",
    "1",
    "*",
    "羊毛袜",
    "a AND (b",
    "addObject",
    "partialUpdateObject",
    "Increment",
    "__proto__",
    "constructor",
  ),
  fc.string({ unit: "binary", maxLength: 40 }),
);
const scalar = fc.oneof(word, fc.integer(), fc.double(), fc.boolean(), fc.constant(null));
const name = fc.constantFrom(
  "query",
  "requests",
  "indexName",
  "filters",
  "facetFilters",
  "numericFilters",
  "facets",
  "page",
  "hitsPerPage",
  "offset",
  "length",
  "params",
  "events",
  "type",
  "user",
  "product",
  "products",
  "changes",
  "offers",
  "model",
  "objectID",
  "queryParameters",
  "maxRecommendations",
  "threshold",
  "facetName",
  "facetQuery",
  "kind",
  "limit",
  "filter",
  "and",
  "or",
  "not",
  "field",
  "in",
  "min",
  "ids",
  "sort",
  "asker",
  "language",
  "prefix",
  "aroundLatLng",
  "aroundRadius",
  "attributesToHighlight",
  "attributesToSnippet",
  "attributesToRetrieve",
  "action",
  "body",
  "title",
  "price",
  "_operation",
  "value",
  "cursor",
  "consequence",
  "conditions",
  "promote",
  "ruleContexts",
  "synonyms",
  "input",
  "userToken",
  "eventType",
  "queries",
  "batch",
  "client_id",
  "items",
  "distinct",
  "typoTolerance",
  "queryLanguages",
);
const { value: json } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    scalar,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.oneof(name, word), tie("value"), { maxKeys: 6 }),
  ),
}));
const body = fc.oneof(
  { weight: 6, arbitrary: json.map((value) => JSON.stringify(value)) },
  {
    weight: 2,
    arbitrary: fc
      .dictionary(name, json, { maxKeys: 8 })
      .map((one) =>
        JSON.stringify({ requests: [{ indexName: "products", model: "trending-items", ...one }], events: [one], products: [one], ...one }),
      ),
  },
  { weight: 1, arbitrary: fc.string() },
  { weight: 1, arbitrary: fc.uint8Array() },
);
const contentType = fc.constantFrom(
  undefined,
  "application/json",
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "\u00ff/x",
);

async function check(response: Response, sent: unknown): Promise<void> {
  const text = await response.text();
  const shown = () =>
    `${response.status} ${text.slice(0, 300)} for ${JSON.stringify(sent).slice(0, 2_000)} ${JSON.stringify(logged.at(-1))}`;
  assert.ok(response.status < 500, shown());
  if (response.status < 400) return;
  const { code, message } = JSON.parse(text) as { code: string; message: string };
  assert.ok(codes.has(code) && typeof message === "string", shown());
}

test("random bodies of random types at every endpoint", async () => {
  await fc.assert(
    fc.asyncProperty(endpoint, body, contentType, word, async ({ method, path }, content, type, id) => {
      const url = `http://shop${path.replace(/\{\w+\}/, encodeURIComponent(id.toWellFormed()))}`;
      const headers: Record<string, string> = {
        authorization: `Bearer ${keys.admin}`,
        ...(type === undefined ? {} : { "content-type": type }),
      };
      const request = new Request(url, { method, headers, ...(method === "GET" ? {} : { body: content as string }) });
      await check(await app.fetch(request), { method, path, content });
    }),
    { numRuns: 2_500 },
  );
});

test("random query strings where parameters are read from them", async () => {
  const parameter = fc.tuple(
    fc.oneof(name, word),
    fc.oneof(
      word,
      json.map((value) => JSON.stringify(value)),
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(parameter, { maxLength: 6 }), async (parameters) => {
      const asked = new URLSearchParams(parameters.map(([key, value]) => [key.toWellFormed(), String(value).toWellFormed()]));
      const request = new Request(`http://shop/1/indexes/products/query?${asked}`, { headers: { authorization: `Bearer ${keys.public}` } });
      await check(await app.fetch(request), String(asked));
    }),
    { numRuns: 1_000 },
  );
});

test("random paths, methods, keys and positions", async () => {
  const path = fc.array(
    fc.oneof(fc.constantFrom("api", "1", "indexes", "*", "queries", "products", "%", "%E0%A4%A", "..", "//"), fc.webPath()),
    { maxLength: 5 },
  );
  const method = fc.constantFrom("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND");
  const header = fc.stringMatching(/^[!-~]*$/);
  await fc.assert(
    fc.asyncProperty(path, method, header, header, async (parts, verb, key, position) => {
      const headers = { authorization: `Bearer ${key}`, "aisle-position": position, "x-request-id": key };
      const response = await app.fetch(new Request(`http://shop/${parts.join("/")}`, { method: verb, headers }));
      if (verb === "HEAD") assert.ok(response.status < 500);
      else await check(response, { parts, verb });
    }),
    { numRuns: 1_000 },
  );
});

test("after all that the app still answers, and no defect was logged", async () => {
  const request = new Request("http://shop/api/search", {
    method: "POST",
    headers: { authorization: `Bearer ${keys.search}` },
    body: '{"query":"boot"}',
  });
  assert.equal((await app.fetch(request)).status, 200);
  assert.deepEqual(logged, []);
});
