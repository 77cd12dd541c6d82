/**
 * Dropout whose masks come in from outside: the caller draws them from its own seed, so a run repeats exactly and resumes exactly
 * on any execution provider.
 */
import { LearnError } from "../../error.ts";
import type { Shape } from "../shape.ts";
import { input, scalar } from "../tensor.ts";
import type { Tensor } from "../tensor.ts";
import { mul, where } from "./elementwise.ts";

/** A mask input of a graph: true keeps. */
export interface DropoutMask {
  readonly name: string;
  readonly shape: Shape;
  /** Share of elements set to zero. */
  readonly rate: number;
}

/** The dropout of one graph: names its masks in order of use. */
export class Dropout {
  readonly masks: DropoutMask[] = [];
  readonly #rate: number;

  constructor(rate: number) {
    if (!(rate >= 0 && rate < 1)) throw new LearnError("bad_argument", `a dropout rate lies in [0, 1), not ${rate}`);
    this.#rate = rate;
  }

  /** The tensor with a share of its elements set to zero and the others scaled up. */
  apply(x: Tensor, rate = this.#rate): Tensor {
    if (rate === 0) return x;
    const name = `dropout.${this.masks.length}`;
    this.masks.push({ name, shape: x.shape, rate });
    return where(input(name, x.shape, "bool"), mul(x, scalar(1 / (1 - rate))), scalar(0));
  }
}
