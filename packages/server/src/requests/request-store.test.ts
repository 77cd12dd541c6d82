import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { manualClock } from "@aisle/core/base";
import type { KeyStore } from "@aisle/core/privacy";
import type { Asked } from "@aisle/api/shop";
import { openKeyStore } from "../privacy/key-store.ts";
import { differences, printOf } from "./answer-print.ts";
import { findRequests } from "./find-request.ts";
import { TimeBudget } from "./print-budget.ts";
import { openRequestStore } from "./request-store.ts";

const folder = mkdtempSync(join(tmpdir(), "aisle-requests-"));
after(() => rmSync(folder, { recursive: true, force: true }));
let made = 0;

const id = (n: number) => n.toString(16).padStart(32, "0");

function asked(n: number, user?: string, query = "tea pot"): Asked {
  const product = { id: `p${n}`, title: "Pot", description: "", images: [], categories: [], offers: [], attributes: {} };
  return {
    kind: "search",
    index: "products",
    question: { query, now: 1_000 + n, ...(user === undefined ? {} : { asker: { user, market: "DE" } }) },
    answer: {
      id: id(n),
      position: n,
      total: 1,
      hits: [{ product, score: 1.5, parts: { lexical: 1.5 }, tier: 0 }],
      facets: {},
      stats: {},
      terms: [],
      corrections: [],
      required: { matched: 1, of: 1 },
    },
  };
}

async function open(more: { keep?: number; age?: number; segmentBytes?: number; directory?: string; keys?: KeyStore } = {}) {
  const directory = more.directory ?? join(folder, String(made++));
  const keys = more.keys ?? (await openKeyStore({ directory: `${directory}-keys` }));
  const clock = manualClock(1_000_000);
  const notes: string[] = [];
  const store = await openRequestStore({
    directory,
    keys,
    clock,
    ground: () => ({ build: "b", models: { ranker: "h" }, settings: { window: 100, traffic: {} } }),
    keep: more.keep ?? 1_000,
    age: more.age ?? 1e9,
    segmentBytes: more.segmentBytes ?? 1 << 20,
    note: (line) => notes.push(line),
  });
  return { directory, keys, clock, store, notes };
}

test("a request is found by its attribution id, with a pseudonym in the place of the asker, and beside the open store", async () => {
  const { directory, keys, store } = await open();
  store.note(asked(1, "ann"));
  store.note(asked(2));
  await store.flush();
  const found = await findRequests(directory, [id(1), id(2), id(3)], keys);
  assert.deepEqual([...found.keys()].sort(), [id(1), id(2)]);
  const { envelope, request } = found.get(id(1))!;
  assert.deepEqual([envelope.asked, envelope.position, envelope.person], [1_001, 1, keys.pseudonym("ann")]);
  assert.deepEqual(request, {
    id: id(1),
    kind: "search",
    index: "products",
    question: { query: "tea pot", now: 1_001, asker: { user: keys.pseudonym("ann"), market: "DE" } },
    ground: { build: "b", models: { ranker: "h" }, settings: { window: 100, traffic: {} } },
    answer: printOf(asked(1, "ann"), true),
  });
  assert.equal(found.get(id(2))?.envelope.person, undefined);
  await store.close();
  await keys.close();
});

test("nothing of what was asked can be read from the files, and an erase takes a person's requests along, nobody else's", async () => {
  const { directory, keys, store } = await open();
  store.note(asked(1, "ann@example.org", "waterproof boots"));
  store.note(asked(2, undefined, "waterproof boots"));
  store.note(asked(3, "bob", "waterproof boots"));
  await store.flush();
  for (const name of readdirSync(directory)) {
    const text = readFileSync(join(directory, name), "latin1");
    for (const secret of ["waterproof", "ann@", id(1), "search", "products"]) assert.ok(!text.includes(secret), `${secret} in ${name}`);
  }
  await keys.destroy(keys.retire(keys.pseudonym("ann@example.org")));
  const found = await findRequests(directory, [id(1), id(2), id(3)], keys);
  assert.deepEqual(
    [1, 2, 3].map((n) => found.get(id(n))?.request?.id),
    [undefined, id(2), id(3)],
  );
  assert.equal(found.get(id(1))?.envelope.position, 1);
  await store.close();
  await keys.close();
});

test("the oldest segments go by count with the keys that sealed them, and numbers go on after a restart", async () => {
  const first = await open({ keep: 20, segmentBytes: 2_000 });
  for (let n = 0; n < 60; n++) {
    first.store.note(asked(n));
    await first.store.flush();
  }
  await first.store.close();
  const ids = Array.from({ length: 60 }, (_, n) => id(n));
  const kept = await findRequests(first.directory, ids, first.keys);
  assert.ok(kept.size >= 20 && kept.size <= 30, `${kept.size} kept`);
  assert.ok(ids.slice(-20).every((one) => kept.get(one)?.request));
  const second = await open({ directory: first.directory, keys: first.keys, keep: 20, segmentBytes: 2_000 });
  second.store.note(asked(60));
  await second.store.close();
  const names = readdirSync(first.directory).map((name) => Number(name.slice(0, 16)));
  assert.equal(Math.max(...names), 60);
  assert.ok((await findRequests(first.directory, [id(59), id(60)], first.keys)).size === 2);
  await first.keys.close();
});

test("requests go by age", async () => {
  const first = await open({ age: 1_000 });
  first.store.note(asked(1));
  await first.store.close();
  const second = await open({ directory: first.directory, keys: first.keys, age: 1_000 });
  second.clock.advance(500);
  second.store.note(asked(2));
  await second.store.close();
  const third = await open({ directory: first.directory, keys: first.keys, age: 1_000 });
  third.clock.advance(1_800);
  third.store.note(asked(3));
  await third.store.close();
  assert.deepEqual([...(await findRequests(first.directory, [id(1), id(2), id(3)], first.keys)).keys()].sort(), [id(2), id(3)]);
  await first.keys.close();
});

test("a question too long to keep is counted, and others are kept", async () => {
  const { directory, keys, store, notes } = await open();
  store.note(asked(1, undefined, "x".repeat(70_000)));
  store.note(asked(2));
  await store.close();
  assert.deepEqual(notes, ["1 requests were not kept for replay"]);
  assert.deepEqual([...(await findRequests(directory, [id(1), id(2)], keys)).keys()], [id(2)]);
  await keys.close();
});

test("prints of two answers tell where they part", () => {
  const one = printOf(asked(1), true);
  assert.deepEqual(differences(one, printOf(asked(1), true)), []);
  assert.deepEqual(differences(one, printOf(asked(2), true)), ["p1 at 1 → gone", "p2 new at 1"]);
  const retitled = structuredClone(asked(1)) as Extract<Asked, { kind: "search" }>;
  (retitled.answer.hits[0]!.product as { title: string }).title = "Jug";
  assert.deepEqual(differences(one, printOf(retitled, true)), ["facets, texts or parts of scores differ"]);
  assert.deepEqual(differences(printOf(asked(1), false), printOf(retitled, true)), [], "an outline holds no texts");
});

test("a share of the time is spent, what is saved up is bounded, and then it is left out", () => {
  const clock = manualClock(0);
  const budget = new TimeBudget(0.1, 5, clock);
  const spend = (ms: number) => budget.spend(() => clock.advance(ms));
  const allowed = () => budget.allows;
  assert.equal(allowed(), true);
  spend(20);
  assert.equal(allowed(), false);
  clock.advance(129);
  assert.equal(allowed(), false);
  clock.advance(2);
  assert.equal(allowed(), true);
  clock.advance(1e9);
  assert.equal(allowed(), true);
  spend(6);
  assert.equal(allowed(), false);
});
