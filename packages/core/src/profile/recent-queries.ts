/** The last queries of a person, so that a click after one can be credited to it; bounded. */
import type { ByteReader, ByteWriter } from "../base.ts";

export interface RecentQuery {
  /** Normalised by whoever credits clicks. */
  readonly query: string;
  readonly time: number;
  readonly session: string;
  /** Attribution id of its answer, where the event named it. */
  readonly answer: string;
}

const limit = 5;
/** A click later than this follows no query any more. */
const window = 1_800_000;

export function addQuery(state: RecentQuery[], query: RecentQuery): void {
  let at = state.length;
  while (at > 0 && state[at - 1]!.time > query.time) at--;
  state.splice(at, 0, query);
  if (state.length > limit) state.shift();
}

export function mergeQueries(states: readonly (readonly RecentQuery[])[]): RecentQuery[] {
  return states
    .flat()
    .sort((a, b) => a.time - b.time)
    .slice(-limit);
}

/** The query that a click follows: by the answer it names, else the newest inside half an hour (same session where both have one). */
export function queryBefore(
  state: readonly RecentQuery[],
  time: number,
  session: string | undefined,
  answer: string | undefined,
): RecentQuery | undefined {
  if (answer !== undefined) {
    const named = state.findLast((one) => one.answer === answer);
    if (named) return named;
  }
  return state.findLast(
    (one) =>
      one.time <= time &&
      time - one.time <= window &&
      (session === undefined || one.session === "" || one.session === session) &&
      (answer === undefined || one.answer === ""),
  );
}

export function writeQueries(state: readonly RecentQuery[], writer: ByteWriter): void {
  writer.varint(state.length);
  for (const one of state) writer.text(one.query).f64(one.time).text(one.session).text(one.answer);
}

export function readQueries(reader: ByteReader): RecentQuery[] {
  return Array.from({ length: reader.varint() }, () => ({
    query: reader.text(),
    time: reader.f64(),
    session: reader.text(),
    answer: reader.text(),
  }));
}
