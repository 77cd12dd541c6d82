/** Checkpoint: weights as safetensors, encoders as Hugging Face's folders. */
export { readSafetensors, writeSafetensors } from "./checkpoint/safetensors.ts";
export type { ReadAt } from "./checkpoint/safetensors.ts";
export { encoderWeights, readEncoderConfig, writeEncoderConfig } from "./checkpoint/hugging-face.ts";
export type { EncoderConfig, EncoderFamily } from "./checkpoint/hugging-face.ts";
