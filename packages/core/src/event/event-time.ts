/**
 * Event time beside arrival time. A clock that runs ahead must not close everybody's windows: an event from further in the
 * future than the tolerance is kept in the log as it came, and windows count it at its arrival (rule E1 of the log's SPEC.md).
 */
import { AisleError } from "../base.ts";

/** How far a client's clock may run ahead, milliseconds. */
export const futureTolerance = 5 * 60_000;

/** The time at which windows count an event, and whether its own clock was set aside for that. */
export function windowTime(
  time: number,
  arrival: number,
  tolerance = futureTolerance,
): { readonly time: number; readonly skewed: boolean } {
  return time > arrival + tolerance ? { time: arrival, skewed: true } : { time, skewed: false };
}

/**
 * How far a device's clock is off, milliseconds to add to its times: seen from when it says it sent a batch and when that arrived. 0
 * where the difference may be the way there, and where the device says nothing.
 */
export function clockOffset(sent: number | undefined, arrival: number, tolerance = futureTolerance): number {
  if (sent === undefined || Math.abs(arrival - sent) <= tolerance) return 0;
  return arrival - sent;
}

/** A device's time put right by its clock's offset; what was put right lies at the arrival at the latest. */
export function corrected(time: number, offset: number, arrival: number): number {
  return offset === 0 ? time : Math.max(0, Math.min(arrival, time + offset));
}

export interface WindowOptions<T> {
  /** Milliseconds of one window; windows begin at multiples of it. */
  readonly size: number;
  /** Milliseconds that a window stays open after its end, measured by the latest event time seen. */
  readonly lateness: number;
  readonly empty: () => T;
  readonly tolerance?: number;
}

export interface Window<T> {
  readonly start: number;
  readonly end: number;
  readonly value: T;
}

/**
 * Tumbling windows by event time with a stated lateness, after the dataflow model (Akidau et al., VLDB 2015): the watermark is
 * the latest window time seen less the lateness, and a window closes when the watermark reaches its end. What comes later is
 * told so and stays out of it. Deterministic in the order of the log.
 */
export class EventWindows<T> {
  readonly #options: WindowOptions<T>;
  readonly #open = new Map<number, T>();
  #watermark = Number.NEGATIVE_INFINITY;

  constructor(options: WindowOptions<T>) {
    if (!(options.size > 0) || !(options.lateness >= 0))
      throw new AisleError("bad_config", "a window needs a size above 0 and a lateness from 0 up");
    this.#options = options;
  }

  /** Every window that ends at or before this is closed. */
  get watermark(): number {
    return this.#watermark;
  }

  /** The value of the event's window for `add` to change, or "late"; and the windows that this event closed, oldest first. */
  add(time: number, arrival: number, add: (value: T) => T): { readonly counted: boolean; readonly closed: readonly Window<T>[] } {
    const { size, lateness, empty, tolerance } = this.#options;
    const at = windowTime(time, arrival, tolerance).time;
    this.#watermark = Math.max(this.#watermark, at - lateness);
    const start = Math.floor(at / size) * size;
    const counted = start + size > this.#watermark;
    if (counted) this.#open.set(start, add(this.#open.get(start) ?? empty()));
    return { counted, closed: this.#close() };
  }

  #close(): readonly Window<T>[] {
    const closed: Window<T>[] = [];
    for (const [start, value] of this.#open) {
      const end = start + this.#options.size;
      if (end <= this.#watermark) closed.push({ start, end, value });
    }
    for (const { start } of closed) this.#open.delete(start);
    return closed.sort((a, b) => a.start - b.start);
  }

  /** Windows still open, oldest first. */
  open(): readonly Window<T>[] {
    return [...this.#open].map(([start, value]) => ({ start, end: start + this.#options.size, value })).sort((a, b) => a.start - b.start);
  }

  /** What `restore` needs beside the options. */
  state(): { readonly watermark: number; readonly open: readonly (readonly [number, T])[] } {
    return { watermark: this.#watermark, open: [...this.#open] };
  }

  static restore<T>(
    options: WindowOptions<T>,
    state: { readonly watermark: number; readonly open: readonly (readonly [number, T])[] },
  ): EventWindows<T> {
    const windows = new EventWindows(options);
    windows.#watermark = state.watermark;
    for (const [start, value] of state.open) windows.#open.set(start, value);
    return windows;
  }
}
