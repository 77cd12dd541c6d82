/**
 * Exponentially decayed sums by event time, exact whatever the order of arrival (forward decay, Cormode et al., ICDE 2009): a sum is
 * held as of its newest event, and an older event is added with the weight it would have left by then. Two sums of the same
 * half-life compare without touching either, through `decayKey`.
 */

export interface DecayedSum {
  /** As of `time`. */
  value: number;
  /** Newest event time added, milliseconds. */
  time: number;
}

/** What is left of 1 after `age` milliseconds; an age below 0 counts as 0, so nothing grows. */
export function decay(age: number, halfLife: number): number {
  return age <= 0 ? 1 : 2 ** (-age / halfLife);
}

/** Adds `weight` at event time `time`, in place. */
export function addDecayed(sum: DecayedSum, weight: number, time: number, halfLife: number): void {
  if (time > sum.time) {
    sum.value = sum.value * decay(time - sum.time, halfLife) + weight;
    sum.time = time;
  } else sum.value += weight * decay(sum.time - time, halfLife);
}

/** The sum as of `now`. */
export function decayedAt(sum: DecayedSum, now: number, halfLife: number): number {
  return sum.value * decay(now - sum.time, halfLife);
}

/** Orders sums of one half-life as their values at any later time would; -Infinity for nothing left. */
export function decayKey(value: number, time: number, halfLife: number): number {
  return value > 1e-12 ? Math.log2(value) + time / halfLife : -Infinity;
}
