/**
 * A feature of a person is one file: the state it keeps, how a touch changes it, how the states of one person's several ids become
 * one, and its bytes (after Metarank's features). Its value for a request is a function beside it.
 */
import type { ByteReader, ByteWriter } from "../base.ts";
import type { Touch, TouchFacts } from "./touch.ts";

/** A touch whose product has a number; `facts` is absent where the catalogue does not know the product yet. */
export interface ItemTouch extends Touch {
  readonly item: number;
  readonly facts?: TouchFacts;
}

export interface PersonFeature<State> {
  readonly create: () => State;
  readonly react: (state: State, touch: ItemTouch) => void;
  /** One state out of several that stays as bounded as each; the inputs are not changed. */
  readonly merge: (states: readonly State[]) => State;
  readonly write: (state: State, writer: ByteWriter) => void;
  readonly read: (reader: ByteReader) => State;
}
