import assert from "node:assert/strict";
import { test } from "node:test";
import { Identities, memoryEventLog } from "@aisle/core/event";
import type { ShopEvent } from "@aisle/core/event";
import { appendErasing } from "./append-erasing.ts";

test("an erase of a login closes what its devices did, also those of the same batch, and no stranger's", async () => {
  const log = memoryEventLog({ clock: () => 9 });
  const who = new Identities();
  log.subscribe(({ event, person, anonymous }) => {
    if (event?.type === "identify") who.link(anonymous!, person!);
  });
  const view = (user: string): ShopEvent => ({ type: "view", time: 1, user, product: "p" });
  const identify = (user: string, anonymous: string): ShopEvent => ({ type: "identify", time: 2, user, anonymous });
  await log.append([view("phone"), view("tablet"), view("bob"), identify("ann", "phone")]);
  const batch: ShopEvent[] = [
    identify("ann", "tablet"),
    { ...view("bob"), id: "once" },
    { type: "erase", time: 3, user: "ann" },
    { ...view("bob"), id: "once" },
    view("ann"),
  ];
  const appended = await appendErasing(log, batch, (person) => who.devicesOf(person));
  assert.deepEqual([appended.accepted, appended.duplicates, appended.position], [4, 1, log.end]);
  const names = new Map(["ann", "bob", "phone", "tablet"].map((user) => [log.pseudonym(user), user]));
  const left: string[] = [];
  for await (const { event, person } of log.read(0)) left.push(`${names.get(person!)} ${event?.type ?? "closed"}`);
  assert.deepEqual(left, [
    "phone closed",
    "tablet closed",
    "bob view",
    "ann closed",
    "ann closed",
    "bob view",
    "phone erase",
    "tablet erase",
    "ann erase",
    "ann view",
  ]);
});
