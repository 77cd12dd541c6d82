/** The options that stand for configuration keys, shared by every command that opens a shop's data. */
import { AisleError } from "@aisle/core/base";
import { loadConfig } from "../config.ts";
import type { Config } from "../config.ts";
import { textOption } from "./command.ts";
import type { Command, CommandInput } from "./command.ts";

export const configOptions = {
  config: { type: "string" },
  port: { type: "string" },
  host: { type: "string" },
  catalog: { type: "string", multiple: true },
  map: { type: "string" },
  role: { type: "string" },
  "key-store": { type: "string" },
} as const satisfies Command["options"];

/** The effective configuration of a command: its flags over environment, file and defaults. */
export function configOf(input: CommandInput): Config {
  const flags: Record<string, unknown> = {};
  for (const name of ["data", "host", "map", "role"] as const) {
    const value = textOption(input, name);
    if (value !== undefined) flags[name] = value;
  }
  const port = textOption(input, "port");
  if (port !== undefined) {
    if (!/^\d+$/.test(port)) throw new AisleError("bad_argument", `--port takes a number, not "${port}"`);
    flags["port"] = Number(port);
  }
  const keyStore = textOption(input, "key-store");
  if (keyStore !== undefined) flags["keyStore"] = keyStore;
  const catalog = input.options["catalog"];
  if (Array.isArray(catalog)) flags["catalog"] = catalog;
  return loadConfig(flags, process.env, textOption(input, "config"));
}
