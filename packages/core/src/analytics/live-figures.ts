/**
 * What happens in the shop, minute by minute over the last day: events by type, searches, those that found nothing, those whose
 * answer was clicked. Minutes are those of event time, so late events land where they belong and the order of arrival changes
 * nothing, except that a click counts only after its search (as the log has them). Holds counts, nobody's ids or words.
 */
import { isShopperEvent, windowTime } from "../event.ts";
import type { EventType, LoggedEvent } from "../event.ts";

const minuteMs = 60_000;
/** Minutes kept before the newest one. */
const keptMinutes = 24 * 60;
/** Answers of searches that still wait for a click; beyond it the oldest no longer counts as clicked. */
const maximumWaiting = 50_000;

export interface MinuteFigures {
  /** Start of the minute, milliseconds UTC. */
  readonly start: number;
  readonly events: number;
  /** Events of shoppers. */
  readonly shoppers: number;
  readonly searches: number;
}

export interface WindowFigures {
  /** Milliseconds UTC; the window ends before `until`. */
  readonly from: number;
  readonly until: number;
  readonly events: Readonly<Partial<Record<EventType, number>>>;
  readonly searches: number;
  /** Searches that said how much they found: the base of the zero-result rate. */
  readonly counted: number;
  readonly withoutResult: number;
  /** Searches with an attribution id: the base of the click-through rate. */
  readonly attributed: number;
  /** Those of them whose answer was followed by a click or a product put into the cart. */
  readonly clicked: number;
  /** Every minute of the window, oldest first. */
  readonly minutes: readonly MinuteFigures[];
}

interface Minute {
  readonly events: Partial<Record<EventType, number>>;
  total: number;
  shoppers: number;
  searches: number;
  counted: number;
  withoutResult: number;
  attributed: number;
  clicked: number;
}

function emptyMinute(): Minute {
  return { events: {}, total: 0, shoppers: 0, searches: 0, counted: 0, withoutResult: 0, attributed: 0, clicked: 0 };
}

export class LiveFigures {
  readonly #minutes = new Map<number, Minute>();
  /** Attribution id → minute of its search. */
  readonly #waiting = new Map<string, number>();
  #newest = 0;

  /** Counts one event; one that is older than the day kept changes nothing. */
  apply({ event, arrival }: LoggedEvent): void {
    if (event === undefined) return;
    const at = Math.floor(windowTime(event.time, arrival).time / minuteMs);
    if (at > this.#newest) this.#advance(at);
    if (at <= this.#newest - keptMinutes) return;
    const minute = this.#minutes.get(at) ?? emptyMinute();
    this.#minutes.set(at, minute);
    minute.events[event.type] = (minute.events[event.type] ?? 0) + 1;
    minute.total++;
    if (isShopperEvent(event)) minute.shoppers++;
    if (event.type === "query") {
      minute.searches++;
      if (event.total !== undefined) minute.counted++;
      if (event.total === 0) minute.withoutResult++;
      if (event.answer !== undefined) {
        minute.attributed++;
        this.#await(event.answer, at);
      }
    } else if ((event.type === "click" || event.type === "add_to_cart") && event.answer !== undefined) {
      const searched = this.#waiting.get(event.answer);
      if (searched === undefined) return;
      this.#waiting.delete(event.answer);
      const its = this.#minutes.get(searched);
      if (its) its.clicked++;
    }
  }

  #await(answer: string, minute: number): void {
    this.#waiting.set(answer, minute);
    if (this.#waiting.size > maximumWaiting) this.#waiting.delete(this.#waiting.keys().next().value!);
  }

  #advance(to: number): void {
    this.#newest = to;
    for (const minute of this.#minutes.keys()) if (minute <= to - keptMinutes) this.#minutes.delete(minute);
  }

  /** Figures of the last `minutes` (1 to a day), the one that `now` lies in being the last. */
  window(now: number, minutes: number): WindowFigures {
    const last = Math.floor(now / minuteMs);
    const first = last - Math.min(Math.max(1, Math.floor(minutes)), keptMinutes) + 1;
    const sum = emptyMinute();
    const list: MinuteFigures[] = [];
    for (let at = first; at <= last; at++) {
      const minute = this.#minutes.get(at);
      list.push({
        start: at * minuteMs,
        events: minute?.total ?? 0,
        shoppers: minute?.shoppers ?? 0,
        searches: minute?.searches ?? 0,
      });
      if (!minute) continue;
      for (const [type, count] of Object.entries(minute.events)) {
        sum.events[type as EventType] = (sum.events[type as EventType] ?? 0) + count;
      }
      for (const name of ["searches", "counted", "withoutResult", "attributed", "clicked"] as const) sum[name] += minute[name];
    }
    const { total: _total, shoppers: _shoppers, ...figures } = sum;
    return { from: first * minuteMs, until: (last + 1) * minuteMs, ...figures, minutes: list };
  }
}
