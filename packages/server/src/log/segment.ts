/** Segment files by name and their frames as a stream; damage is reported as a value, and reading goes on behind it. */
import { claimedBody, findFrame, frameHeadBytes, headerBytes, isSegmentHeader, readFrame } from "./frame.ts";
import type { Frame } from "./frame.ts";
import { readFully } from "./file-system.ts";
import type { OpenFile } from "./file-system.ts";

const suffix = ".seg";

/** Named by the position of its first event, so that names sort in log order. */
export function segmentName(position: number): string {
  return `${String(position).padStart(16, "0")}${suffix}`;
}

/** First positions of the segments among the names of a folder, in order. */
export function segmentPositions(names: readonly string[]): number[] {
  return names
    .filter((name) => /^\d{16}\.seg$/.test(name))
    .map((name) => Number(name.slice(0, 16)))
    .sort((a, b) => a - b);
}

/** What stands at an offset of a segment. */
export type Piece =
  | { readonly kind: "frame"; readonly frame: Frame; readonly offset: number; readonly size: number }
  /** Bytes that are no frame, up to the next frame or, where `tail`, to the end. */
  | { readonly kind: "damage"; readonly offset: number; readonly size: number; readonly tail: boolean };

/**
 * Frames of a segment from its start to `size`, in order. `position` is the first position still wanted: a frame found behind
 * damage must not lie before those already read.
 */
export async function* readPieces(file: OpenFile, position: number, size: number): AsyncIterable<Piece> {
  const head = Buffer.alloc(headerBytes);
  const got = await readFully(file, head, 0);
  if (!isSegmentHeader(head.subarray(0, got), position))
    yield { kind: "damage", offset: 0, size: Math.min(size, headerBytes), tail: size <= headerBytes };
  let next = position;
  let bytes = Buffer.allocUnsafe(0);
  let base = headerBytes;
  let at = 0;
  /** Makes `wanted` bytes from `at` on available where the file has them. */
  const fill = async (wanted: number) => {
    if (bytes.length - at >= wanted) return;
    const want = Math.min(Math.max(wanted, 1 << 20), size - base - at);
    const grown = Buffer.allocUnsafe(want);
    const read = await readFully(file, grown, base + at);
    base += at;
    at = 0;
    bytes = grown.subarray(0, read);
  };
  while (base + at < size) {
    await fill(frameHeadBytes);
    const length = bytes.length - at < frameHeadBytes ? undefined : claimedBody(bytes, at);
    let frame: Frame | undefined;
    if (length !== undefined) {
      await fill(frameHeadBytes + length);
      frame = readFrame(bytes, at, length);
    }
    const offset = base + at;
    if (frame !== undefined && frame.position >= next) {
      yield { kind: "frame", frame, offset, size: frameHeadBytes + length! };
      next = frame.position + frame.count;
      at += frameHeadBytes + length!;
      continue;
    }
    await fill(size - offset);
    const found = findFrame(bytes, at + 1, next);
    if (found < 0) {
      yield { kind: "damage", offset, size: size - offset, tail: true };
      return;
    }
    yield { kind: "damage", offset, size: found - at, tail: false };
    at = found;
  }
}
