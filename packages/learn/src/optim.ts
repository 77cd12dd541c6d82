/** Optimisers and what belongs to them: clipping, accumulation, schedules, averages. */
export { decayMatricesOnly } from "./optim/optimiser.ts";
export type { Optimiser, OptimiserState, UpdateSettings, Weight, Weights } from "./optim/optimiser.ts";
export { adamW } from "./optim/adamw.ts";
export { sgd } from "./optim/sgd.ts";
export { lion } from "./optim/lion.ts";
export { adafactor } from "./optim/adafactor.ts";
export { accumulate, ascend, clipByGlobalNorm, globalNorm, scaleGradients } from "./optim/gradients.ts";
export type { Gradients } from "./optim/gradients.ts";
export { constantRate, cosineDecay, linearDecay } from "./optim/schedule.ts";
export type { Schedule } from "./optim/schedule.ts";
export { WeightAverage } from "./optim/average.ts";
