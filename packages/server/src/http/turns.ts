/**
 * Bulky requests take turns: one goes on in each turn of the event loop, so that a search waits for one batch of a load, not
 * for all that came with it. What is ready in between (sockets, answers of workers) is seen to first.
 */
export function createTurns(): () => Promise<void> {
  const waiting: (() => void)[] = [];
  const next = () => {
    waiting.shift()!();
    if (waiting.length > 0) setImmediate(next);
  };
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length === 1) setImmediate(next);
    });
}
