import assert from "node:assert/strict";
import { test } from "node:test";
import { ClientLook, addressBlock, ofClient } from "./client.ts";
import type { Grant } from "./grant.ts";

const crawler = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
const phone =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1";
const grant = (...scopes: Grant["scopes"]): Grant => ({ id: "k", scopes });
const from = (agent: string) => new Request("http://shop.test/", { headers: { "user-agent": agent } });

test("a block of addresses has 24 bits of IPv4 and 48 of IPv6; private ones are none", () => {
  assert.deepEqual(
    ["203.0.113.9", "::ffff:203.0.113.77", "2001:db8:1:2::9", "2001:0DB8:0001:ffff:1:2:3:4", "2001:db8::1"].map(addressBlock),
    ["203.0.113", "203.0.113", "2001:db8:1", "2001:db8:1", "2001:db8:0"],
  );
  assert.deepEqual(
    ["127.0.0.1", "::ffff:10.1.2.3", "172.20.0.4", "192.168.1.1", "::1", "fd00::1", "fe80::1", "unix:", "", "1.2.3"].map(addressBlock),
    Array.from({ length: 10 }, () => undefined),
  );
});

test("crawlers say so, phones and libraries do not; keys of backends are not looked at", async () => {
  const look = new ClientLook(
    () => 0,
    () => "salt",
  );
  const agents = [
    crawler,
    phone,
    "okhttp/4.9.0",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/120.0.0.0 Safari/537.36",
  ];
  const seen = await Promise.all(agents.map((agent) => look.at(from(agent), grant("search", "events"), undefined)));
  assert.deepEqual(seen, [{ agent: "bot" }, {}, {}, { agent: "bot" }]);
  assert.deepEqual(await look.at(from(crawler), grant("write", "events"), "203.0.113.9"), {});
});

test("a network's digest holds for a day, hides the address, and is another one tomorrow", async () => {
  let now = 0;
  let salts = 0;
  const look = new ClientLook(
    () => now,
    () => `salt ${salts++}`,
  );
  const network = async (address: string) => (await look.at(from(phone), grant("events"), address)).network;
  const first = await network("203.0.113.9");
  assert.match(first!, /^[\da-f]{24}$/);
  assert.equal(await network("203.0.113.200"), first);
  assert.notEqual(await network("203.0.114.9"), first);
  now += 86_400_000;
  assert.notEqual(await network("203.0.113.9"), first);
  assert.equal(salts, 2);
});

test("what is known of the client goes with shoppers' events alone", () => {
  const view = { type: "view", time: 1, user: "u", product: "p" } as const;
  const removed = { type: "product_removed", time: 1, product: "p" } as const;
  assert.deepEqual(ofClient([view, removed], { agent: "bot", network: "n" }), [{ ...view, agent: "bot", network: "n" }, removed]);
  assert.deepEqual(ofClient([view], {}), [view]);
});
