/**
 * The live stream in the browser: totals a second over the last minute and the newest events. The browser reconnects by itself;
 * a session that ended meanwhile shows when the session is asked for.
 */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useReducer } from "react";
import { liveAddress } from "../../api.ts";
import { useLanguage } from "../../words.ts";

export interface LiveEvent {
  readonly position: number;
  readonly time: number;
  readonly type: string;
  readonly index?: string;
  readonly person?: string;
  readonly verdict?: string;
  readonly product?: string;
  readonly title?: string;
  readonly count?: number;
  readonly total?: number;
  readonly command?: string;
}

interface Tick {
  readonly position: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly events: readonly LiveEvent[];
}

export interface Live {
  readonly connected: boolean;
  readonly position: number | undefined;
  /** Events of each of the last seconds, oldest first. */
  readonly seconds: readonly number[];
  /** Newest first. */
  readonly events: readonly LiveEvent[];
}

type Change = { readonly tick: Tick } | { readonly connected: boolean } | "second";

export const secondsShown = 60;
const eventsShown = 60;

const nothing: Live = { connected: false, position: undefined, seconds: Array.from({ length: secondsShown }, () => 0), events: [] };

function changed(live: Live, change: Change): Live {
  if (change === "second") return { ...live, seconds: [...live.seconds.slice(1), 0] };
  if ("connected" in change) return { ...live, connected: change.connected };
  const { position, counts, events } = change.tick;
  const added = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return {
    ...live,
    position,
    seconds: [...live.seconds.slice(0, -1), live.seconds.at(-1)! + added],
    events: [...events.toReversed(), ...live.events].slice(0, eventsShown),
  };
}

/** Follows the log while the page is open. */
export function useLive(): Live {
  const client = useQueryClient();
  const language = useLanguage();
  const [live, change] = useReducer(changed, nothing);
  useEffect(() => {
    const source = new EventSource(liveAddress(language));
    source.addEventListener("open", () => change({ connected: true }));
    source.addEventListener("tick", (event) => change({ tick: JSON.parse((event as MessageEvent<string>).data) as Tick }));
    source.addEventListener("error", () => {
      change({ connected: false });
      if (source.readyState === EventSource.CLOSED) void client.invalidateQueries({ queryKey: ["session"] });
    });
    const clock = setInterval(() => change("second"), 1_000);
    return () => {
      source.close();
      clearInterval(clock);
    };
  }, [client, language]);
  return live;
}
