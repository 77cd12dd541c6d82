/** Train: losses and the step. */
export * from "./train/losses.ts";
export { Trainer } from "./train/trainer.ts";
export type { Feeds, StepResult, TrainerOptions, TrainerState, TrainingGraph } from "./train/trainer.ts";
