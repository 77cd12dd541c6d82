import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Sessions, sessionize } from "./sessions.ts";

const minute = 60_000;

test("E3 a pause of more than 30 minutes ends a session, one of exactly 30 does not", () => {
  const sessions = new Sessions();
  assert.deepEqual(
    [0, 30, 60, 91, 92].map((at) => sessions.add("ann", at * minute)),
    [
      { session: 0, index: 0 },
      { session: 0, index: 1 },
      { session: 0, index: 2 },
      { session: 1, index: 0 },
      { session: 1, index: 1 },
    ],
  );
  assert.deepEqual(sessions.add("bob", 91 * minute), { session: 0, index: 0 });
  assert.deepEqual(sessions.add("ann", 70 * minute), { session: 1, index: 2 });
  assert.equal(sessions.add("ann", 10 * minute), undefined);
  sessions.forget("ann");
  assert.deepEqual(sessions.add("ann", 10 * minute), { session: 0, index: 0 });
});

test("E3 the person who was quiet longest is forgotten first", () => {
  const sessions = new Sessions(10, 2);
  for (const [person, time] of [
    ["a", 0],
    ["b", 1],
    ["a", 2],
    ["c", 3],
  ] as const)
    sessions.add(person, time);
  assert.deepEqual(
    sessions.state().map(([person]) => person),
    ["a", "c"],
  );
  assert.deepEqual(Sessions.restore(sessions.state(), 10, 2).add("a", 5), sessions.add("a", 5));
});

test("E3 following the log in time order cuts as the whole history is cut", () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 200 })), (times) => {
      const sorted = times.toSorted((a, b) => a - b);
      const sessions = new Sessions(10);
      const followed: number[][] = [];
      for (const time of sorted) (followed[sessions.add("ann", time)!.session] ??= []).push(time);
      assert.deepEqual(
        followed,
        sessionize(times, (time) => time, 10),
      );
    }),
  );
});
