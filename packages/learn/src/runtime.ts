/** Runtime: the port that executes models, and ONNX Runtime behind it. */
export { booleans, floats, integers } from "./runtime/runtime.ts";
export type { Runtime, Session, Value } from "./runtime/runtime.ts";
export { onnxRuntime } from "./runtime/onnx-runtime.ts";
export type { OrtModule, OrtOptions } from "./runtime/onnx-runtime.ts";
