/** Learning rates over time, as a share of the highest in [0, 1]. */
import { LearnError } from "../error.ts";

/** `progress`: share of the run that is done, in [0, 1]; a budget in minutes is followed the same way as one in steps. */
export type Schedule = (progress: number) => number;

const rise = (progress: number, warmup: number) => (warmup > 0 && progress < warmup ? progress / warmup : 1);

const fall = (progress: number, warmup: number) => Math.min(1, Math.max(0, (progress - warmup) / (1 - warmup)));

function check(warmup: number, floor: number): void {
  if (!(warmup >= 0 && warmup < 1 && floor >= 0 && floor <= 1))
    throw new LearnError("bad_argument", "warm-up and floor are shares in [0, 1)");
}

export function constantRate(warmup = 0): Schedule {
  check(warmup, 0);
  return (progress) => rise(progress, warmup);
}

/** Rises, then falls in a straight line to `floor`. */
export function linearDecay(warmup = 0.1, floor = 0): Schedule {
  check(warmup, floor);
  return (progress) => Math.min(rise(progress, warmup), floor + (1 - floor) * (1 - fall(progress, warmup)));
}

/** Rises, then falls along half a cosine to `floor` (Loshchilov and Hutter, 2017). */
export function cosineDecay(warmup = 0.1, floor = 0): Schedule {
  check(warmup, floor);
  return (progress) =>
    progress < warmup ? rise(progress, warmup) : floor + ((1 - floor) * (1 + Math.cos(Math.PI * fall(progress, warmup)))) / 2;
}
