/** What methods are fitted on: products as numbers 0..n-1, and each shopper's products in order of time. */

export interface History {
  readonly items: Int32Array;
  /** Milliseconds, falling nowhere; equal where the events only have an order. */
  readonly times: Float64Array;
}

export interface Training {
  /** Products in all, those without any event included. */
  readonly items: number;
  readonly histories: readonly History[];
}

export const emptyHistory: History = { items: new Int32Array(0), times: new Float64Array(0) };

/** The first `length` events. */
export function cutHistory(history: History, length: number): History {
  return { items: history.items.subarray(0, length), times: history.times.subarray(0, length) };
}

/** `after` behind `before`, by time where it tells, else in that order. */
export function joinHistories(before: History, after: History): History {
  const n = before.items.length;
  const total = n + after.items.length;
  const item = (i: number) => (i < n ? before.items[i]! : after.items[i - n]!);
  const time = (i: number) => (i < n ? before.times[i]! : after.times[i - n]!);
  const order = Array.from({ length: total }, (_, i) => i).sort((a, b) => time(a) - time(b) || a - b);
  return { items: Int32Array.from(order, item), times: Float64Array.from(order, time) };
}

/** How often each product occurs. */
export function countItems(training: Training): Float64Array {
  const counts = new Float64Array(training.items);
  for (const { items } of training.histories) for (const item of items) counts[item]! += 1;
  return counts;
}
