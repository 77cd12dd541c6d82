import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { manualClock } from "@aisle/core/base";
import { memoryEventLog } from "@aisle/core/event";
import type { EventLog, LoggedEvent, ShopEvent } from "@aisle/core/event";
import { arbitraryEvent } from "@aisle/core/testing/arbitrary-events";
import { collect } from "@aisle/core/testing/event-log-contract";
import { openKeyStore } from "../privacy/key-store.ts";
import { openLog } from "./segment-log.ts";
import { SimulatedDisk } from "./simulated-disk.ts";

const master = new Uint8Array(32).fill(7);
const persons = ["ann", "bob", "cleo"];

const command = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("append" as const),
      events: fc.array(fc.tuple(arbitraryEvent, fc.constantFrom(...persons), fc.nat({ max: 9 })), { maxLength: 6 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("erase" as const), user: fc.constantFrom(...persons), byPerson: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("retain" as const), share: fc.double({ min: 0, max: 1, noNaN: true }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("restart" as const) }) },
);

/** Few persons and ids, so that erases hit somebody and deliveries repeat. */
function narrowed([event, user, id]: readonly [ShopEvent, string, number]): ShopEvent {
  const { origin: _, id: __, ...rest } = event as ShopEvent & { user?: string };
  const known = id < 5 ? { id: `e${id}` } : { origin: { producer: "web", sequence: id } };
  return {
    ...rest,
    ...known,
    ...("user" in event ? { user } : {}),
    ...(event.type === "identify" ? { anonymous: "bob" } : {}),
  } as ShopEvent;
}

/** Pseudonyms as names, so that two logs can be compared. */
function named(log: EventLog, events: readonly LoggedEvent[]): unknown[] {
  const names = new Map(persons.map((user) => [log.pseudonym(user), user]));
  return events.map(({ person, anonymous, event, ...rest }) => ({
    ...rest,
    person: person && names.get(person),
    anonymous: anonymous && names.get(anonymous),
    event: event?.type === "erase" ? { ...event, user: names.get(event.user) } : event,
  }));
}

test("L1 to L9 any history gives the same log in memory and on disk, through restarts", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { maxLength: 14 }), async (commands) => {
      const clock = manualClock(1000);
      const fs = new SimulatedDisk();
      const memory = memoryEventLog({ clock });
      const open = async () => {
        const keys = await openKeyStore({ directory: "/keys", fs, master, cached: 2 });
        return { keys, log: await openLog({ directory: "/log", keys, fs, clock, segmentBytes: 600, note: assert.fail }) };
      };
      let { keys, log } = await open();
      const heard: LoggedEvent[] = [];
      log.subscribe((event) => heard.push(event));
      const live: LoggedEvent[] = [];
      memory.subscribe((event) => live.push(event));
      for (const one of commands) {
        clock.advance(1);
        if (one.kind === "append") {
          const events = one.events.map(narrowed);
          assert.deepEqual(await log.append(events), await memory.append(events));
        } else if (one.kind === "erase") {
          for (const each of [log, memory]) await (one.byPerson ? each.erasePerson(each.pseudonym(one.user)) : each.erase(one.user));
        } else if (one.kind === "retain") {
          await log.retain(log.start + Math.floor((log.end - log.start) * one.share));
          await memory.retain(log.start);
        } else {
          await log.close();
          await keys.close();
          ({ keys, log } = await open());
          log.subscribe((event) => heard.push(event));
        }
        assert.deepEqual([log.start, log.end], [memory.start, memory.end]);
      }
      assert.deepEqual(named(log, await collect(log, log.start)), named(memory, await collect(memory, memory.start)));
      assert.deepEqual(named(log, heard), named(memory, live));
    }),
    { numRuns: 150 },
  );
});
