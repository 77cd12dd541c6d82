/**
 * A folder whose files go into the shop: FOLDER/catalog for catalogues, FOLDER/events for events. A file is taken once it has
 * stopped growing, then moved to FOLDER/done, or to FOLDER/failed beside a file that says why. A crash between reading and moving
 * reads the file again, which changes nothing: catalogues are compared, events carry the hash of their file. The folder is polled,
 * because not every file system tells of changes; where it does, a change only makes the next look come sooner.
 */
import { watch } from "node:fs";
import type { FSWatcher, Stats } from "node:fs";
import { lstat, mkdir, readdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { AisleError, isAisleError } from "@aisle/core/base";
import type { ErrorCode } from "@aisle/core/base";

export type FileKind = "catalog" | "events";

export interface WatchFolderOptions {
  readonly folder: string;
  /** Brings a file into the shop and says in a line what came of it. */
  readonly load: (kind: FileKind, file: string) => Promise<string>;
  readonly note: (message: string) => void;
  /** Milliseconds between two looks; a file that is the same in both has stopped growing. Default 2 s. */
  readonly pollMs?: number;
}

export interface FolderWatcher {
  /** Finishes the file in hand. */
  close(): Promise<void>;
}

const kinds: readonly FileKind[] = ["catalog", "events"];
/** How names of files that are still being written look. */
const unfinished = /^\.|~$|\.(?:tmp|part|partial|crdownload|filepart|swp)$/i;
/** Failures of the shop and not of the file: it stays and is tried again. */
const passing: ReadonlySet<ErrorCode> = new Set(["storage_failed", "closed", "unavailable", "rate_limited"]);

interface Seen {
  readonly size: number;
  readonly modified: number;
  /** When it was first seen like this. */
  readonly since: number;
}

function isSame(seen: Seen | undefined, stats: Stats): boolean {
  return seen !== undefined && seen.size === stats.size && seen.modified === stats.mtimeMs;
}

/** Starts watching; makes the folders where they are missing. */
export async function watchFolder(options: WatchFolderOptions): Promise<FolderWatcher> {
  const { folder, load, note } = options;
  const pollMs = options.pollMs ?? 2_000;
  // Two looks are never exactly that far apart.
  const settleMs = pollMs * 0.9;
  const done = join(folder, "done");
  const failed = join(folder, "failed");
  try {
    for (const path of [...kinds.map((kind) => join(folder, kind)), done, failed]) await mkdir(path, { recursive: true });
  } catch (cause) {
    throw new AisleError(
      "bad_config",
      `connect.folder.path: ${folder} cannot be used: ${(cause as Error).message}`,
      { key: "connect.folder.path" },
      cause,
    );
  }
  const seen = new Map<string, Seen>();
  let closed = false;
  let looking = false;
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> = Promise.resolve();

  /** A free name in a folder: a second file of a name gets a number. */
  async function place(target: string, name: string): Promise<string> {
    for (let n = 1; ; n++) {
      const path = join(target, n === 1 ? name : name.replace(/(\.[^.]*(?:\.gz)?)?$/i, (ending) => `-${n}${ending}`));
      const taken = await lstat(path).then(
        () => true,
        () => false,
      );
      if (!taken) return path;
    }
  }

  async function refuse(file: string, name: string, code: string, reason: string): Promise<void> {
    const path = await place(failed, name);
    await writeFile(`${path}.reason.txt`, `${code}: ${reason}\n`);
    await rename(file, path);
    note(`${file} failed and is now ${path}: ${reason} [${code}]`);
  }

  async function take(kind: FileKind, file: string, name: string, stats: Stats): Promise<void> {
    let summary: string;
    try {
      summary = await load(kind, file);
    } catch (error) {
      if (isAisleError(error) && passing.has(error.code)) {
        note(`${file} waits: ${error.message} [${error.code}]`);
        return;
      }
      await refuse(file, name, isAisleError(error) ? error.code : "internal", (error as Error).message);
      return;
    }
    if (!isSame({ size: stats.size, modified: stats.mtimeMs, since: 0 }, await lstat(file))) {
      note(`${name}: ${summary}; it changed meanwhile and is read again`);
      return;
    }
    const path = await place(done, name);
    await rename(file, path);
    note(`${name}: ${summary}`);
  }

  /** Files of one folder that have been the same for long enough, oldest first. */
  async function settled(path: string): Promise<{ name: string; file: string; stats: Stats }[]> {
    const ready = [];
    const now = performance.now();
    for (const entry of await readdir(path, { withFileTypes: true })) {
      if (!entry.isFile() || unfinished.test(entry.name)) continue;
      const file = join(path, entry.name);
      const stats = await lstat(file).catch(() => undefined);
      if (stats === undefined) continue;
      const before = seen.get(file);
      if (!isSame(before, stats)) seen.set(file, { size: stats.size, modified: stats.mtimeMs, since: now });
      else if (now - before!.since >= settleMs) ready.push({ name: entry.name, file, stats });
    }
    return ready.sort((a, b) => a.stats.mtimeMs - b.stats.mtimeMs || (a.name < b.name ? -1 : 1));
  }

  async function look(): Promise<void> {
    for (const kind of kinds) {
      for (const { name, file, stats } of await settled(join(folder, kind))) {
        if (closed) return;
        seen.delete(file);
        await take(kind, file, name, stats);
      }
    }
    for (const { name, file } of await settled(folder)) {
      seen.delete(file);
      await refuse(file, name, "bad_argument", `put it into ${join(folder, "catalog")} or ${join(folder, "events")}`);
    }
  }

  function schedule(milliseconds: number): void {
    if (closed) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      looking = true;
      working = look()
        .catch((error: unknown) => note(`${folder}: ${(error as Error).message}`))
        .finally(() => {
          looking = false;
          schedule(pollMs);
        });
    }, milliseconds);
  }

  const watchers: FSWatcher[] = [];
  for (const kind of kinds) {
    try {
      const watcher = watch(join(folder, kind), { persistent: false });
      // The look that comes sooner notes the size; the one after it finds the file settled.
      watcher.on("change", () => {
        if (!looking) schedule(Math.min(100, pollMs));
      });
      watcher.on("error", () => watcher.close());
      watchers.push(watcher);
    } catch {
      // This file system tells of nothing: the poll finds what changed.
    }
  }
  schedule(0);

  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
      await working;
    },
  };
}
