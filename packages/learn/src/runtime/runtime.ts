/** Port Runtime: whatever executes an ONNX model. onnxruntime-node, onnxruntime-web or another is passed in by the caller. */
import type { DataType, TensorData } from "../graph/tensor.ts";

export interface Value {
  readonly dtype: DataType;
  readonly dims: readonly number[];
  readonly data: TensorData;
}

export interface Session {
  /** Outputs by name; without `wanted` all. Feeds may be read until the promise settles and are never kept. */
  run(feeds: Readonly<Record<string, Value>>, wanted?: readonly string[]): Promise<Readonly<Record<string, Value>>>;
  close(): Promise<void>;
}

export interface Runtime {
  /** Where the models run: "cpu", "cuda", … */
  readonly provider: string;
  /** `model`: bytes, or the path of a model with external data. */
  open(model: Uint8Array | string): Promise<Session>;
}

export const floats = (data: Float32Array, dims: readonly number[]): Value => ({ dtype: "float32", dims, data });
export const integers = (data: BigInt64Array, dims: readonly number[]): Value => ({ dtype: "int64", dims, data });
export const booleans = (data: Uint8Array, dims: readonly number[]): Value => ({ dtype: "bool", dims, data });
