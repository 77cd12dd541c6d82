import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { EventWindows, clockOffset, corrected, windowTime } from "./event-time.ts";

const options = { size: 10, lateness: 5, empty: () => 0 };
const one = (value: number) => value + 1;

test("E1 a clock from the future counts at its arrival and is marked; within the tolerance it counts as it says", () => {
  assert.deepEqual(windowTime(1_000_000, 500_000), { time: 500_000, skewed: true });
  assert.deepEqual(windowTime(800_000, 500_000), { time: 800_000, skewed: false });
  assert.deepEqual(windowTime(3, 500_000), { time: 3, skewed: false });
});

test("E1 an event from the future closes no window", () => {
  const windows = new EventWindows({ ...options, tolerance: 2 });
  windows.add(4, 4, one);
  assert.deepEqual(windows.add(9_999_999, 6, one), { counted: true, closed: [] });
  assert.deepEqual(windows.open(), [{ start: 0, end: 10, value: 2 }]);
});

test("E2 a window closes when the latest event passes its end by the lateness; what comes after is late", () => {
  const windows = new EventWindows(options);
  assert.deepEqual(windows.add(3, 100, one), { counted: true, closed: [] });
  assert.deepEqual(windows.add(14, 100, one), { counted: true, closed: [] });
  assert.deepEqual(windows.add(9, 100, one), { counted: true, closed: [] });
  assert.deepEqual(windows.add(15, 100, one), { counted: true, closed: [{ start: 0, end: 10, value: 2 }] });
  assert.deepEqual(windows.add(9, 100, one), { counted: false, closed: [] });
  assert.deepEqual(windows.open(), [{ start: 10, end: 20, value: 2 }]);
});

test("E2 disorder within the lateness changes no window", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat({ max: 300 }), fc.nat({ max: 5 })), { maxLength: 60 }), (entries) => {
      const run = (times: readonly number[]) => {
        const windows = new EventWindows(options);
        const closed = times.flatMap((time) => windows.add(time, 1000, one).closed);
        return [...closed, ...windows.open()];
      };
      const sorted = entries.map(([time]) => time).sort((a, b) => a - b);
      const shuffled = entries
        .map(([time, delay]) => ({ time, at: time + Math.min(delay, 4) }))
        .sort((a, b) => a.at - b.at)
        .map(({ time }) => time);
      assert.deepEqual(run(shuffled), run(sorted));
    }),
  );
});

test("E2 every event is counted in exactly one window or told that it is late; restoring changes nothing", () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 200 })), fc.nat({ max: 50 }), (times, cut) => {
      let windows = new EventWindows(options);
      let late = 0;
      let total = 0;
      for (const [i, time] of times.entries()) {
        if (i === cut) windows = EventWindows.restore(options, windows.state());
        const { counted, closed } = windows.add(time, 1000, one);
        if (!counted) late++;
        total += closed.reduce((sum, { value }) => sum + value, 0);
      }
      total += windows.open().reduce((sum, { value }) => sum + value, 0);
      assert.equal(total + late, times.length);
    }),
  );
});

test("E5 a clock is put right by what it showed when it sent, where that is further off than the way there takes", () => {
  const now = 1_000_000_000;
  assert.deepEqual(
    [undefined, now, now - 300_000, now + 300_000, now - 300_001, now + 7_200_000].map((sent) => clockOffset(sent, now)),
    [0, 0, 0, 0, 300_001, -7_200_000],
  );
  assert.deepEqual(
    [corrected(now + 9, 0, now), corrected(now + 7_000_000, -7_200_000, now), corrected(now, 400_000, now), corrected(5, -10, now)],
    [now + 9, now - 200_000, now, 0],
  );
});
