/** Asks when its key changes, keeps the last answer on the page while a new one is on its way, and asks again once back online. */
import { useEffect, useEffectEvent, useState } from "react";

export interface Answered<T> {
  /** The newest answer for the present key or, while waiting, an earlier one of the same question. */
  readonly value: T | undefined;
  readonly loading: boolean;
  readonly failed: boolean;
  readonly retry: () => void;
}

interface State<T> {
  readonly key: string;
  readonly value?: T;
  readonly failed: boolean;
}

/** `key` names the question; `keep` (default true) shows the former answer until the new one is there. */
export function useAnswer<T>(key: string, ask: () => Promise<T>, keep = true): Answered<T> {
  const [state, setState] = useState<State<T>>({ key: "", failed: false });
  const [attempt, setAttempt] = useState(0);
  const question = `${attempt} ${key}`;
  const askNow = useEffectEvent(ask);
  useEffect(() => {
    let stale = false;
    askNow().then(
      (value) => {
        if (!stale) setState({ key: question, value, failed: false });
      },
      (error: unknown) => {
        console.warn("aisle: a question failed", error);
        if (!stale) setState({ key: question, failed: true });
      },
    );
    return () => {
      stale = true;
    };
  }, [question]);
  const answered = state.key === question;
  const lost = answered && state.failed;
  useEffect(() => {
    if (!lost) return;
    const again = () => setAttempt((count) => count + 1);
    addEventListener("online", again);
    return () => removeEventListener("online", again);
  }, [lost]);
  return {
    value: answered || keep ? state.value : undefined,
    loading: !answered,
    failed: lost,
    retry: () => setAttempt((count) => count + 1),
  };
}
