/**
 * A segment file: a header of 24 bytes, then frames {length u32, crc32 u32, body}, little-endian. One frame is one batch of
 * one append, so a crash keeps a batch whole or not at all.
 *
 * Header: "AISLELOG" · version u32 · position of the first event f64 · crc32 of the 20 bytes before.
 * Body: version u8 · position of the first event f64 · position where its group began f64 · arrival f64 · events u32 ·
 * per event {length u32, record}. A group is what one fdatasync covers: the next is written once it is durable, which is how
 * a torn group can be told from damage to a durable one.
 */
import { crc32 } from "node:zlib";

/** Version of frames and header that is written; older ones stay readable. */
const frameVersion = 1;
/** Bytes before the first frame. */
export const headerBytes = 24;
/** Bytes of length and checksum before a body. */
export const frameHeadBytes = 8;
/** Bytes of a body before its first event. */
const bodyHeadBytes = 29;
/** Longest body; a longer claim is damage. */
export const maximumBody = 64 * 1024 * 1024;

const magic = "AISLELOG";

export interface Frame {
  readonly position: number;
  readonly group: number;
  readonly arrival: number;
  readonly count: number;
  readonly body: Buffer;
}

/** The file header of a segment that starts at `position`. */
export function segmentHeader(position: number): Buffer {
  const header = Buffer.alloc(headerBytes);
  header.write(magic, 0, "latin1");
  header.writeUInt32LE(frameVersion, 8);
  header.writeDoubleLE(position, 12);
  header.writeUInt32LE(crc32(header.subarray(0, 20)), 20);
  return header;
}

/** True for the header of the segment that starts at `position`. */
export function isSegmentHeader(bytes: Buffer, position: number): boolean {
  return bytes.length >= headerBytes && bytes.subarray(0, headerBytes).equals(segmentHeader(position));
}

/** Bytes that a frame with these records takes in the file. */
export function frameSize(records: readonly Uint8Array[]): number {
  let size = frameHeadBytes + bodyHeadBytes;
  for (const record of records) size += 4 + record.length;
  return size;
}

/** Writes a frame at `at` and answers where the next begins. */
export function writeFrame(
  target: Buffer,
  at: number,
  head: { readonly position: number; readonly group: number; readonly arrival: number },
  records: readonly Uint8Array[],
): number {
  const body = at + frameHeadBytes;
  target[body] = frameVersion;
  target.writeDoubleLE(head.position, body + 1);
  target.writeDoubleLE(head.group, body + 9);
  target.writeDoubleLE(head.arrival, body + 17);
  target.writeUInt32LE(records.length, body + 25);
  let end = body + bodyHeadBytes;
  for (const record of records) {
    target.writeUInt32LE(record.length, end);
    target.set(record, end + 4);
    end += 4 + record.length;
  }
  target.writeUInt32LE(end - body, at);
  target.writeUInt32LE(crc32(target.subarray(body, end)), at + 4);
  return end;
}

/** Length of the body that a frame head claims, or undefined where it cannot be one. */
export function claimedBody(bytes: Buffer, at: number): number | undefined {
  const length = bytes.readUInt32LE(at);
  return length >= bodyHeadBytes && length <= maximumBody ? length : undefined;
}

/** The frame at `at`, whose body lies wholly in `bytes`; undefined where checksum or shape do not hold. */
export function readFrame(bytes: Buffer, at: number, length: number): Frame | undefined {
  const body = bytes.subarray(at + frameHeadBytes, at + frameHeadBytes + length);
  if (body.length !== length || body[0] !== frameVersion || crc32(body) !== bytes.readUInt32LE(at + 4)) return undefined;
  return {
    position: body.readDoubleLE(1),
    group: body.readDoubleLE(9),
    arrival: body.readDoubleLE(17),
    count: body.readUInt32LE(25),
    body,
  };
}

/** The records of a frame, as views. */
export function frameRecords(frame: Frame): Buffer[] {
  const records: Buffer[] = [];
  let at = bodyHeadBytes;
  for (let i = 0; i < frame.count; i++) {
    const length = frame.body.readUInt32LE(at);
    records.push(frame.body.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return records;
}

/** Where the next whole frame begins at or after `from`, for a position of at least `position`; -1 where there is none. */
export function findFrame(bytes: Buffer, from: number, position: number): number {
  for (let at = from; at + frameHeadBytes + bodyHeadBytes <= bytes.length; at++) {
    if (bytes[at + frameHeadBytes] !== frameVersion) continue;
    const length = claimedBody(bytes, at);
    if (length === undefined || at + frameHeadBytes + length > bytes.length) continue;
    const claimed = bytes.readDoubleLE(at + frameHeadBytes + 1);
    if (!Number.isSafeInteger(claimed) || claimed < position) continue;
    if (readFrame(bytes, at, length) !== undefined) return at;
  }
  return -1;
}
