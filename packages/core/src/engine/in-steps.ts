/** Runs work that goes in steps, with a pause between two of them where the host gives one. */
export async function inSteps<T>(steps: Generator<undefined, T>, pause?: () => Promise<void>): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (pause) await pause();
  }
}
