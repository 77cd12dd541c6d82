import assert from "node:assert/strict";
import { test } from "node:test";
import type { LoggedEvent, ShopperEvent } from "../event.ts";
import { Consents } from "./consents.ts";

function logged(event: ShopperEvent): LoggedEvent {
  return { position: 0, arrival: 99, event, person: event.user, ...(event.type === "identify" ? { anonymous: event.anonymous } : {}) };
}
const said = (user: string, personal: boolean, time = 1): LoggedEvent => logged({ type: "consent", user, time, purposes: { personal } });
const identify = (user: string, anonymous: string, undo = false): LoggedEvent =>
  logged({ type: "identify", user, anonymous, undo, time: 1 });
const refusing = (consents: Consents, ...ids: readonly string[]) => ids.filter((id) => consents.refuses(id));

test("the newest word by event time counts, and other purposes say nothing", () => {
  const consents = new Consents();
  assert.deepEqual(consents.apply(said("ann", false, 5), []), ["ann"]);
  consents.apply(said("ann", true, 4), []);
  consents.apply(logged({ type: "consent", user: "ann", time: 9, purposes: { advertising: true } }), []);
  assert.deepEqual(refusing(consents, "ann", "bob"), ["ann"]);
  assert.deepEqual(consents.apply(said("ann", false, 6), []), []);
  consents.apply(said("ann", true, 7), []);
  assert.deepEqual(refusing(consents, "ann"), []);
});

test("a login speaks for its devices, the later ones too, until it consents or lets them go", () => {
  const consents = new Consents();
  assert.deepEqual(consents.apply(said("ann", false), ["phone"]), ["ann", "phone"]);
  assert.deepEqual(consents.apply(identify("ann", "laptop"), []), ["laptop"]);
  consents.apply(identify("ann", "tablet"), []);
  consents.apply(identify("bob", "tablet"), []);
  assert.deepEqual(refusing(consents, "phone", "laptop", "tablet"), ["phone", "laptop"]);
  const copy = new Consents();
  copy.restore(consents.snapshot());
  copy.apply(identify("ann", "laptop", true), []);
  assert.deepEqual(refusing(copy, "ann", "phone", "laptop"), ["ann", "phone"]);
  copy.apply(said("ann", true, 2), ["phone"]);
  assert.deepEqual(refusing(copy, "ann", "phone"), []);
  consents.apply(logged({ type: "erase", user: "ann", time: 3 }), ["phone"]);
  assert.deepEqual(refusing(consents, "ann", "phone", "laptop"), []);
});
