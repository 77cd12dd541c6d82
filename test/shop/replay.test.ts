/** A real server, real traffic in two languages, killed; every answer it gave is given again to the last byte, until somebody is erased. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { demoProducts } from "../../packages/server/src/demo/demo-shop.ts";
import { post, serve } from "../serving.ts";
import type { Serving } from "../serving.ts";

interface Replayed {
  readonly request: string;
  readonly status: string;
  readonly identical: boolean;
  readonly position: number;
  readonly from: number;
  readonly erasedEvents: number;
  readonly answer: { readonly ranked?: number };
  readonly differences: readonly string[];
  readonly question: { readonly asker?: { readonly user?: string } };
}

interface Given {
  readonly user: string | undefined;
  /** The body of our own API; Algolia's shape is made from the same answer. */
  readonly body?: string;
}

const given = new Map<string, Given>();
let serving: Serving;
const folder = mkdtempSync(join(tmpdir(), "aisle-replay-"));
// Snapshots fall among the traffic.
const options = { data: join(folder, "data"), env: { AISLE_LOG_SNAPSHOT_EVERY: "40" } };

before(async () => {
  serving = await serve(options);
  const products = demoProducts(1).filter((_, at) => at % 6 === 0);
  await post(serving, "/api/events", serving.adminKey, { events: products.map((product) => ({ type: "product", time: 0, product })) });
});
after(async () => {
  await serving.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** The command line on the data folder. */
async function run(...args: string[]): Promise<{ status: number | null; out: string }> {
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", "packages/server/src/main.ts", ...args, "--data", options.data],
    { cwd: join(import.meta.dirname, "..", ".."), stdio: ["ignore", "pipe", "ignore"] },
  );
  let out = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    out += chunk;
  });
  const status = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { status, out };
}

async function replay(ids: Iterable<string>): Promise<{ status: number | null; answers: Replayed[] }> {
  const { status, out } = await run("replay", "--json", ...[...ids].flatMap((id) => ["--request", id]));
  const answers = out
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Replayed);
  return { status, answers };
}

async function ask(path: string, body: object, user?: string): Promise<{ products: string[] }> {
  const own = path.startsWith("/api/");
  const response = await fetch(new URL(path, serving.url), {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(own
        ? { authorization: `Bearer ${serving.searchKey}` }
        : { "x-algolia-application-id": "aisle", "x-algolia-api-key": serving.searchKey }),
    },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  assert.equal(response.status, 200, text.slice(0, 300));
  given.set(response.headers.get("aisle-answer")!, { user, ...(own ? { body: text } : {}) });
  const parsed = JSON.parse(text) as { hits?: { product?: { id: string }; objectID?: string }[]; items?: { product: { id: string } }[] };
  return { products: (parsed.hits ?? parsed.items ?? []).map((one) => one.product?.id ?? (one as { objectID: string }).objectID) };
}

const queries = ["running shoes", "tea pot", "连衣裙", "wireles headphones", "茶", "red dress", "运动鞋", "lamp"];
const users = ["ann", "bob", "小明", "dora", undefined];

/** One shopper's minute: searches, looks, puts into the cart, buys, and is recommended to. */
async function visit(turn: number): Promise<void> {
  const user = users[turn % users.length];
  const query = queries[turn % queries.length]!;
  const language = turn % 2 === 0 ? "en" : "zh";
  const asker = { language, ...(user === undefined ? {} : { user }) };
  const { products } = await ask(
    "/api/search",
    { query, asker, facets: ["brand", "categories", "color", "price"], distinct: turn % 3 === 0 },
    user,
  );
  const [product] = products;
  if (user !== undefined && product !== undefined) {
    await post(serving, "/api/events", serving.searchKey, {
      events: [
        { type: "click", user, product, session: `s${turn}`, position: 1 },
        { type: "add_to_cart", user, product, quantity: 1, session: `s${turn}` },
        ...(turn % 3 === 0 ? [{ type: "purchase", user, order: `o${turn}`, lines: [{ product, quantity: 1 }], session: `s${turn}` }] : []),
      ],
    });
  }
  await ask("/api/recommend", { kind: "for_you", asker, limit: 8 }, user);
  if (product !== undefined)
    await ask("/api/recommend", { kind: turn % 2 === 0 ? "similar" : "bought_together", products: [product], asker }, user);
  await ask("/api/suggest", { text: query.slice(0, 3), language });
  await ask(
    "/1/indexes/products/query",
    { query, hitsPerPage: 10, facets: ["*"], ...(user === undefined ? {} : { userToken: user }) },
    user,
  );
}

test("every answer is given again to the last byte: beside the server, and after it was killed", { timeout: 240_000 }, async () => {
  for (let round = 0; round < 4; round++) await Promise.all([0, 1, 2, 3].map((one) => visit(round * 4 + one)));
  await post(serving, "/api/events", serving.adminKey, { events: [{ type: "operator", command: "synonyms", arguments: { save: [] } }] });
  for (let turn = 16; turn < 20; turn++) await visit(turn);
  await wait(600);

  const beside = await replay([...given.keys()].slice(-3));
  assert.deepEqual([beside.status, beside.answers.map((one) => one.status)], [0, ["identical", "identical", "identical"]]);
  assert.ok(
    beside.answers.every(({ from }) => from > 0),
    "folded from a snapshot",
  );

  serving.process.kill("SIGKILL");
  await new Promise((resolve) => serving.process.once("exit", resolve));
  const { status, answers } = await replay(given.keys());
  assert.ok(given.size >= 80, `${given.size} answers`);
  assert.deepEqual(
    answers.filter(({ identical }) => !identical).map((one) => [one.request, one.status, one.differences]),
    [],
  );
  assert.equal(status, 0);
  assert.equal(answers.length, given.size);
  for (const { request, answer } of answers) {
    const { body } = given.get(request)!;
    if (body !== undefined) assert.equal(JSON.stringify(answer), body);
  }
  const people = new Set(answers.flatMap(({ question }) => question.asker?.user ?? []));
  assert.ok(people.size === 4 && !people.has("ann"), "askers are kept by pseudonym");
});

test("an erase takes a person's requests along and redefines what others' answers stood on", { timeout: 240_000 }, async () => {
  serving = await serve(options);
  const held = await run("erase", "--user", "dora");
  assert.deepEqual([held.status, held.out], [1, ""], "a folder that a server has open");
  const told = await run("erase", "--user", "小明", "--url", serving.url, "--key", serving.adminKey);
  assert.equal(told.status, 0);
  await serving.stop();
  const erased = await run("erase", "--user", "ann", "--json");
  assert.deepEqual([erased.status, (JSON.parse(erased.out) as { user: string }).user], [0, "ann"]);
  const { status, answers } = await replay(given.keys());
  assert.equal(status, 1);
  const of = (kind: (user: string | undefined) => boolean) => answers.filter(({ request }) => kind(given.get(request)!.user));
  assert.deepEqual(new Set(of((user) => user === "ann" || user === "小明").map((one) => one.status)), new Set(["erased"]));
  const others = of((user) => user !== "ann" && user !== "小明");
  assert.deepEqual(new Set(others.map((one) => one.status)), new Set(["identical", "redefined"]));
  assert.ok(others.filter((one) => one.status === "redefined").every((one) => one.erasedEvents > 0 && one.differences.length > 0));
});

test("what is not kept is said plainly", async () => {
  const { status, answers } = await replay(["f".repeat(32)]);
  assert.deepEqual([status, answers.map((one) => one.status)], [1, ["unknown"]]);
});
