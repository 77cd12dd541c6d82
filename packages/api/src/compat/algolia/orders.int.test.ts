/** Synonyms, settings and rules, driven by the unmodified algoliasearch client over a socket. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeShopServer } from "../../testing/algolia-client.ts";
import { keys } from "../../testing/fake-shop.ts";

const indexName = "products";
const backend = fakeShopServer();
const { fresh } = backend;

test("synonyms: save, read, search, remove, replace, clear", async () => {
  const client = fresh();
  const sofa = { objectID: "sofa", type: "synonym" as const, synonyms: ["sofa", "couch"] };
  const phone = { objectID: "phone", type: "onewaysynonym" as const, input: "phone", synonyms: ["iphone", "galaxy"] };
  const street = { objectID: "street", type: "placeholder" as const, placeholder: "<street>", replacements: ["road"] };
  const saved = await client.saveSynonyms({ indexName, synonymHit: [sofa, phone, street] });
  assert.equal(saved.taskID, 1);
  await client.waitForTask({ indexName, taskID: saved.taskID });
  assert.deepEqual(backend.shop.engine.merchandise.synonyms.get("phone")!.meaning, { from: ["phone"], to: ["iphone", "galaxy"] });
  assert.deepEqual(await client.getSynonym({ indexName, objectID: "street" }), street);
  assert.deepEqual((await client.searchSynonyms({ indexName, searchSynonymsParams: { query: "Galaxy" } })).hits, [phone]);
  const oneWay = await client.searchSynonyms({ indexName, searchSynonymsParams: { type: "onewaysynonym" } });
  assert.deepEqual([oneWay.hits, oneWay.nbHits], [[phone], 1]);

  const all: unknown[] = [];
  await client.browseSynonyms({ indexName, aggregator: (page) => all.push(...page.hits) });
  assert.deepEqual(all, [sofa, phone, street]);

  const one = await client.saveSynonym({
    indexName,
    objectID: "tv",
    synonymHit: { objectID: "tv", type: "synonym", synonyms: ["tv", "television"] },
  });
  assert.deepEqual([one.id, one.taskID], ["tv", 2]);
  await client.deleteSynonym({ indexName, objectID: "tv" });
  await assert.rejects(client.getSynonym({ indexName, objectID: "tv" }), { status: 404 });
  await client.saveSynonyms({ indexName, synonymHit: [sofa], replaceExistingSynonyms: true });
  assert.equal((await client.searchSynonyms({ indexName })).nbHits, 1);
  await client.clearSynonyms({ indexName });
  assert.equal((await client.searchSynonyms({ indexName })).nbHits, 0);

  await assert.rejects(client.saveSynonyms({ indexName, synonymHit: [sofa, { objectID: "x", type: "synonym" }] }), { status: 400 });
  assert.equal(backend.shop.engine.merchandise.synonyms.size, 0);
  await assert.rejects(fresh(keys.public).clearSynonyms({ indexName }), { status: 403 });
});

test("a long list of synonyms is one append of several events", async () => {
  const client = fresh();
  const synonymHit = Array.from({ length: 1_200 }, (_, n) => ({
    objectID: `s${n}`,
    type: "synonym" as const,
    synonyms: [`a${n}`, `b${n}`],
  }));
  assert.equal((await client.saveSynonyms({ indexName, synonymHit })).taskID, 3);
  assert.equal(backend.shop.engine.merchandise.synonyms.size, 1_200);
});

test("settings: merged, kept untouched, defaults of searches", async () => {
  const client = fresh();
  const search = async (searchParams: Record<string, unknown> = {}) => client.searchSingleIndex({ indexName, searchParams });
  const indexSettings = {
    hitsPerPage: 2,
    attributesToRetrieve: ["title"],
    searchableAttributes: ["title"],
    customRanking: ["desc(popularity)"],
    replicas: ["products_price_asc"],
    userData: { theme: [1, null] },
  };
  const set = await client.setSettings({ indexName, indexSettings });
  await client.waitForTask({ indexName, taskID: set.taskID });
  const read = await client.getSettings({ indexName });
  assert.deepEqual({ ...read, ...indexSettings }, read);
  assert.equal(read.maxValuesPerFacet, 100);

  const { hits, hitsPerPage } = await search();
  assert.deepEqual(
    [hitsPerPage, hits.length, Object.keys(hits[0]!).filter((name) => !name.startsWith("_"))],
    [2, 2, ["objectID", "title"]],
  );
  assert.equal((await search({ hitsPerPage: 3 })).hits.length, 3);
  await client.setSettings({ indexName, indexSettings: { hitsPerPage: null } as never });
  assert.equal((await search()).hitsPerPage, 20);
  assert.deepEqual((await client.getSettings({ indexName })).customRanking, ["desc(popularity)"]);

  await assert.rejects(client.setSettings({ indexName, indexSettings: { hitsPerPage: -1 } }), { status: 400 });
  await assert.rejects(client.setSettings({ indexName, indexSettings: { ranking: "asc" } as never }), { status: 400 });
  await assert.rejects(fresh(keys.public).setSettings({ indexName, indexSettings: {} }), { status: 403 });
});

test("rules: save, read, search, remove, replace, clear; their meaning in our words", async () => {
  const client = fresh();
  const sale = {
    objectID: "sale",
    conditions: [{ pattern: "sale", anchoring: "contains" as const, context: "web" }],
    consequence: {
      params: {
        query: { edits: [{ type: "remove" as const, delete: "sale" }] },
        filters: 'brand:"Alba"',
        optionalFilters: ["color:red<score=2>"],
      },
      promote: [{ objectIDs: ["1", "2"], position: 0 }],
      hide: [{ objectID: "3" }],
      userData: { banner: "/sale.svg" },
    },
    validity: [{ from: 10, until: 20 }],
    description: "Summer sale",
  };
  const facet = {
    objectID: "facet",
    conditions: [{ pattern: "{facet:brand}", anchoring: "is" as const }],
    consequence: { hide: [{ objectID: "4" }] },
  };
  const saved = await client.saveRules({ indexName, rules: [sale, facet] });
  await client.waitForTask({ indexName, taskID: saved.taskID });
  assert.deepEqual(backend.shop.engine.merchandise.rules.get("sale")!.meaning, {
    enabled: true,
    conditions: [{ pattern: "sale", anchoring: "contains", context: "web" }],
    validity: [{ from: 10_000, until: 20_000 }],
    edits: [{ remove: "sale", insert: "" }],
    filter: { field: "brand", in: ["Alba"] },
    pins: [
      { id: "1", position: 0 },
      { id: "2", position: 1 },
    ],
    hides: ["3"],
    boosts: [{ filter: { field: "color", in: ["red"] }, weight: 2 }],
  });
  assert.equal(backend.shop.engine.merchandise.rules.get("facet")!.meaning.enabled, false);
  assert.deepEqual(await client.getRule({ indexName, objectID: "sale" }), sale);
  const found = await client.searchRules({ indexName, searchRulesParams: { context: "web" } });
  assert.deepEqual([found.hits, found.nbHits, found.page, found.nbPages], [[sale], 1, 0, 1]);
  await client.saveRule({ indexName, objectID: "facet", rule: { objectID: "facet", consequence: { hide: [{ objectID: "4" }] } } });
  await client.deleteRule({ indexName, objectID: "facet" });
  await assert.rejects(client.getRule({ indexName, objectID: "facet" }), { status: 404 });
  const noPlace = { objectID: "x", consequence: { promote: [{ objectID: "1" }] } };
  await assert.rejects(client.saveRules({ indexName, rules: [noPlace as never] }), { status: 400 });
  await client.clearRules({ indexName });
  assert.equal(backend.shop.engine.merchandise.rules.size, 0);
  await assert.rejects(fresh(keys.public).clearRules({ indexName }), { status: 403 });
});
