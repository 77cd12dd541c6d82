/** The kill -9 test as a function, for a short and a long form. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { manualClock, randomInteger } from "@aisle/core/base";
import type { Random } from "@aisle/core/base";
import { openKeyStore } from "../privacy/key-store.ts";
import { openLog } from "./segment-log.ts";
import { verifyLog } from "./verify-log.ts";

const producers = 4;

/** Kills a writing child at a random moment, again and again on one folder; answers how many events were acknowledged. */
export async function killRounds(rounds: number, random: Random): Promise<number> {
  const directory = mkdtempSync(join(tmpdir(), "aisle-kill-"));
  try {
    const acknowledged = Array.from({ length: producers }, () => -1);
    for (let round = 0; round < rounds; round++) {
      await killOnce(directory, acknowledged, randomInteger(random, 400));
      await check(directory, acknowledged);
    }
    const { problems, position } = await verifyLog({
      log: join(directory, "log"),
      keys: join(directory, "keys"),
      snapshots: join(directory, "snapshots"),
    });
    assert.deepEqual(problems, []);
    return position;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Producers start again with their last acknowledged batch, as if its answer had got lost. */
function killOnce(directory: string, acknowledged: number[], delay: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = join(import.meta.dirname, "crash-worker.ts");
    const child = spawn(process.execPath, [worker, directory, acknowledged.map((last) => Math.max(0, last)).join()], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let rest = "";
    let first = true;
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      // The moment is counted from the first acknowledgement: the start of a process takes longer than most delays.
      if (first) setTimeout(() => child.kill("SIGKILL"), delay);
      first = false;
      const lines = (rest + text).split("\n");
      rest = lines.pop()!;
      for (const line of lines) {
        const [producer, sequence] = line.split(" ").map(Number) as [number, number];
        acknowledged[producer] = Math.max(acknowledged[producer]!, sequence);
      }
    });
    child.on("error", reject).on("close", (code, signal) => {
      if (signal === "SIGKILL") resolve();
      else reject(new Error(`the writer ended by itself (${code})`));
    });
  });
}

async function check(directory: string, acknowledged: readonly number[]): Promise<void> {
  const keys = await openKeyStore({ directory: join(directory, "keys") });
  const log = await openLog({ directory: join(directory, "log"), keys, clock: manualClock(1) });
  const found = new Set<string>();
  for await (const { event } of log.read(0)) {
    assert.ok(event?.type === "view", "every event can be opened");
    assert.equal(found.has(event.product), false, `${event.product} is there twice`);
    found.add(event.product);
  }
  for (const [producer, last] of acknowledged.entries()) {
    for (let sequence = 0; sequence <= last; sequence++) {
      for (let i = 0; i < 1 + (sequence % 7); i++)
        assert.ok(found.has(`${producer}/${sequence}/${i}`), `${producer}/${sequence}/${i} was acknowledged`);
    }
  }
  await log.close();
  await keys.close();
}
