/**
 * Sessions: a person's events without a pause longer than the gap, 30 minutes as in web analytics since Google Analytics.
 * `sessionize` cuts a history that is all there; `Sessions` follows the log and remembers each person's current session only.
 */

/** Default pause that ends a session, milliseconds. */
export const sessionGap = 30 * 60_000;

/** Cuts one person's events into sessions by event time; events of one time keep their order. */
export function sessionize<T>(events: readonly T[], time: (event: T) => number, gap = sessionGap): T[][] {
  const sorted = events.map((event, at) => ({ event, at, time: time(event) })).sort((a, b) => a.time - b.time || a.at - b.at);
  const sessions: T[][] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const { event, time } of sorted) {
    if (time - last > gap) sessions.push([]);
    sessions.at(-1)!.push(event);
    last = time;
  }
  return sessions;
}

export interface SessionPlace {
  /** Count of the person's sessions before this one, as far as remembered. */
  readonly session: number;
  /** Count of events in the session before this one. */
  readonly index: number;
}

interface Current {
  session: number;
  first: number;
  last: number;
  count: number;
}

/** Follows events in log order. A person beyond `capacity` who was quiet longest is forgotten and starts at session 0 again. */
export class Sessions {
  readonly #gap: number;
  readonly #capacity: number;
  readonly #current = new Map<string, Current>();

  constructor(gap = sessionGap, capacity = 1_000_000) {
    this.#gap = gap;
    this.#capacity = capacity;
  }

  /** The event's place; undefined for one so late that its session is over, or lies before the current one. */
  add(person: string, time: number): SessionPlace | undefined {
    const current = this.#current.get(person);
    if (current === undefined || time - current.last > this.#gap) {
      const next = { session: current === undefined ? 0 : current.session + 1, first: time, last: time, count: 1 };
      this.#current.delete(person);
      this.#current.set(person, next);
      if (this.#current.size > this.#capacity) this.#current.delete(this.#current.keys().next().value!);
      return { session: next.session, index: 0 };
    }
    if (current.first - time > this.#gap) return undefined;
    this.#current.delete(person);
    this.#current.set(person, current);
    current.first = Math.min(current.first, time);
    current.last = Math.max(current.last, time);
    return { session: current.session, index: current.count++ };
  }

  /** Forgets a person, as an erase demands. */
  forget(person: string): void {
    this.#current.delete(person);
  }

  /** Persons with their current session, quiet longest first. */
  state(): readonly (readonly [string, Readonly<Current>])[] {
    return [...this.#current].map(([person, current]) => [person, { ...current }] as const);
  }

  static restore(state: readonly (readonly [string, Readonly<Current>])[], gap = sessionGap, capacity = 1_000_000): Sessions {
    const sessions = new Sessions(gap, capacity);
    for (const [person, current] of state) sessions.#current.set(person, { ...current });
    return sessions;
  }
}
