/**
 * One training step: draws dropout masks, runs forward and backward as one graph, clips, updates. The caller owns data, schedule and
 * stopping. `session.run` blocks its thread: train in a worker.
 */
import { LearnError } from "../error.ts";
import { gradients } from "../graph.ts";
import type { DropoutMask, Tensor } from "../graph.ts";
import type { Parameters } from "../model.ts";
import { encodeGraph } from "../onnx.ts";
import { accumulate, clipByGlobalNorm, scaleGradients } from "../optim.ts";
import type { Gradients, Optimiser, OptimiserState, Weight } from "../optim.ts";
import { Random } from "../random.ts";
import type { Runtime, Session, Value } from "../runtime.ts";

export interface TrainingGraph {
  readonly parameters: Parameters;
  /** A scalar. */
  readonly loss: Tensor;
  /** Inputs that tell sizes, beside those the loss reads. */
  readonly inputs: readonly Tensor[];
  readonly masks?: readonly DropoutMask[];
  /** Further values to return from each step. */
  readonly outputs?: Readonly<Record<string, Tensor>>;
}

export interface TrainerOptions {
  readonly weights: Map<string, Weight>;
  readonly optimiser: Optimiser;
  readonly weightDecay?: (name: string, weight: Weight) => number;
  /** Largest global norm of the gradient; default 1, 0 for no limit. */
  readonly clip?: number;
  /** Weights that stay as they are. */
  readonly frozen?: (name: string) => boolean;
  readonly seed?: number;
}

export interface StepResult {
  readonly loss: number;
  /** Of the gradient before clipping. */
  readonly norm: number;
  readonly outputs: Readonly<Record<string, Value>>;
}

/** What a checkpoint holds beside the weights. */
export interface TrainerState {
  readonly step: number;
  readonly random: readonly number[];
  readonly optimiser: ReadonlyMap<string, OptimiserState>;
}

export type Feeds = Readonly<Record<string, Value>>;

const gradientPrefix = "gradient:";

export class Trainer {
  readonly weights: Map<string, Weight>;
  readonly #session: Session;
  readonly #options: TrainerOptions;
  readonly #masks: readonly DropoutMask[];
  readonly #trained: readonly string[];
  readonly #random: Random;
  #state: Map<string, OptimiserState>;
  #step = 0;

  private constructor(graph: TrainingGraph, options: TrainerOptions, session: Session, trained: readonly string[]) {
    this.weights = options.weights;
    this.#options = options;
    this.#session = session;
    this.#masks = graph.masks ?? [];
    this.#trained = trained;
    this.#random = new Random(options.seed ?? 0);
    this.#state = new Map(trained.map((name) => [name, options.optimiser.init(options.weights.get(name)!)]));
  }

  static async open(runtime: Runtime, graph: TrainingGraph, options: TrainerOptions): Promise<Trainer> {
    graph.parameters.check(options.weights);
    const trained = graph.parameters.tensors.filter((tensor) => !options.frozen?.(tensor.name!));
    if (trained.length === 0) throw new LearnError("bad_argument", "every weight is frozen");
    const derivatives = gradients(graph.loss, trained);
    const { bytes } = encodeGraph(
      {
        ...graph.outputs,
        loss: graph.loss,
        ...Object.fromEntries(trained.map((tensor, i) => [`${gradientPrefix}${tensor.name}`, derivatives[i]!])),
      },
      { inputs: [...graph.inputs, ...graph.parameters.tensors] },
    );
    const session = await runtime.open(bytes);
    return new Trainer(
      graph,
      options,
      session,
      trained.map((tensor) => tensor.name!),
    );
  }

  /** Updates done so far. */
  get steps(): number {
    return this.#step;
  }

  get state(): TrainerState {
    return { step: this.#step, random: this.#random.state, optimiser: this.#state };
  }

  /** Goes on from a checkpoint, exactly as if it had never stopped; the weights are set by the caller. */
  restore(state: TrainerState): void {
    this.#step = state.step;
    this.#random.state = state.random;
    this.#state = new Map(state.optimiser);
  }

  #maskFeeds(feeds: Feeds, sizes: Readonly<Record<string, number>>): Record<string, Value> {
    const size = (dim: number | string): number => {
      if (typeof dim === "number") return dim;
      return dim.split("*").reduce((all, factor) => {
        const one = sizes[factor] ?? Number(factor);
        if (Number.isNaN(one)) throw new LearnError("bad_argument", `the size "${factor}" of a dropout mask is not known`);
        return all * one;
      }, 1);
    };
    const all: Record<string, Value> = { ...feeds };
    for (const { name, shape, rate } of this.#masks) {
      const dims = shape.map(size);
      all[name] = {
        dtype: "bool",
        dims,
        data: this.#random.mask(
          dims.reduce((a, b) => a * b, 1),
          rate,
        ),
      };
    }
    return all;
  }

  /** Loss and gradients at the present weights; nothing changes. `sizes`: named dimensions of this batch. */
  async evaluate(feeds: Feeds, sizes: Readonly<Record<string, number>>): Promise<StepResult & { readonly gradients: Gradients }> {
    const given = this.#maskFeeds(feeds, sizes);
    for (const [name, { shape, data }] of this.weights) given[name] = { dtype: "float32", dims: shape, data };
    const results = await this.#session.run(given);
    const loss = Number(results["loss"]!.data[0]);
    if (!Number.isFinite(loss)) throw new LearnError("diverged", `the loss is ${loss} at step ${this.#step}`);
    const found = new Map(this.#trained.map((name) => [name, results[`${gradientPrefix}${name}`]!.data as Float32Array]));
    const outputs = Object.fromEntries(Object.entries(results).filter(([name]) => name !== "loss" && !name.startsWith(gradientPrefix)));
    return { loss, norm: 0, outputs, gradients: found };
  }

  /** Applies gradients found elsewhere or changed by the caller. The global norm before clipping. */
  update(gradients: Gradients, learningRate: number): number {
    const { optimiser, clip = 1, weightDecay } = this.#options;
    const norm = clipByGlobalNorm(gradients, clip === 0 ? Number.POSITIVE_INFINITY : clip);
    for (const name of this.#trained) {
      const weight = this.weights.get(name)!;
      optimiser.update(weight, gradients.get(name)!, this.#state.get(name)!, {
        step: this.#step,
        learningRate,
        weightDecay: weightDecay?.(name, weight) ?? 0,
      });
    }
    this.#step++;
    return norm;
  }

  /** One update from one batch, or from several whose gradients are averaged. */
  async step(
    batches: readonly { readonly feeds: Feeds; readonly sizes: Readonly<Record<string, number>> }[],
    learningRate: number,
  ): Promise<StepResult> {
    let sum: (StepResult & { readonly gradients: Gradients }) | undefined;
    let loss = 0;
    for (const { feeds, sizes } of batches) {
      const one = await this.evaluate(feeds, sizes);
      loss += one.loss / batches.length;
      if (sum) accumulate(sum.gradients, one.gradients);
      else sum = one;
    }
    if (!sum) throw new LearnError("bad_argument", "a step needs a batch");
    if (batches.length > 1) scaleGradients(sum.gradients, 1 / batches.length);
    return { loss, norm: this.update(sum.gradients, learningRate), outputs: sum.outputs };
  }

  close(): Promise<void> {
    return this.#session.close();
  }
}
