/** Reverse-mode differentiation: new nodes beside the forward ones, in one graph. */
import { LearnError } from "../error.ts";
import { operationsFor } from "./order.ts";
import { add, mul, sqrt } from "./ops/elementwise.ts";
import { scalar } from "./tensor.ts";
import type { Operation, Tensor } from "./tensor.ts";

/** Operations on a way from one of `wrt` to the loss through floating-point values; the others need no derivative. */
function onTheWay(operations: readonly Operation[], wrt: ReadonlySet<Tensor>): ReadonlySet<Operation> {
  const reached = new Set<Operation>();
  for (const operation of operations) {
    if (!operation.outputs[0]!.dtype.startsWith("float")) continue;
    if (operation.inputs.some((tensor) => tensor && (wrt.has(tensor) || (tensor.operation && reached.has(tensor.operation)))))
      reached.add(operation);
  }
  return reached;
}

type Visit = (operation: Operation, outputs: readonly (Tensor | undefined)[]) => void;

function backward(loss: Tensor, wrt: readonly Tensor[], seed: Tensor, visit?: Visit): ReadonlyMap<Tensor, Tensor> {
  const operations = operationsFor([loss]);
  const wanted = new Set(wrt);
  const needed = onTheWay(operations, wanted);
  const gradients = new Map<Tensor, Tensor>([[loss, seed]]);
  for (let i = operations.length - 1; i >= 0; i--) {
    const operation = operations[i]!;
    const outputs = operation.outputs.map((output) => gradients.get(output));
    if (!needed.has(operation) || outputs.every((output) => output === undefined)) continue;
    if (operation.derivative === undefined) throw new LearnError("unsupported", `${operation.op} has no derivative`);
    visit?.(operation, outputs);
    const inputs = operation.derivative(...outputs);
    operation.inputs.forEach((tensor, at) => {
      const gradient = inputs[at];
      if (tensor === undefined || gradient === undefined) return;
      if (!wanted.has(tensor) && !(tensor.operation && needed.has(tensor.operation))) return;
      const known = gradients.get(tensor);
      gradients.set(tensor, known === undefined ? gradient : add(known, gradient));
    });
  }
  return gradients;
}

/**
 * Derivatives of a scalar loss by each tensor of `wrt`, in its shape.
 * A tensor that the loss does not depend on is an error (bad_argument): a weight left out of a model is a mistake.
 */
export function gradients(loss: Tensor, wrt: readonly Tensor[], seed: Tensor = scalar(1)): readonly Tensor[] {
  if (loss.shape.length !== seed.shape.length) throw new LearnError("bad_shape", "the loss has to be a scalar");
  const found = backward(loss, wrt, seed);
  return wrt.map((tensor) => {
    const gradient = found.get(tensor);
    if (!gradient) throw new LearnError("bad_argument", `the loss does not depend on ${tensor.name ?? "the given tensor"}`);
    return gradient;
  });
}

/**
 * The norm of each sample's own gradient over all `parameters`, shape [batch], without making one gradient per sample. `losses`:
 * shape [batch], one loss a sample; samples must not see each other. Exact where each parameter is read once; a parameter read
 * several times (tied weights) counts with the sum of its uses' norms, an upper bound, which is what clipping needs.
 */
export function sampleGradientNorms(losses: Tensor, parameters: readonly Tensor[], ones: Tensor): Tensor {
  const uses = new Map<Tensor, Tensor[]>();
  const wanted = new Set(parameters);
  backward(losses, parameters, ones, (operation, outputs) => {
    if (!operation.inputs.some((tensor) => tensor && wanted.has(tensor))) return;
    if (operation.sampleNorms === undefined)
      throw new LearnError("unsupported", `${operation.op} cannot tell the gradients of samples apart`);
    const norms = operation.sampleNorms(outputs[0]!);
    operation.inputs.forEach((tensor, at) => {
      if (tensor === undefined || !wanted.has(tensor)) return;
      const norm = norms[at];
      if (norm === undefined) throw new LearnError("unsupported", `${operation.op} cannot tell the gradients of samples apart`);
      uses.set(tensor, [...(uses.get(tensor) ?? []), norm]);
    });
  });
  const squares = [...uses.values()].map((norms) => {
    if (norms.length === 1) return norms[0]!;
    const sum = norms.map((norm) => sqrt(norm)).reduce((a, b) => add(a, b));
    return mul(sum, sum);
  });
  if (squares.length === 0) throw new LearnError("bad_argument", "the losses depend on none of the parameters");
  return sqrt(squares.reduce((a, b) => add(a, b)));
}
