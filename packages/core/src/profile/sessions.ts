/** Visits of a person: how many, and when the newest one was last seen; half an hour of silence or another name begins a new one. */
import type { PersonFeature } from "./feature.ts";

export interface Sessions {
  count: number;
  /** Newest event time. */
  last: number;
  session: string;
}

const silence = 1_800_000;

export const sessions: PersonFeature<Sessions> = {
  create: () => ({ count: 0, last: 0, session: "" }),
  react: (state, touch) => {
    const session = touch.session ?? "";
    if (
      state.count === 0 ||
      touch.time - state.last > silence ||
      (session !== "" && session !== state.session && touch.time >= state.last)
    ) {
      state.count++;
    }
    if (touch.time >= state.last) {
      state.last = touch.time;
      state.session = session;
    }
  },
  merge: (states) => {
    const newest = states.reduce((a, b) => (b.last > a.last ? b : a));
    return { count: states.reduce((sum, one) => sum + one.count, 0), last: newest.last, session: newest.session };
  },
  write: (state, writer) => void writer.varint(state.count).f64(state.last).text(state.session),
  read: (reader) => ({ count: reader.varint(), last: reader.f64(), session: reader.text() }),
};
