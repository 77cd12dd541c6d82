/**
 * What the log itself must remember beyond its segments, saved when a segment begins: the de-duplication memory. Opening
 * then scans the segments from the newest good state on; the last few states are kept, and a bad one is passed over.
 */
import { crc32 } from "node:zlib";
import { ByteReader, ByteWriter, isAisleError } from "@aisle/core/base";
import { Deduplication } from "@aisle/core/event";
import type { DeduplicationLimits } from "@aisle/core/event";
import { readWhole, writeAtomically } from "./file-system.ts";
import type { FileSystem } from "./file-system.ts";

const version = 1;
const kept = 3;

function stateName(position: number): string {
  return `${String(position).padStart(16, "0")}.state`;
}

/** Positions that have a state, newest first. */
function statePositions(names: readonly string[]): number[] {
  return names
    .filter((name) => /^\d{16}\.state$/.test(name))
    .map((name) => Number(name.slice(0, 16)))
    .sort((a, b) => b - a);
}

/** Saves the memory as it was at `position`, and forgets the oldest states. */
export async function saveState(fs: FileSystem, directory: string, position: number, memory: Deduplication): Promise<void> {
  const writer = new ByteWriter(1 << 16);
  writer.u32(version).varint(position).bytes(memory.snapshot());
  const body = writer.finish();
  await writeAtomically(fs, directory, stateName(position), [new ByteWriter(4).u32(crc32(body)).finish(), body]);
  for (const old of statePositions(await fs.list(directory)).slice(kept)) await fs.remove(`${directory}/${stateName(old)}`);
}

async function readState(
  fs: FileSystem,
  directory: string,
  position: number,
  limits?: DeduplicationLimits,
): Promise<Deduplication | undefined> {
  try {
    const bytes = await readWhole(fs, `${directory}/${stateName(position)}`);
    const reader = new ByteReader(bytes);
    const checksum = reader.u32();
    if (checksum !== crc32(bytes.subarray(4)) || reader.u32() !== version || reader.varint() !== position) return undefined;
    return Deduplication.restore(reader.bytes(), limits);
  } catch (error) {
    if (isAisleError(error, "corrupt")) return undefined;
    throw error;
  }
}

/** The newest state that is good and not after `last`, or an empty memory at `start`; `bad` names those passed over. */
export async function loadState(
  fs: FileSystem,
  directory: string,
  start: number,
  last: number,
  limits: DeduplicationLimits,
): Promise<{ readonly position: number; readonly memory: Deduplication; readonly bad: readonly string[] }> {
  const bad: string[] = [];
  for (const position of statePositions(await fs.list(directory))) {
    if (position > last || position < start) continue;
    const memory = await readState(fs, directory, position, limits);
    if (memory !== undefined) return { position, memory, bad };
    bad.push(stateName(position));
  }
  return { position: start, memory: new Deduplication(limits), bad };
}

/** Names of damaged states; one that a running log removed meanwhile is not damaged. */
export async function badStates(fs: FileSystem, directory: string): Promise<string[]> {
  const bad: string[] = [];
  for (const position of statePositions(await fs.list(directory))) {
    const good = await readState(fs, directory, position).catch(async () => !(await fs.list(directory)).includes(stateName(position)));
    if (good === undefined || good === false) bad.push(stateName(position));
  }
  return bad;
}
