/**
 * Snapshots of views: the bytes of each named view, the log position they reflect, format version and checksum, in one file put
 * in place atomically. Views hold what persons did, so a snapshot is sealed with a key of its own from the key store, and
 * destroying that key removes it from every copy. A bad snapshot is passed over: the one before, or the log, serves (law 4).
 *
 * File: head {"AISLESNP", version u32, position f64, sealed u8, key id u32, plain bytes f64} · chunks {length u32, bytes} · 0 u32 ·
 * crc32 u32 of everything before. Each chunk is sealed by itself, bound to the head and its number, so that saving hundreds
 * of megabytes never holds up the event loop for more than one chunk.
 */
import { crc32 } from "node:zlib";
import { AisleError, ByteReader, isAisleError } from "@aisle/core/base";
import type { Position } from "@aisle/core/event";
import type { KeyStore, PersonKey } from "@aisle/core/privacy";
import { nodeFileSystem, readWhole, storageFailed, writeAtomically } from "./file-system.ts";
import type { FileSystem } from "./file-system.ts";

export interface SnapshotOptions {
  readonly directory: string;
  /** Seals snapshots; without it they lie open, which is for views that hold nothing of persons. */
  readonly keys?: KeyStore;
  readonly fs?: FileSystem;
  /** Snapshots kept; older ones go when a new one is saved. Default 2. */
  readonly keep?: number;
  /** Hears of snapshots that were passed over. */
  readonly note?: (message: string) => void;
}

export interface Snapshot {
  readonly position: Position;
  readonly views: Readonly<Record<string, Uint8Array>>;
}

export interface SnapshotStore {
  /** Resolves, once the snapshot is durable, to the oldest position kept: what the log may be cut to. */
  save(position: Position, views: Readonly<Record<string, Uint8Array>>): Promise<Position>;
  /** The newest good one. */
  newest(): Promise<Snapshot | undefined>;
  /** Destroys snapshots of positions before this: after an erase, once a later snapshot is saved. */
  dropBefore(position: Position): Promise<void>;
  /** Positions of the snapshots that lie there, good or not, oldest first. */
  positions(): Promise<Position[]>;
  /** One snapshot; "corrupt" where it is damaged, "sealed" where its key is gone. */
  load(position: Position): Promise<Snapshot>;
}

const magic = "AISLESNP";
const version = 1;
const headBytes = 33;
const chunkBytes = 4 * 1024 * 1024;

function snapshotName(position: Position): string {
  return `${String(position).padStart(16, "0")}.snapshot`;
}

/** The store of a folder, which is made with the first snapshot. */
export function openSnapshots(options: SnapshotOptions): SnapshotStore {
  const { directory, keys } = options;
  const fs = options.fs ?? nodeFileSystem;
  const keep = options.keep ?? 2;
  const note = options.note ?? (() => undefined);

  /** The person slot of a snapshot's key: a digest, which no pseudonym can be. */
  const owner = (store: KeyStore, position: Position) => Buffer.from(store.digest(`snapshot\0${position}`), "latin1").toString("base64url");

  const positions = async () =>
    (await fs.list(directory)).filter((name) => /^\d{16}\.snapshot$/.test(name)).map((name) => Number(name.slice(0, 16)));

  const load = async (position: Position): Promise<Snapshot> => {
    const name = snapshotName(position);
    const bytes = Buffer.from((await readWhole(fs, `${directory}/${name}`)) as Uint8Array<ArrayBuffer>);
    const damaged = (what: string) => new AisleError("corrupt", `${name} ${what}`, { snapshot: name });
    if (bytes.length < headBytes + 8 || bytes.toString("latin1", 0, 8) !== magic) throw damaged("is not a snapshot");
    if (bytes.readUInt32LE(8) !== version) throw damaged(`has version ${bytes.readUInt32LE(8)}, known is ${version}`);
    if (bytes.readUInt32LE(bytes.length - 4) !== crc32(bytes.subarray(0, bytes.length - 4))) throw damaged("fails its checksum");
    if (bytes.readDoubleLE(12) !== position) throw damaged(`is of position ${bytes.readDoubleLE(12)}`);
    let open = (_: number, chunk: Buffer): Uint8Array => chunk;
    if (bytes[20] !== 0) {
      const key = keys?.keyById(bytes.readUInt32LE(21)) ?? "missing";
      if (key === "destroyed") throw new AisleError("sealed", `the key of ${name} was destroyed`, { snapshot: name });
      if (key === "missing") throw damaged("has no key in the key store");
      open = (number, chunk) => keys!.open(key, chunkContext(bytes, number), chunk);
    }
    const body = Buffer.concat(chunksOf(bytes).map((chunk, number) => open(number, chunk)));
    if (body.length !== bytes.readDoubleLE(25)) throw damaged("is not whole");
    return { position, views: readViews(body) };
  };

  const drop = async (position: Position) => {
    if (keys !== undefined) await keys.destroy(keys.retire(owner(keys, position)));
    await fs.remove(`${directory}/${snapshotName(position)}`);
  };

  return {
    positions,
    load,
    save: async (position, views) => {
      try {
        await fs.makeDirectory(directory);
        const before = keys?.retire(owner(keys, position)) ?? [];
        const key = keys?.keyOf(owner(keys, position));
        await keys?.sync();
        await writeAtomically(fs, directory, snapshotName(position), snapshotParts(position, views, keys, key));
        await keys?.destroy(before);
        const all = await positions();
        const old = all.slice(0, Math.max(0, all.length - keep));
        for (const one of old) await drop(one);
        return all[old.length]!;
      } catch (cause) {
        throw storageFailed("saving a snapshot", cause);
      }
    },
    newest: async () => {
      for (const position of (await positions()).reverse()) {
        try {
          return await load(position);
        } catch (error) {
          if (!isAisleError(error)) throw error;
          note(`${error.message}; it is passed over`);
        }
      }
      return undefined;
    },
    dropBefore: async (position) => {
      for (const one of await positions()) if (one < position) await drop(one);
      if ((await fs.list(directory)).length > 0) await fs.syncDirectory(directory);
    },
  };
}

function chunkContext(head: Uint8Array, number: number): Buffer {
  const context = Buffer.alloc(headBytes + 4);
  context.set(head.subarray(0, headBytes), 0);
  context.writeUInt32LE(number, headBytes);
  return context;
}

/** The parts of the file in order, each made when the one before is written. */
function* snapshotParts(position: Position, views: Snapshot["views"], keys?: KeyStore, key?: PersonKey): Iterable<Uint8Array> {
  const open = viewParts(views);
  const head = Buffer.alloc(headBytes);
  head.write(magic, 0, "latin1");
  head.writeUInt32LE(version, 8);
  head.writeDoubleLE(position, 12);
  head[20] = key === undefined ? 0 : 1;
  head.writeUInt32LE(key?.id ?? 0, 21);
  head.writeDoubleLE(
    open.reduce((sum, part) => sum + part.length, 0),
    25,
  );
  let checksum = crc32(head);
  yield head;
  let number = 0;
  for (const part of open) {
    for (let at = 0; at < part.length; at += chunkBytes) {
      const plain = part.subarray(at, at + chunkBytes);
      const chunk = keys === undefined || key === undefined ? plain : keys.seal(key, chunkContext(head, number), plain);
      const length = Buffer.alloc(4);
      length.writeUInt32LE(chunk.length, 0);
      checksum = crc32(chunk, crc32(length, checksum));
      yield length;
      yield chunk;
      number++;
    }
  }
  const end = Buffer.alloc(8);
  end.writeUInt32LE(crc32(end.subarray(0, 4), checksum), 4);
  yield end;
}

/** The chunks of a file whose checksum holds. */
function chunksOf(bytes: Buffer): Buffer[] {
  const chunks: Buffer[] = [];
  let at = headBytes;
  for (let length = bytes.readUInt32LE(at); length > 0; length = bytes.readUInt32LE(at)) {
    chunks.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return chunks;
}

function viewParts(views: Snapshot["views"]): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (const [name, bytes] of Object.entries(views)) {
    const title = Buffer.from(name);
    const head = Buffer.alloc(12 + title.length);
    head.writeUInt32LE(title.length, 0);
    head.set(title, 4);
    head.writeDoubleLE(bytes.length, 4 + title.length);
    parts.push(head, bytes);
  }
  return parts;
}

function readViews(body: Uint8Array): Snapshot["views"] {
  const reader = new ByteReader(body);
  const views: Record<string, Uint8Array> = {};
  while (reader.remaining > 0) {
    const name = Buffer.from(reader.raw(reader.u32())).toString("utf8");
    views[name] = reader.raw(reader.f64());
  }
  return views;
}
