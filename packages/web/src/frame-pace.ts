/**
 * How long this device's frames take while it is busy, so that work which can wait gives way on a slow one. A frame is measured
 * from the call to the first task after the next paint; the estimate rises at once and falls slowly with quick frames.
 */

const falls = 0.85;
let pace = 0;

/** Measures the frame that is being made now. */
export function notePace(): void {
  const started = performance.now();
  requestAnimationFrame(() => {
    // The message is handled after the paint that follows this callback.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      pace = Math.max(performance.now() - started, pace * falls);
    };
    port2.postMessage(undefined);
  });
}

/** Milliseconds that a frame takes of late; a quick device stays around one refresh of its screen. */
export function currentPace(): number {
  return pace;
}
