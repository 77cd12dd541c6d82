/** What an operator ordered through the unmodified Algolia client holds in the real server, before and after a restart. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { algoliasearch } from "algoliasearch";
import { serve } from "../serving.ts";
import type { Serving } from "../serving.ts";

const indexName = "products";

function clientOf(shop: Serving) {
  return algoliasearch("aisle", shop.adminKey, { hosts: [{ url: new URL(shop.url).host, protocol: "http", accept: "readWrite" }] });
}

test("objects, synonyms, settings and rules written through Algolia's wire survive a restart", async (t) => {
  const first = await serve();
  t.after(() => first.remove());
  const client = clientOf(first);
  const objects = [
    { objectID: "s1", title: "Grey sofa", price: 300, currency: "EUR" },
    { objectID: "c1", title: "Grey couch", price: 200, currency: "EUR" },
  ];
  await client.saveObjects({ indexName, objects, waitForTasks: true });
  await client.partialUpdateObject({ indexName, objectID: "c1", attributesToUpdate: { price: { _operation: "Increment", value: 50 } } });
  await client.saveSynonyms({ indexName, synonymHit: [{ objectID: "1", type: "synonym", synonyms: ["sofa", "couch"] }] });
  await client.saveRule({
    indexName,
    objectID: "pin",
    rule: {
      objectID: "pin",
      conditions: [{ pattern: "grey", anchoring: "is" }],
      consequence: { promote: [{ objectID: "c1", position: 0 }], userData: { banner: "grey" } },
    },
  });
  await client.setSettings({ indexName, indexSettings: { removeWordsIfNoResults: "none", hitsPerPage: 7 } });
  const check = async (shop: Serving) => {
    const { hits } = await clientOf(shop).searchSingleIndex<{ price: number }>({ indexName, searchParams: { query: "sofa" } });
    assert.deepEqual(
      hits.map((hit) => [hit.objectID, hit.price]),
      [
        ["s1", 300],
        ["c1", 250],
      ],
    );
    const grey = await clientOf(shop).searchSingleIndex({ indexName, searchParams: { query: "grey" } });
    assert.deepEqual(
      grey.hits.map((hit) => hit.objectID),
      ["c1", "s1"],
    );
    assert.deepEqual([grey.nbHits, grey.userData, grey.appliedRules], [2, [{ banner: "grey" }], [{ objectID: "pin" }]]);
    const ask = (more: object) => clientOf(shop).searchSingleIndex({ indexName, searchParams: { query: "sofa zebra", ...more } });
    const strict = await ask({});
    assert.deepEqual([strict.nbHits, strict.hits, strict.hitsPerPage], [0, [], 7]);
    assert.ok((await ask({ removeWordsIfNoResults: "allOptional" })).nbHits! > 0);
  };
  await check(first);
  assert.equal(await first.stop(), 0);
  const second = await serve({ data: first.data });
  t.after(() => second.remove());
  await check(second);

  const records: Record<string, unknown>[] = [];
  await clientOf(second).browseObjects({ indexName, aggregator: (page) => records.push(...page.hits) });
  const requests = records.map((body) => ({ action: "updateObject" as const, body }));
  const once = await clientOf(second).batch({ indexName, batchWriteParams: { requests } });
  const twice = await clientOf(second).batch({ indexName, batchWriteParams: { requests } });
  assert.deepEqual([once.objectIDs.length, twice.taskID], [2, once.taskID]);
  await clientOf(second).clearObjects({ indexName });
  assert.equal((await clientOf(second).searchSingleIndex({ indexName })).nbHits, 0);
});
