import assert from "node:assert/strict";
import { test } from "node:test";
import { eventLogContract } from "../testing/event-log-contract.ts";
import { manualClock } from "../base.ts";
import { memoryEventLog } from "./memory-log.ts";

eventLogContract({ test, equal: assert.deepEqual, open: async () => memoryEventLog({ clock: manualClock(1000) }) });
