/** Graph: tensors as nodes, named dimensions, reverse-mode differentiation. */
export { constant, dimension, input, int64, int64Scalar, parameter, scalar } from "./graph/tensor.ts";
export type { Attribute, Attributes, DataType, Derivative, Operation, SampleNorms, Tensor, TensorData } from "./graph/tensor.ts";
export { broadcast, product, sameShape } from "./graph/shape.ts";
export type { Dim, Shape } from "./graph/shape.ts";
export { gradients, sampleGradientNorms } from "./graph/gradient.ts";
export { leavesOf, operationsFor } from "./graph/order.ts";
export * from "./graph/ops/elementwise.ts";
export * from "./graph/ops/reduce.ts";
export * from "./graph/ops/matrix.ts";
export * from "./graph/ops/layout.ts";
export * from "./graph/ops/gather.ts";
export * from "./graph/ops/softmax.ts";
export * from "./graph/ops/normalise.ts";
export { Dropout } from "./graph/ops/dropout.ts";
export type { DropoutMask } from "./graph/ops/dropout.ts";
