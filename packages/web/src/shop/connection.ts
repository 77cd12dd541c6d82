/** Whether the shop can be reached, as far as this page knows: the browser's word, and questions that take long. */
import { useSyncExternalStore } from "react";

export type Connection = "good" | "slow" | "offline";

/** A question slower than this is worth a word. */
const slowMs = 3000;

const listeners = new Set<() => void>();
let late = 0;

function tell(): void {
  for (const listener of listeners) listener();
}

addEventListener("online", tell);
addEventListener("offline", tell);

/** The same promise; while it takes too long, the connection counts as slow. */
export async function watched<T>(question: Promise<T>): Promise<T> {
  let counted = false;
  const timer = setTimeout(() => {
    counted = true;
    late++;
    tell();
  }, slowMs);
  try {
    return await question;
  } finally {
    clearTimeout(timer);
    if (counted) {
      late--;
      tell();
    }
  }
}

function current(): Connection {
  if (!navigator.onLine) return "offline";
  return late > 0 ? "slow" : "good";
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useConnection(): Connection {
  return useSyncExternalStore(subscribe, current);
}
