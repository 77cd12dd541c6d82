/**
 * Read your writes: every event acknowledged by the server brings a log position, and the next question demands an answer
 * that reflects it. Questions also wait a moment for events still on their way.
 */

/** An event slower than this no longer holds a page back; its effect comes with the next answer. */
const patienceMs = 400;

let newest = 0;
const underway = new Set<Promise<unknown>>();
const listeners = new Set<() => void>();

/** Takes the `Aisle-Position` of an acknowledgement. */
export function notePosition(header: string | null): void {
  const position = Number(header);
  if (header === null || header === "" || !Number.isSafeInteger(position) || position <= newest) return;
  newest = position;
  for (const listener of listeners) listener();
}

/** The position that an answer must reflect, as a header value; undefined before the first event. */
export function demandedPosition(): string | undefined {
  return newest > 0 ? String(newest) : undefined;
}

/** The server's log is younger than this page (it was started afresh): nothing to demand. */
export function forgetPosition(): void {
  newest = 0;
}

/** Remembers an event on its way until it is acknowledged or lost. */
export function trackEvent(sending: Promise<unknown>): void {
  underway.add(sending);
  void sending.finally(() => underway.delete(sending));
}

/** Resolves when no event is on its way any more, or after a short patience. */
export async function eventsSettled(): Promise<void> {
  if (underway.size === 0) return;
  await Promise.race([Promise.allSettled(underway), new Promise((resolve) => setTimeout(resolve, patienceMs))]);
}

/** Calls back after each acknowledged event. */
export function onAcknowledged(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
