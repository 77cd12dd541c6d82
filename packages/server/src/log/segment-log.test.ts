import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { manualClock } from "@aisle/core/base";
import { eventLogContract } from "@aisle/core/testing/event-log-contract";
import { openKeyStore } from "../privacy/key-store.ts";
import { openLog } from "./segment-log.ts";

const folder = mkdtempSync(join(tmpdir(), "aisle-log-"));
after(() => rmSync(folder, { recursive: true, force: true }));
let made = 0;

eventLogContract({
  test,
  equal: assert.deepEqual,
  open: async () => {
    const base = join(folder, String(made++));
    const keys = await openKeyStore({ directory: join(base, "keys") });
    const log = await openLog({ directory: join(base, "log"), keys, clock: manualClock(1000), segmentBytes: 2000 });
    const { close } = log;
    log.close = async () => {
      await close.call(log);
      await keys.close().catch(() => undefined);
    };
    return log;
  },
});
