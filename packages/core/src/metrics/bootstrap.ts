/**
 * Paired bootstrap (Sakai, SIGIR 2006): is system B better than A on the same queries, or is it the draw of the queries? Resamples
 * the per-query differences; small sets such as 150 queries need it before a figure is believed.
 */
import { randomInteger } from "../base.ts";
import type { Random } from "../base.ts";

export interface BootstrapResult {
  /** Mean of b − a. */
  readonly difference: number;
  /** 95 % interval of the difference. */
  readonly low: number;
  readonly high: number;
  /** Two-sided p-value of "no difference", with the differences shifted to mean zero. */
  readonly p: number;
}

/** Compares per-query values `a` and `b` of equal length. */
export function pairedBootstrap(a: readonly number[], b: readonly number[], random: Random, rounds = 2000): BootstrapResult {
  const n = Math.min(a.length, b.length);
  if (n === 0) return { difference: 0, low: 0, high: 0, p: 1 };
  const differences = Float64Array.from({ length: n }, (_, i) => b[i]! - a[i]!);
  let difference = 0;
  for (const one of differences) difference += one / n;
  const means = new Float64Array(rounds);
  let extreme = 0;
  for (let round = 0; round < rounds; round++) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += differences[randomInteger(random, n)]!;
    means[round] = sum / n;
    if (Math.abs(sum / n - difference) >= Math.abs(difference) - 1e-12) extreme++;
  }
  means.sort();
  const at = (share: number) => means[Math.min(rounds - 1, Math.floor(share * rounds))]!;
  return { difference, low: at(0.025), high: at(0.975), p: extreme / rounds };
}
