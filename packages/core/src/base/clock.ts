/** Milliseconds since 1970-01-01 UTC. Core never reads the wall clock: a Clock is passed in. */
export type Clock = () => number;

/** A clock for tests and replays that moves only when told to. */
export function manualClock(start = 0): Clock & { set(now: number): void; advance(ms: number): void } {
  let now = start;
  const clock = () => now;
  return Object.assign(clock, {
    set: (value: number) => {
      now = value;
    },
    advance: (ms: number) => {
      now += ms;
    },
  });
}
