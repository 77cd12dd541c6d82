/** Starts the real shop as a child process on a free port with its own data folder, and a browser to visit it. */
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser } from "playwright-core";

const root = join(import.meta.dirname, "../..");
const startMs = 40_000;

/** Where Debian's Chromium (or the one named by CHROMIUM) is, or undefined. */
export function findChromium(): string | undefined {
  return [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
    (path) => path !== undefined && existsSync(path),
  );
}

export async function openBrowser(executablePath: string): Promise<Browser> {
  const quiet = ["--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  return chromium.launch({ executablePath, args: ["--headless", "--no-sandbox", "--disable-gpu", ...quiet] });
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (typeof address === "object" && address !== null ? resolve(address.port) : reject(new Error("no port"))));
    });
  });
}

async function ready(url: string, child: ChildProcess, said: () => string): Promise<void> {
  const deadline = performance.now() + startMs;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the shop ended with ${child.exitCode}: ${said()}`);
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    if (performance.now() > deadline) throw new Error(`the shop was not ready within ${startMs} ms: ${said()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export interface ShopProcess {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** The demo shop; with AISLE_URL set, the one that runs there already. */
export async function startShop(): Promise<ShopProcess> {
  const running = process.env["AISLE_URL"];
  if (running !== undefined) return { url: running, close: () => Promise.resolve() };
  // Its keys lie beside the data, in the same temporary folder.
  const folder = mkdtempSync(join(tmpdir(), "aisle-browser-"));
  const data = join(folder, "data");
  const port = await freePort();
  const main = join(root, "packages/server/src/main.ts");
  const child = spawn(process.execPath, [main, "serve", "--demo", "--port", String(port), "--data", data], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const listen = (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2000));
  child.stdout.on("data", listen);
  child.stderr.on("data", listen);
  const close = async () => {
    if (child.exitCode === null) {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      const slow = setTimeout(() => child.kill("SIGKILL"), 6_000);
      await ended;
      clearTimeout(slow);
    }
    rmSync(folder, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    await ready(url, child, () => said);
  } catch (error) {
    await close();
    throw error;
  }
  return { url, close };
}
