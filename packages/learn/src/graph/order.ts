/** Operations in an order in which each stands after those it reads, of what the wanted tensors need and nothing else. */
import type { Operation, Tensor } from "./tensor.ts";

export function operationsFor(wanted: readonly Tensor[]): readonly Operation[] {
  const done = new Set<Operation>();
  const order: Operation[] = [];
  // By hand instead of by recursion: a deep network is deeper than the call stack.
  const stack: { readonly operation: Operation; next: number }[] = [];
  const visit = (tensor: Tensor | undefined) => {
    const operation = tensor?.operation;
    if (operation === undefined || done.has(operation)) return;
    done.add(operation);
    stack.push({ operation, next: 0 });
  };
  for (const tensor of wanted) {
    visit(tensor);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      if (top.next < top.operation.inputs.length) visit(top.operation.inputs[top.next++]);
      else {
        order.push(top.operation);
        stack.pop();
      }
    }
  }
  return order;
}

/** Inputs, parameters and constants that the operations and the wanted tensors read, in first use. */
export function leavesOf(operations: readonly Operation[], wanted: readonly Tensor[]): readonly Tensor[] {
  const leaves = new Set<Tensor>();
  const add = (tensor: Tensor | undefined) => {
    if (tensor !== undefined && tensor.operation === undefined) leaves.add(tensor);
  };
  for (const { inputs } of operations) inputs.forEach(add);
  wanted.forEach(add);
  return [...leaves];
}
