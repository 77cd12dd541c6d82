/** `aisle config`: the effective configuration, secrets hidden. */
import { publicConfig } from "../config.ts";
import type { Command } from "./command.ts";
import { configOf, configOptions } from "./config-options.ts";

export const command: Command = {
  name: "config",
  summary: "print the effective configuration, secrets hidden",
  usage: `usage: aisle config [--config FILE] [--data DIR] [--port N] [--host H] …

Flags win over environment variables (AISLE_PORT, AISLE_HTTP_BODY_BYTES, …), those over the file (JSON), that over the defaults.`,
  options: configOptions,
  run: async (input) => {
    input.print(JSON.stringify(publicConfig(configOf(input)), null, 2));
    return 0;
  },
};
