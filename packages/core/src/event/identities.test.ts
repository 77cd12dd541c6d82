import assert from "node:assert/strict";
import { test } from "node:test";
import { Identities } from "./identities.ts";

test("E4 several devices join a login; an undo takes one away", () => {
  const who = new Identities();
  who.join("phone", "ann");
  who.join("laptop", "ann");
  assert.equal(who.personOf("phone"), "ann");
  assert.equal(who.personOf("stranger"), "stranger");
  assert.deepEqual(who.membersOf("laptop"), ["ann", "phone", "laptop"]);
  who.part("phone", "ann");
  assert.equal(who.personOf("phone"), "phone");
  assert.deepEqual(who.membersOf("ann"), ["ann", "laptop"]);
});

test("E4 a shared device belongs to who claimed it last, and an old undo does not take it from them", () => {
  const who = new Identities();
  who.join("tablet", "ann");
  who.join("tablet", "bob");
  assert.deepEqual([who.membersOf("ann"), who.membersOf("bob")], [["ann"], ["bob", "tablet"]]);
  who.part("tablet", "ann");
  assert.equal(who.personOf("tablet"), "bob");
});

test("E4 follows the log: identify, undo, erase; what cannot be opened is skipped", () => {
  const who = new Identities();
  const identify = { type: "identify", time: 1, user: "raw", anonymous: "raw device" } as const;
  const at = { position: 0, arrival: 1, person: "ann", consent: 0 };
  who.apply({ ...at, anonymous: "phone", event: identify });
  who.apply({ ...at, anonymous: "laptop", event: identify });
  who.apply({ ...at, event: undefined });
  who.apply({ ...at, anonymous: "phone", event: { ...identify, undo: true } });
  assert.deepEqual(who.state(), [["laptop", "ann"]]);
  assert.deepEqual(Identities.restore(who.state()).membersOf("ann"), ["ann", "laptop"]);
  who.apply({ ...at, event: { type: "erase", time: 1, user: "ann" } });
  assert.deepEqual(who.state(), []);
  assert.equal(who.personOf("laptop"), "laptop");
});
