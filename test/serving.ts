/** Starts the real server as a child process for whole-system tests and benches: a free port, folders of its own. */
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");

export interface Serving {
  readonly url: string;
  readonly data: string;
  readonly adminKey: string;
  readonly searchKey: string;
  readonly process: ChildProcess;
  /** What the server wrote to stderr so far. */
  readonly stderr: () => string;
  /** SIGTERM and wait; the exit status. Folders stay. */
  stop(): Promise<number | null>;
  /** Stops where it still runs and removes the folders. */
  remove(): Promise<void>;
}

export interface ServeOptions {
  readonly args?: readonly string[];
  /** Use these folders instead of new ones. */
  readonly data?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Wait until /readyz says ready; default true. */
  readonly untilReady?: boolean;
}

/** Resolves once the address is printed and, by default, the shop is ready. */
export async function serve(options: ServeOptions = {}): Promise<Serving> {
  const folder = options.data === undefined ? mkdtempSync(join(tmpdir(), "aisle-shop-")) : undefined;
  const data = options.data ?? join(folder!, "data");
  const child = spawn(
    process.execPath,
    [
      "--disable-warning=ExperimentalWarning",
      "packages/server/src/main.ts",
      "serve",
      "--port",
      "0",
      "--data",
      data,
      ...(options.args ?? []),
    ],
    {
      cwd: root,
      env: { ...process.env, ...options.env },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let errors = "";
  child.stderr.on("data", (chunk) => {
    errors += String(chunk);
  });
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const url = await new Promise<string>((resolve, reject) => {
    let out = "";
    child.stdout.on("data", (chunk) => {
      out += String(chunk);
      const found = /Aisle is at (\S+)/.exec(out)?.[1];
      if (found) resolve(found);
    });
    void exited.then((status) => reject(new Error(`the server ended with status ${status}: ${errors}`)));
  });
  const keys = JSON.parse(readFileSync(join(`${data}-keys`, "api-keys.json"), "utf8")) as { adminKey: string; searchKey: string };
  const stop = async () => {
    child.kill("SIGTERM");
    return exited;
  };
  const serving: Serving = {
    url,
    data,
    ...keys,
    process: child,
    stderr: () => errors,
    stop,
    async remove() {
      if (child.exitCode === null && child.signalCode === null) await stop();
      for (const path of [data, `${data}-keys`, ...(folder === undefined ? [] : [folder])]) rmSync(path, { recursive: true, force: true });
    },
  };
  if (options.untilReady !== false) await ready(serving, exited);
  return serving;
}

async function ready(serving: Serving, exited: Promise<number | null>): Promise<void> {
  let ended = false;
  void exited.then(() => {
    ended = true;
  });
  while (
    !(await fetch(new URL("readyz", serving.url)).then(
      (answer) => answer.ok,
      () => false,
    ))
  ) {
    if (ended) throw new Error(`the server ended before it was ready: ${serving.stderr()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** POSTs JSON with a key and answers the parsed body; throws on an error status. */
export async function post<T>(serving: Serving, path: string, key: string, body: unknown): Promise<T> {
  const response = await fetch(new URL(path, serving.url), {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text.slice(0, 500)}`);
  return JSON.parse(text) as T;
}
