/** `aisle verify`: reads the whole log and each snapshot, counts events by type and lists what is wrong. */
import { join } from "node:path";
import { verifyLog } from "../log/verify-log.ts";
import { keyStoreFolder } from "../config.ts";
import { configOf, configOptions } from "./config-options.ts";
import type { Command } from "./command.ts";

export const command: Command = {
  name: "verify",
  summary: "read the whole log and each snapshot, and report what is damaged",
  usage: [
    "usage: aisle verify [--data DIR] [--key-store DIR] [--json]",
    "",
    "Reads every event of DIR/log and every snapshot of DIR/snapshots, beside a running server too; changes nothing.",
    "Events of erased persons are counted as erased. Exit status 1 where there is a problem.",
    "",
    "  --data DIR        data folder (default ./.aisle)",
    "  --key-store DIR   key store (default DIR-keys)",
    '  --json            {"events": {"click": n, …}, "position": n, "problems": […]}',
  ].join("\n"),
  options: configOptions,
  run: async (input) => {
    const config = configOf(input);
    const found = await verifyLog({
      log: join(config.data, "log"),
      keys: keyStoreFolder(config),
      snapshots: join(config.data, "snapshots"),
    });
    if (input.options["json"] === true) input.print(JSON.stringify(found));
    else {
      for (const [type, count] of Object.entries(found.events).sort()) input.print(`${type.padEnd(16)} ${count}`);
      input.print(`position ${found.position}`);
      for (const problem of found.problems) input.print(`problem: ${problem}`);
      if (found.problems.length === 0) input.print("no problem found");
    }
    return found.problems.length === 0 ? 0 : 1;
  },
};
