/** Percentiles of waits. */

export interface Timing {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

export const round = (value: number): number => Number(value.toFixed(3));

export function timing(waits: number[]): Timing {
  waits.sort((a, b) => a - b);
  const at = (share: number) => round(waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? 0);
  return { p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99) };
}
