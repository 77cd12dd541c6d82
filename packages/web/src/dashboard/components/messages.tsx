/** Short messages about what was just done, read aloud by screen readers and gone after a while. */
import { useEffect, useSyncExternalStore } from "react";

let message = "";
const listeners = new Set<() => void>();

/** Shows a message in the place of the one before. */
export function say(text: string): void {
  message = text;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const shownMs = 6_000;

export function Messages() {
  const text = useSyncExternalStore(subscribe, () => message);
  useEffect(() => {
    if (text === "") return undefined;
    const timer = setTimeout(() => say(""), shownMs);
    return () => clearTimeout(timer);
  }, [text]);
  return <output className="messages">{text !== "" && <span>{text}</span>}</output>;
}
