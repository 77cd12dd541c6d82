/**
 * A snapshot in pieces: a part of the state freezes what it holds (a copy of its containers, not of their rows), then gives its bytes
 * piece by piece while events go on. A row that is still frozen is copied before it changes (copy on write), so all pieces are of
 * one moment and no piece takes longer than a few milliseconds.
 */
import { ByteWriter } from "../base.ts";

/** Bytes of a frozen part, in order; what is between two pieces is no row's business. */
export type Pieces = Iterable<Uint8Array>;

const pieceBytes = 1 << 17;

/** Rows of a columnar piece. */
export const chunkRows = 2048;

/** Rows one after the other, cut into pieces between two of them. */
export function* rowPieces<Row>(rows: Iterable<Row>, write: (row: Row, writer: ByteWriter) => void): Generator<Uint8Array> {
  let writer = new ByteWriter(2 * pieceBytes);
  for (const row of rows) {
    write(row, writer);
    if (writer.length < pieceBytes) continue;
    yield writer.finish();
    writer = new ByteWriter(2 * pieceBytes);
  }
  if (writer.length > 0) yield writer.finish();
}

/** One piece for each chunk of so many rows. */
export function* chunkPieces(size: number, write: (from: number, to: number, writer: ByteWriter) => void): Generator<Uint8Array> {
  yield new ByteWriter(8).varint(size).finish();
  for (let from = 0; from < size; from += chunkRows) {
    const writer = new ByteWriter(pieceBytes);
    write(from, Math.min(size, from + chunkRows), writer);
    yield writer.finish();
  }
}

/** Where each of some rows begins, and where the last ends. */
export function startsOf(lengths: ArrayLike<number>): Uint32Array {
  const starts = new Uint32Array(lengths.length + 1);
  for (let i = 0; i < lengths.length; i++) starts[i + 1] = starts[i]! + lengths[i]!;
  return starts;
}
