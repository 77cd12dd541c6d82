import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ByteReader, ByteWriter } from "../base.ts";
import { Identities } from "./identities.ts";

function copyOf(who: Identities): Identities {
  const writer = new ByteWriter();
  const [segments, lists] = [who.rows(), who.lists()];
  writer.varint(segments.size);
  for (const row of segments.rows) Identities.writeRow(row, writer);
  writer.varint(lists.size);
  for (const row of lists.rows) Identities.writeList(row, writer);
  const copy = new Identities();
  copy.restore(new ByteReader(writer.finish()));
  return copy;
}

test("E4 several devices join a login; an undo takes one away", () => {
  const who = new Identities();
  who.link("phone", "ann");
  who.link("laptop", "ann");
  who.link("laptop", "ann");
  assert.deepEqual(
    ["phone", "stranger"].map((id) => who.personOf(id)),
    ["ann", "stranger"],
  );
  assert.deepEqual(who.keys("laptop"), ["ann", "phone", "laptop"]);
  who.unlink("phone", "ann");
  assert.equal(who.personOf("phone"), "phone");
  assert.deepEqual([who.keys("ann"), who.keys("phone")], [["ann", "laptop"], ["phone"]]);
});

test("E4 on a shared device each login keeps what was done in its hand, and the next sees nothing of it", () => {
  const who = new Identities();
  who.link("tablet", "ann");
  assert.equal(who.keyOf("tablet"), "tablet");
  who.link("tablet", "bob");
  assert.equal(who.keyOf("tablet"), "tablet#1");
  assert.deepEqual(
    [who.keys("ann"), who.keys("bob"), who.keys("tablet")],
    [
      ["ann", "tablet"],
      ["bob", "tablet#1"],
      ["bob", "tablet#1"],
    ],
  );
  who.unlink("tablet", "bob");
  assert.deepEqual([who.keys("ann"), who.keys("bob"), who.keyOf("tablet")], [["ann", "tablet", "tablet#1"], ["bob"], "tablet#1"]);
  who.link("tablet", "cid");
  who.unlink("tablet", "ann");
  assert.deepEqual([who.keys("ann"), who.keys("cid")], [["ann"], ["cid", "tablet", "tablet#1", "tablet#2"]]);
});

test("E4 a person who is forgotten leaves no key behind, and takes none of another hand", () => {
  const who = new Identities();
  who.link("tablet", "ann");
  who.link("tablet", "bob");
  who.link("phone", "ann");
  assert.deepEqual(who.devicesOf("ann"), ["tablet", "phone"]);
  assert.deepEqual(who.forget("ann"), ["ann", "tablet", "phone"]);
  assert.deepEqual([who.keys("ann"), who.keys("bob"), who.keys("phone")], [["ann"], ["bob", "tablet#1"], ["phone"]]);
  assert.deepEqual(who.forget("tablet"), ["tablet#1"]);
  assert.deepEqual(who.keys("bob"), ["bob"]);
});

test("E4 links of a login and changes of hand are bounded", () => {
  const who = new Identities({ devices: 2, segments: 3 });
  for (const device of ["a", "b", "c"]) who.link(device, "ann");
  assert.deepEqual(who.keys("ann"), ["ann", "b", "c"]);
  const dropped = ["ann", "bob", "ann", "bob", "cid"].flatMap((login) => who.link("hall", login));
  assert.deepEqual(dropped, ["hall", "hall#1"]);
  assert.deepEqual(
    [who.keys("ann"), who.keys("bob"), who.keys("cid")],
    [
      ["ann", "c", "hall#2"],
      ["bob", "hall#3"],
      ["cid", "hall#4"],
    ],
  );
});

test("E4 any claims: every key has one owner, an undone claim leaves what never was, bytes keep it all", () => {
  const devices = ["d", "e", "f"];
  const logins = ["ann", "bob", "cid"];
  const claim = fc.tuple(fc.constantFrom(...devices), fc.constantFrom(...logins), fc.boolean());
  fc.assert(
    fc.property(fc.array(claim, { maxLength: 7 }), fc.constantFrom(...devices), fc.nat(7), (claims, device, at) => {
      const apply = (list: readonly (readonly [string, string, boolean])[]) => {
        const who = new Identities();
        for (const [one, login, undo] of list) {
          if (undo) who.unlink(one, login);
          else who.link(one, login);
        }
        return who;
      };
      const never = apply(claims);
      const undone = copyOf(apply([...claims.slice(0, at), [device, "eve", false], ...claims.slice(at), [device, "eve", true]]));
      const owners = (who: Identities) => devices.map((one) => [who.personOf(one), new Set(who.ownKeys(one)).size > 0]);
      assert.deepEqual(owners(undone), owners(never));
      assert.deepEqual(undone.keys("eve"), ["eve"]);
      const all = logins.flatMap((login) => never.keys(login).filter((key) => key !== login));
      assert.equal(new Set(all).size, all.length);
    }),
  );
});
