/**
 * The child of the kill -9 test: appends batches from several producers for ever and prints a line for each batch that is
 * acknowledged. A batch is "producer/sequence"; `from` says where each producer goes on.
 */
import { writeSync } from "node:fs";
import { join } from "node:path";
import type { ShopEvent } from "@aisle/core/event";
import { openKeyStore } from "../privacy/key-store.ts";
import { openLog } from "./segment-log.ts";

const [directory = "", from = ""] = process.argv.slice(2);
const starts = from.split(",").map(Number);
const keys = await openKeyStore({ directory: join(directory, "keys") });
const log = await openLog({ directory: join(directory, "log"), keys, clock: Date.now, segmentBytes: 200_000 });

await Promise.all(
  starts.map(async (start, producer) => {
    for (let sequence = start; ; sequence++) {
      const events = Array.from({ length: 1 + (sequence % 7) }, (_, i): ShopEvent => {
        const id = `${producer}/${sequence}/${i}`;
        return {
          type: "view",
          time: 1,
          id,
          origin: { producer: `p${producer}`, sequence: sequence * 8 + i },
          user: `u${sequence % 97}`,
          product: id,
        };
      });
      await log.append(events);
      writeSync(1, `${producer} ${sequence}\n`);
    }
  }),
);
