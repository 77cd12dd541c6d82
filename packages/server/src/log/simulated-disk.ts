/**
 * A FileSystem in memory for crash and fault tests. A write reaches the "platter" only by datasync, a name only by
 * syncDirectory; `crash` keeps what is durable and, sector by sector as the given random says, parts of what is not.
 * Faults are injected by a function that sees every step.
 */
import type { Random } from "@aisle/core/base";
import type { FileSystem, OpenFile, OpenMode } from "./file-system.ts";

interface Inode {
  bytes: Uint8Array;
  durable: Uint8Array;
}

export type Step = "write" | "datasync" | "truncate" | "create" | "rename" | "remove" | "syncDirectory";

/** A number cuts a write short to that many bytes; a thrown error fails the step. */
export type Fault = (step: Step, path: string, bytes: number) => number | void;

const sector = 512;

export class SimulatedDisk implements FileSystem {
  #names = new Map<string, Inode>();
  #durableNames = new Map<string, Inode>();
  fault: Fault = () => undefined;

  #inode(path: string): Inode {
    const inode = this.#names.get(path);
    if (inode === undefined) throw Object.assign(new Error(`no such file: ${path}`), { code: "ENOENT" });
    return inode;
  }

  /** The disk after the power went: open files of before write into nothing. */
  crash(random: Random): SimulatedDisk {
    const after = new SimulatedDisk();
    const names = new Map(this.#durableNames);
    for (const [path, inode] of this.#names) if (random() < 0.5) names.set(path, inode);
    for (const [path, inode] of names) {
      const size = random() < 0.5 ? inode.durable.length : Math.max(inode.durable.length, Math.floor(random() * (inode.bytes.length + 1)));
      const bytes = new Uint8Array(size);
      bytes.set(inode.durable.subarray(0, size));
      for (let at = 0; at < Math.min(size, inode.bytes.length); at += sector) {
        if (random() < 0.5) bytes.set(inode.bytes.subarray(at, Math.min(at + sector, size)), at);
      }
      const kept = { bytes, durable: bytes.slice() };
      after.#names.set(path, kept);
      after.#durableNames.set(path, kept);
    }
    return after;
  }

  /** Bytes of a file as a test sees or damages them. */
  peek(path: string): Uint8Array {
    return this.#inode(path).bytes;
  }

  paths(): string[] {
    return [...this.#names.keys()].sort();
  }

  async open(path: string, mode: OpenMode): Promise<OpenFile> {
    if (mode === "create") {
      this.fault("create", path, 0);
      if (this.#names.has(path)) throw Object.assign(new Error(`exists: ${path}`), { code: "EEXIST" });
      this.#names.set(path, { bytes: new Uint8Array(0), durable: new Uint8Array(0) });
    }
    const inode = this.#inode(path);
    const readSync = (target: Uint8Array, position: number) => {
      const part = inode.bytes.subarray(position, position + target.length);
      target.set(part);
      return part.length;
    };
    return {
      read: async (target, position) => readSync(target, position),
      readSync,
      write: async (source, position) => {
        const count = this.fault("write", path, source.length) ?? source.length;
        const grown = new Uint8Array(Math.max(inode.bytes.length, position + count));
        grown.set(inode.bytes);
        grown.set(source.subarray(0, count), position);
        inode.bytes = grown;
        return count;
      },
      datasync: async () => {
        this.fault("datasync", path, 0);
        const { bytes } = inode;
        await Promise.resolve();
        inode.durable = bytes.slice();
      },
      truncate: async (size) => {
        this.fault("truncate", path, size);
        inode.bytes = inode.bytes.slice(0, size);
      },
      size: async () => inode.bytes.length,
      close: async () => undefined,
    };
  }

  async list(directory: string): Promise<string[]> {
    return this.paths()
      .filter((path) => path.startsWith(`${directory}/`))
      .map((path) => path.slice(directory.length + 1));
  }

  async makeDirectory(): Promise<void> {}

  async rename(from: string, to: string): Promise<void> {
    this.fault("rename", to, 0);
    this.#names.set(to, this.#inode(from));
    this.#names.delete(from);
  }

  async remove(path: string): Promise<void> {
    this.fault("remove", path, 0);
    this.#names.delete(path);
  }

  async syncDirectory(directory: string): Promise<void> {
    this.fault("syncDirectory", directory, 0);
    for (const path of this.#durableNames.keys()) if (path.startsWith(`${directory}/`)) this.#durableNames.delete(path);
    for (const [path, inode] of this.#names) if (path.startsWith(`${directory}/`)) this.#durableNames.set(path, inode);
  }

  async lock(): Promise<() => Promise<void>> {
    return async () => undefined;
  }
}
