/**
 * The few file operations that log, snapshots and key store stand on, as a port: tests put a simulated disk or an injected
 * fault behind it. Every durable step is explicit (datasync of a file, sync of a folder).
 */
import { close as closeCallback, constants, open as openCallback, readFileSync, readSync } from "node:fs";
import { fdatasync, ftruncate, fstat, read as readCallback, write as writeCallback } from "node:fs";
import { mkdir, open, readdir, rename, rm, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { AisleError } from "@aisle/core/base";

/** `read`: existing file; `write`: existing file, both ways; `create`: new file, both ways, fails where it exists. */
export type OpenMode = "read" | "write" | "create";

export interface OpenFile {
  /** Bytes read, 0 at the end of the file. */
  read(target: Uint8Array, position: number): Promise<number>;
  readSync(target: Uint8Array, position: number): number;
  /** Bytes written, possibly fewer than given. */
  write(source: Uint8Array, position: number): Promise<number>;
  datasync(): Promise<void>;
  truncate(size: number): Promise<void>;
  size(): Promise<number>;
  close(): Promise<void>;
}

export interface FileSystem {
  open(path: string, mode: OpenMode): Promise<OpenFile>;
  /** Names in a folder, sorted; empty where there is none. */
  list(directory: string): Promise<string[]>;
  makeDirectory(directory: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** Makes created, renamed and removed names of a folder durable. */
  syncDirectory(directory: string): Promise<void>;
  /** Keeps other processes out; resolves to the way to let go. "conflict" where a living process holds it. */
  lock(path: string): Promise<() => Promise<void>>;
}

const flags: Readonly<Record<OpenMode, number>> = {
  read: constants.O_RDONLY,
  write: constants.O_RDWR,
  create: constants.O_RDWR | constants.O_CREAT | constants.O_EXCL,
};

const openFd = promisify(openCallback) as (path: string, flags: number, mode: number) => Promise<number>;
const closeFd = promisify(closeCallback);
const sync = promisify(fdatasync);
const cut = promisify(ftruncate) as (fd: number, size: number) => Promise<void>;
const stat = promisify(fstat);

/** Plain descriptors: a FileHandle has no synchronous read, which opening a person's key needs. */
class NodeFile implements OpenFile {
  readonly #fd: number;

  constructor(fd: number) {
    this.#fd = fd;
  }

  read(target: Uint8Array, position: number): Promise<number> {
    return new Promise((resolve, reject) => {
      readCallback(this.#fd, target, 0, target.length, position, (error, count) => (error ? reject(error) : resolve(count)));
    });
  }

  readSync(target: Uint8Array, position: number): number {
    return readSync(this.#fd, target, 0, target.length, position);
  }

  write(source: Uint8Array, position: number): Promise<number> {
    return new Promise((resolve, reject) => {
      writeCallback(this.#fd, source, 0, source.length, position, (error, count) => (error ? reject(error) : resolve(count)));
    });
  }

  datasync(): Promise<void> {
    return sync(this.#fd);
  }

  truncate(size: number): Promise<void> {
    return cut(this.#fd, size);
  }

  async size(): Promise<number> {
    return (await stat(this.#fd)).size;
  }

  close(): Promise<void> {
    return closeFd(this.#fd);
  }
}

/** Process id and, where the platform tells, its start time: a reused id is not the old holder. */
function holder(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return undefined;
  }
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
    return `${pid} ${fields[19]}`;
  } catch {
    return `${pid} -`;
  }
}

async function takeLock(path: string): Promise<() => Promise<void>> {
  const mine = holder(process.pid)!;
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      await writeFile(path, mine, { flag: "wx" });
      return () => rm(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    let held: string;
    try {
      held = readFileSync(path, "utf8");
    } catch {
      continue;
    }
    if (held !== "" && holder(Number.parseInt(held, 10)) === held) {
      throw new AisleError("conflict", `${path} is held by process ${held.split(" ")[0]}; two writers would destroy the log`, { path });
    }
    await rm(path, { force: true });
  }
  throw new AisleError("conflict", `${path} is being taken by another process`, { path });
}

/** The disk of this machine. */
export const nodeFileSystem: FileSystem = {
  open: async (path, mode) => new NodeFile(await openFd(path, flags[mode], 0o600)),
  list: async (directory) => {
    try {
      return (await readdir(directory)).sort();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
      throw error;
    }
  },
  makeDirectory: async (directory) => {
    await mkdir(directory, { recursive: true, mode: 0o700 });
  },
  rename,
  remove: (path) => rm(path, { force: true }),
  syncDirectory: async (directory) => {
    const handle = await open(directory, "r");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  lock: takeLock,
};

/** Writes all of `source`, however short the single writes come out. */
export async function writeFully(file: OpenFile, source: Uint8Array, position: number): Promise<void> {
  let done = 0;
  while (done < source.length) {
    const count = await file.write(done === 0 ? source : source.subarray(done), position + done);
    if (count <= 0) throw new Error(`the disk took ${done} of ${source.length} bytes`);
    done += count;
  }
}

/** Reads up to `target.length` bytes; fewer only at the end of the file. */
export async function readFully(file: OpenFile, target: Uint8Array, position: number): Promise<number> {
  let done = 0;
  while (done < target.length) {
    const count = await file.read(done === 0 ? target : target.subarray(done), position + done);
    if (count === 0) break;
    done += count;
  }
  return done;
}

/** All bytes of a file. */
export async function readWhole(fs: FileSystem, path: string): Promise<Uint8Array> {
  const file = await fs.open(path, "read");
  try {
    const bytes = Buffer.allocUnsafe(await file.size());
    return bytes.subarray(0, await readFully(file, bytes, 0));
  } finally {
    await file.close();
  }
}

/** Puts a whole file, given in parts, in place so that after a crash there is the old one or the new one, never a mixture. */
export async function writeAtomically(fs: FileSystem, directory: string, name: string, parts: Iterable<Uint8Array>): Promise<void> {
  const temporary = `${directory}/${name}.tmp`;
  await fs.remove(temporary);
  const file = await fs.open(temporary, "create");
  try {
    let at = 0;
    for (const part of parts) {
      await writeFully(file, part, at);
      at += part.length;
    }
    await file.datasync();
  } finally {
    await file.close();
  }
  await fs.rename(temporary, `${directory}/${name}`);
  await fs.syncDirectory(directory);
}

/** A file error as "storage_failed", with what was being done. */
export function storageFailed(doing: string, cause: unknown): AisleError {
  if (cause instanceof AisleError) return cause;
  const code = (cause as NodeJS.ErrnoException | undefined)?.code;
  return new AisleError(
    "storage_failed",
    `${doing} failed${code === undefined ? "" : ` (${code})`}; nothing was acknowledged`,
    { cause: code },
    cause,
  );
}
