/**
 * A graph of tensors. Each tensor is an input, a parameter, a constant or the result of one ONNX operation; the operation carries
 * its own derivative, so that an operation and its gradient are written in one place.
 */
import { LearnError } from "../error.ts";
import type { Dim, Shape } from "./shape.ts";

export type DataType = "float32" | "float16" | "int64" | "int32" | "uint8" | "int8" | "bool";
export type TensorData = Float32Array | BigInt64Array | Int32Array | Uint8Array | Int8Array | Uint16Array;
export type Attribute = number | string | readonly number[] | { readonly float: number };
export type Attributes = Readonly<Record<string, Attribute>>;

/** Gradients of the inputs from those of the outputs; undefined where an input has none. An output nobody used has no gradient. */
export type Derivative = (...outputs: (Tensor | undefined)[]) => readonly (Tensor | undefined)[];

/**
 * Squared norms of each sample's own gradient, shape [batch], for each input that can be a parameter: the first axis of the output
 * counts samples. Source: Goodfellow, "Efficient per-example gradient computations" (2015); Li et al., ghost clipping (2022).
 */
export type SampleNorms = (output: Tensor) => readonly (Tensor | undefined)[];

export interface Operation {
  /** ONNX operator, opset 20; "Dimension" is ours and resolved while encoding. */
  readonly op: string;
  /** Undefined stands for an optional input left out. */
  readonly inputs: readonly (Tensor | undefined)[];
  readonly attributes: Attributes;
  readonly outputs: readonly Tensor[];
  readonly derivative: Derivative | undefined;
  readonly sampleNorms: SampleNorms | undefined;
}

export interface Tensor {
  readonly kind: "input" | "parameter" | "constant" | "result";
  readonly dtype: DataType;
  readonly shape: Shape;
  /** Of inputs and parameters. */
  readonly name?: string;
  /** Of constants, row-major. */
  readonly data?: TensorData;
  readonly operation?: Operation;
}

/** A value that the caller gives with each run. */
export function input(name: string, shape: Shape, dtype: DataType = "float32"): Tensor {
  return { kind: "input", name, shape, dtype };
}

/** A float32 weight: differentiated, kept by the caller, given with each run or written into the model. */
export function parameter(name: string, shape: readonly number[]): Tensor {
  return { kind: "parameter", name, shape, dtype: "float32" };
}

const typeOf = (data: TensorData): DataType => {
  if (data instanceof Float32Array) return "float32";
  if (data instanceof BigInt64Array) return "int64";
  if (data instanceof Int32Array) return "int32";
  if (data instanceof Int8Array) return "int8";
  if (data instanceof Uint16Array) return "float16";
  return "uint8";
};

export function constant(data: TensorData, shape: readonly number[], dtype: DataType = typeOf(data)): Tensor {
  const size = shape.reduce((a, b) => a * b, 1);
  if (data.length !== size) throw new LearnError("bad_shape", `${data.length} values do not fill the shape [${shape.join(", ")}]`);
  return { kind: "constant", data, shape, dtype };
}

export const scalar = (value: number): Tensor => constant(Float32Array.of(value), []);
export const int64 = (values: readonly number[]): Tensor => constant(BigInt64Array.from(values, BigInt), [values.length]);
export const int64Scalar = (value: number): Tensor => constant(BigInt64Array.of(BigInt(value)), []);

export interface OutputType {
  readonly shape: Shape;
  readonly dtype?: DataType;
}

export interface OperationRules {
  readonly derivative?: Derivative;
  readonly sampleNorms?: SampleNorms;
}

/** The results of one ONNX operation. */
export function operation(
  op: string,
  inputs: readonly (Tensor | undefined)[],
  attributes: Attributes,
  outputs: readonly OutputType[],
  rules: OperationRules = {},
): readonly Tensor[] {
  const results: Tensor[] = [];
  const made: Operation = { op, inputs, attributes, outputs: results, derivative: rules.derivative, sampleNorms: rules.sampleNorms };
  for (const { shape, dtype } of outputs) results.push({ kind: "result", shape, dtype: dtype ?? inputs[0]!.dtype, operation: made });
  return results;
}

/** The one result of an operation that has the first input's type unless another is named. */
export function apply(
  op: string,
  inputs: readonly (Tensor | undefined)[],
  output: OutputType,
  rules: OperationRules = {},
  attributes: Attributes = {},
): Tensor {
  return operation(op, inputs, attributes, [output], rules)[0]!;
}

/** The size of a dimension as an int64 tensor of shape [1]; a named one is read from a graph input when the graph runs. */
export function dimension(dim: Dim): Tensor {
  if (typeof dim === "number") return int64([dim]);
  return operation("Dimension", [], { of: dim }, [{ shape: [1], dtype: "int64" }])[0]!;
}
