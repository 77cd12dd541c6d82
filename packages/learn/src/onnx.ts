/** ONNX: graphs as model files. */
export { encodeGraph } from "./onnx/encode.ts";
export type { EncodedGraph, EncodeOptions } from "./onnx/encode.ts";
