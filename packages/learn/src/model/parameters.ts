/** The weights a model declares while its graph is built, and their first values. */
import { LearnError } from "../error.ts";
import { parameter } from "../graph.ts";
import type { Tensor } from "../graph.ts";
import type { Weight, Weights } from "../optim.ts";
import { Random } from "../random.ts";

/** How a weight begins. `normal`: truncated at two deviations, as BERT does; `glorot`: uniform by Glorot and Bengio (2010). */
export type Initial =
  | { readonly kind: "normal"; readonly deviation: number }
  | { readonly kind: "glorot" }
  | { readonly kind: "constant"; readonly value: number };

export const zeros: Initial = { kind: "constant", value: 0 };
export const ones: Initial = { kind: "constant", value: 1 };
export const normal = (deviation: number): Initial => ({ kind: "normal", deviation });
export const glorot: Initial = { kind: "glorot" };

interface Declared {
  readonly tensor: Tensor;
  readonly initial: Initial;
}

export class Parameters {
  readonly #declared = new Map<string, Declared>();

  /** The weight of that name; declared again it is the same one (tied), and has to have the same shape. */
  get(name: string, shape: readonly number[], initial: Initial): Tensor {
    const known = this.#declared.get(name);
    if (known === undefined) {
      const tensor = parameter(name, shape);
      this.#declared.set(name, { tensor, initial });
      return tensor;
    }
    if (known.tensor.shape.join() !== shape.join())
      throw new LearnError("bad_shape", `"${name}" is [${known.tensor.shape.join(", ")}] and cannot also be [${shape.join(", ")}]`);
    return known.tensor;
  }

  get tensors(): readonly Tensor[] {
    return [...this.#declared.values()].map(({ tensor }) => tensor);
  }

  /** First values; each weight draws from a stream of its own name, so that adding one changes no other. */
  initialise(seed: number): Map<string, Weight> {
    return new Map(
      [...this.#declared].map(([name, { tensor, initial }]) => {
        const shape = tensor.shape as readonly number[];
        return [name, { shape, data: drawn(shape, initial, new Random(seed ^ nameHash(name))) }];
      }),
    );
  }

  /** Checks that `weights` holds every declared weight in its shape; names those that do not fit (bad_shape). */
  check(weights: Weights): void {
    const wrong = [...this.#declared].flatMap(([name, { tensor }]) => {
      const weight = weights.get(name);
      if (weight === undefined) return [`"${name}" is missing`];
      return weight.shape.join() === tensor.shape.join()
        ? []
        : [`"${name}" is [${weight.shape.join(", ")}], not [${tensor.shape.join(", ")}]`];
    });
    if (wrong.length > 0)
      throw new LearnError(
        "bad_shape",
        `weights do not fit the model: ${wrong.slice(0, 5).join("; ")}${wrong.length > 5 ? `; and ${wrong.length - 5} more` : ""}`,
      );
  }
}

/** FNV-1a. */
function nameHash(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

function drawn(shape: readonly number[], initial: Initial, random: Random): Float32Array {
  const data = new Float32Array(shape.reduce((a, b) => a * b, 1));
  if (initial.kind === "constant") return data.fill(initial.value);
  if (initial.kind === "glorot") {
    const limit = Math.sqrt(6 / (shape[0]! + (shape.at(-1) ?? 1)));
    for (let i = 0; i < data.length; i++) data[i] = (2 * random.uniform() - 1) * limit;
    return data;
  }
  for (let i = 0; i < data.length; i++) {
    let value = random.normal();
    while (Math.abs(value) > 2) value = random.normal();
    data[i] = value * initial.deviation;
  }
  return data;
}
