import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { isAisleError } from "@aisle/core/base";
import { listen } from "./listen.ts";
import { createPages } from "./pages.ts";

const hello = () => new Response("hello");

test("takes the next free port where the wanted one is in use", async (t) => {
  const first = await listen(hello, "127.0.0.1", 0);
  t.after(() => first.close(10));
  const second = await listen(hello, "127.0.0.1", first.port);
  t.after(() => second.close(10));
  assert.ok(second.port > first.port);
  assert.equal(await (await fetch(second.url)).text(), "hello");
});

test("an address that is not ours is a configuration error", async () => {
  await assert.rejects(listen(hello, "192.0.2.1", 0), (error) => isAisleError(error, "bad_config"));
});

test("closing ends within the drain time even with a request that hangs", async () => {
  const server = await listen(() => new Promise<Response>(() => {}), "127.0.0.1", 0);
  const hanging = fetch(server.url).catch(() => "cut");
  await new Promise((resolve) => setTimeout(resolve, 50));
  const start = performance.now();
  await server.close(100);
  assert.ok(performance.now() - start < 2_000);
  assert.equal(await hanging, "cut");
});

test("serves assets for good, pages with the key, and nothing outside its folder", async (t) => {
  const directory = mkdtempSync(join(tmpdir(), "aisle-pages-"));
  t.after(() => rmSync(directory, { recursive: true }));
  mkdirSync(join(directory, "assets"));
  writeFileSync(join(directory, "index.html"), '<meta content="%AISLE_SEARCH_KEY%"><meta content="%AISLE_MARKETS%">');
  writeFileSync(join(directory, "assets", "a.js"), "1");
  const pages = createPages({ directory, searchKey: "public-key", markets: { zh: 'C"N' } });
  const get = async (path: string) => (await pages(new Request(`http://shop${path}`)))!;
  assert.equal(await (await get("/product/5")).text(), '<meta content="public-key"><meta content="%7B%22zh%22%3A%22C%5C%22N%22%7D">');
  const asset = await get("/assets/a.js");
  assert.deepEqual([await asset.text(), asset.headers.get("content-type")], ["1", "text/javascript; charset=utf-8"]);
  assert.match(asset.headers.get("cache-control")!, /immutable/);
  assert.equal((await get("/assets/none.js")).status, 404);
  assert.equal((await get("/%2e%2e/%2e%2e/package.json")).status, 404);
  assert.equal(await pages(new Request("http://shop/a%00.js")), undefined);
  assert.equal(await pages(new Request("http://shop/", { method: "POST" })), undefined);
});

test("assets travel compressed where the caller takes it, and come out the same", async (t) => {
  const directory = mkdtempSync(join(tmpdir(), "aisle-pages-"));
  t.after(() => rmSync(directory, { recursive: true }));
  mkdirSync(join(directory, "assets"));
  const text = "export const words = 'tea cup';\n".repeat(200);
  writeFileSync(join(directory, "assets", "a.js"), text);
  writeFileSync(join(directory, "assets", "small.js"), "export {};");
  const pages = createPages({ directory, searchKey: "public-key", markets: {} });
  const get = async (path: string, accepts?: string) =>
    (await pages(new Request(`http://shop${path}`, accepts === undefined ? {} : { headers: { "accept-encoding": accepts } })))!;
  for (const [accepts, encoding, decode] of [
    ["gzip, deflate, br, zstd", "br", brotliDecompressSync],
    ["br;q=0, gzip;q=0.5", "gzip", gunzipSync],
    ["identity", null, undefined],
    [undefined, null, undefined],
  ] as const) {
    const response = await get("/assets/a.js", accepts);
    assert.equal(response.headers.get("content-encoding"), encoding);
    assert.equal(response.headers.get("vary"), "accept-encoding");
    const bytes = Buffer.from(await response.arrayBuffer());
    assert.ok(encoding === null || bytes.length < text.length / 10);
    assert.equal((decode ? decode(bytes) : bytes).toString(), text);
  }
  assert.equal((await get("/assets/small.js", "br")).headers.get("content-encoding"), null);
});
