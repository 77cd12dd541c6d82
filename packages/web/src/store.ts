/** A value that components follow and that survives a reload; other tabs of the shop see the change too. */
import { useSyncExternalStore } from "react";

export interface Store<T> {
  readonly get: () => T;
  readonly set: (next: T) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

function readSaved(key: string): unknown {
  try {
    const text = localStorage.getItem(key);
    return text === null ? undefined : JSON.parse(text);
  } catch {
    // Storage is switched off or holds something else: the shop works without memory.
    return undefined;
  }
}

/** `parse` turns whatever was saved (or undefined) into a good value. */
export function createStore<T>(key: string, parse: (saved: unknown) => T): Store<T> {
  let value = parse(readSaved(key));
  const listeners = new Set<() => void>();
  const tell = () => listeners.forEach((listener) => listener());
  addEventListener("storage", (event) => {
    if (event.key !== key) return;
    value = parse(readSaved(key));
    tell();
  });
  return {
    get: () => value,
    set: (next) => {
      value = next;
      try {
        localStorage.setItem(key, JSON.stringify(next));
      } catch {
        // Full or forbidden: the value lives until the page closes.
      }
      tell();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(store.subscribe, store.get);
}
