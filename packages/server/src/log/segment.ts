/**
 * Segment files by name and their frames as a stream; damage is a value in it, and reading goes on behind it. At the end of
 * the last segment damage may be a group that power cut short, whose sectors reached the disk in any order. It is one unless a
 * frame of a later group stands behind it, because a group is begun only when the one before is durable.
 */
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

export interface FramePiece {
  readonly kind: "frame";
  readonly frame: Frame;
}

/** Bytes that are no frame. */
export interface DamagePiece {
  readonly kind: "damage";
  readonly offset: number;
  readonly size: number;
}

/** The end of the last segment from here on was never acknowledged. */
export interface TornPiece {
  readonly kind: "torn";
  readonly offset: number;
  readonly size: number;
}

/** Frames and damage of a segment from its start to `size`, in order; `last` where no segment follows. */
export async function* readSegment(
  file: OpenFile,
  position: number,
  size: number,
  last: boolean,
): AsyncIterable<FramePiece | DamagePiece | TornPiece> {
  const head = Buffer.alloc(headerBytes);
  const got = await readFully(file, head, 0);
  if (!isSegmentHeader(head.subarray(0, got), position)) {
    // The header is durable before the first frame, so with frames behind it this is damage.
    yield { kind: last && size <= headerBytes ? "torn" : "damage", offset: 0, size: Math.min(size, headerBytes) };
  }
  let next = position;
  let suspect: { readonly offset: number; readonly next: number } | undefined;
  let held: (FramePiece | DamagePiece)[] = [];
  for await (const piece of readPieces(file, position, size)) {
    if (piece.kind === "damage") suspect ??= { offset: piece.offset, next };
    else {
      if (suspect !== undefined && piece.frame.group > suspect.next) {
        yield* held;
        held = [];
        suspect = undefined;
      }
      next = piece.frame.position + piece.frame.count;
    }
    if (suspect === undefined) yield piece;
    else held.push(piece);
  }
  if (suspect !== undefined && last) yield { kind: "torn", offset: suspect.offset, size: size - suspect.offset };
  else yield* held;
}

async function* readPieces(file: OpenFile, position: number, size: number): AsyncIterable<FramePiece | DamagePiece> {
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
      yield { kind: "frame", frame };
      next = frame.position + frame.count;
      at += frameHeadBytes + length!;
      continue;
    }
    await fill(size - offset);
    const found = findFrame(bytes, at + 1, next);
    if (found < 0) {
      yield { kind: "damage", offset, size: size - offset };
      return;
    }
    yield { kind: "damage", offset, size: found - at };
    at = found;
  }
}
