import assert from "node:assert/strict";
import { test } from "node:test";
import { createApp } from "../app.ts";
import { fakeShop, keys } from "../testing/fake-shop.ts";
import type { FakeShop } from "../testing/fake-shop.ts";
import { createDoor } from "./door.ts";
import { Sessions, sessionMs } from "./session.ts";

interface Door {
  readonly shop: FakeShop;
  ask(path: string, init?: RequestInit & { readonly address?: string }): Promise<Response>;
}

function open(shop = fakeShop()): Door {
  const door = createDoor(createApp(shop), shop, "session-secret");
  return {
    shop,
    ask: (path, { address = "1.2.3.4", ...init } = {}) => door(new Request(`http://shop/dashboard/api${path}`, init), { address }),
  };
}

function signIn({ ask }: Door, key: string, init: RequestInit & { readonly address?: string } = {}): Promise<Response> {
  return ask("/session", { method: "POST", body: JSON.stringify({ key }), ...init });
}

async function cookieOf(door: Door): Promise<string> {
  return (await signIn(door, keys.admin)).headers.get("set-cookie")!.split(";")[0]!;
}

async function codeOf(response: Response): Promise<string> {
  return ((await response.json()) as { code: string }).code;
}

test("an admin key opens a session in a cookie that scripts and other sites cannot use", async () => {
  const door = open();
  const response = await signIn(door, keys.admin);
  assert.equal(response.status, 200);
  assert.deepEqual(await response.json(), { key: "admin", expires: door.shop.now + sessionMs });
  assert.match(
    response.headers.get("set-cookie")!,
    /^aisle_session=[\w.%~]+; Path=\/dashboard\/api; Max-Age=28800; HttpOnly; SameSite=Strict$/,
  );
  assert.ok(!response.headers.get("set-cookie")!.includes(keys.admin));
  const proxied = await signIn(door, keys.admin, { headers: { "x-forwarded-proto": "https" } });
  assert.match(proxied.headers.get("set-cookie")!, /; Secure$/);
});

test("other keys are refused, and without a session nothing is answered", async () => {
  const door = open();
  assert.equal(await codeOf(await signIn(door, "wrong")), "unauthorized");
  assert.equal(await codeOf(await signIn(door, keys.write)), "forbidden");
  assert.equal(await codeOf(await door.ask("/api/search", { method: "POST", body: "{}" })), "unauthorized");
  assert.equal(await codeOf(await door.ask("/api/products/1", { headers: { authorization: `Bearer ${keys.admin}` } })), "unauthorized");
});

test("a session asks the API with the key's grant, writes included", async () => {
  const door = open();
  const cookie = await cookieOf(door);
  const found = await door.ask("/api/search", { method: "POST", headers: { cookie }, body: JSON.stringify({ query: "boot" }) });
  assert.equal(((await found.json()) as { total: number }).total, 1);
  const saved = await door.ask("/1/indexes/products/synonyms/1", {
    method: "PUT",
    headers: { cookie },
    body: JSON.stringify({ type: "synonym", synonyms: ["boot", "wellington"] }),
  });
  assert.equal(saved.status, 200);
  assert.equal(door.shop.engine.merchandise.synonyms.size, 1);
});

test("a forged, changed, expired or signed-out session is over", async () => {
  const door = open();
  const cookie = await cookieOf(door);
  const session = (value: string) => door.ask("/api/products/1", { headers: { cookie: value } });
  assert.equal((await session(cookie)).status, 200);
  assert.equal((await session(cookie.replace(".admin~", ".search~"))).status, 401);
  assert.equal((await session(`${cookie.slice(0, -1)}${cookie.endsWith("0") ? "1" : "0"}`)).status, 401);
  const forged = await new Sessions({ secret: "guess", clock: () => door.shop.now, newId: () => "1" }).open("admin");
  assert.equal((await session(`aisle_session=${forged.token}`)).status, 401);

  const second = await cookieOf(door);
  const out = await door.ask("/session", { method: "DELETE", headers: { cookie } });
  assert.match(out.headers.get("set-cookie")!, /^aisle_session=; Path=\/dashboard\/api; Max-Age=0/);
  assert.equal((await session(cookie)).status, 401);
  assert.equal((await session(second)).status, 200);
  door.shop.now += sessionMs;
  assert.equal((await session(second)).status, 401);
});

test("a session ends with its key", async () => {
  const shop = fakeShop();
  let revoked = false;
  const door = open({ ...shop, keys: { ...shop.keys, grant: (id) => (revoked ? undefined : shop.keys.grant(id)) } } as FakeShop);
  const cookie = await cookieOf(door);
  const session = async () => (await door.ask("/session", { headers: { cookie } })).json();
  assert.deepEqual(await session(), { key: "admin", expires: door.shop.now + sessionMs });
  revoked = true;
  assert.deepEqual(await session(), { key: null });
  assert.equal((await door.ask("/api/products/1", { headers: { cookie } })).status, 401);
});

test("what a page of another site starts is refused, even with the cookie", async () => {
  const door = open();
  const cookie = await cookieOf(door);
  const erase = (headers: Record<string, string>) =>
    door.ask("/api/events", { method: "POST", headers: { cookie, ...headers }, body: '{"events":[{"type":"erase","user":"u"}]}' });
  assert.equal((await erase({ "sec-fetch-site": "cross-site" })).status, 403);
  assert.equal((await erase({ "sec-fetch-site": "same-site" })).status, 403);
  assert.equal((await erase({ "sec-fetch-site": "none" })).status, 403);
  assert.equal((await erase({ origin: "http://evil.example" })).status, 403);
  assert.equal((await erase({ origin: "null" })).status, 403);
  assert.equal((await erase({ origin: "http://shop", "sec-fetch-site": "same-origin" })).status, 200);
  assert.equal((await signIn(door, keys.admin, { headers: { origin: "http://evil.example" } })).status, 403);
});

test("guesses are few: after ten of one address each waits, others and later ones do not", async () => {
  const door = open();
  for (let i = 0; i < 10; i++) assert.equal((await signIn(door, `guess-${i}`)).status, 401);
  const refused = await signIn(door, keys.admin);
  assert.deepEqual([refused.status, refused.headers.get("retry-after")], [429, "10"]);
  assert.equal((await signIn(door, keys.admin, { address: "5.6.7.8" })).status, 200);
  door.shop.now += 10_000;
  assert.equal((await signIn(door, keys.admin)).status, 200);
});
