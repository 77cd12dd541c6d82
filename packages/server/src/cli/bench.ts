/** `aisle bench NAME`: runs one of bench/{quality,speed} under this Node and passes its JSON through. */
import { spawn } from "node:child_process";
import { existsSync, globSync } from "node:fs";
import { join } from "node:path";
import { AisleError } from "@aisle/core/base";
import type { Command } from "./command.ts";

const root = join(import.meta.dirname, "..", "..", "..", "..");

function names(): string[] {
  return globSync("bench/{quality,speed}/*.ts", { cwd: root })
    .map((file) => file.slice("bench/".length, -".ts".length).replaceAll("\\", "/"))
    .filter((name) => !name.endsWith(".test"))
    .sort();
}

export const command: Command = {
  name: "bench",
  summary: "run a benchmark: quality/… or speed/…",
  usage: `usage: aisle bench NAME [--smoke] [-- OPTIONS]

Without a NAME it lists the benches. Each prints JSON with the baseline beside the figure; OPTIONS after -- go to the bench.`,
  options: { smoke: { type: "boolean" } },
  run: async (input) => {
    const [name, ...rest] = input.words;
    if (name === undefined) {
      for (const known of names()) input.print(known);
      return 0;
    }
    const file = join(root, "bench", `${name}.ts`);
    if (!/^(?:quality|speed)\/[\w-]+$/.test(name) || !existsSync(file))
      throw new AisleError("bad_argument", `no bench "${name}"; known: ${names().join(", ")}`);
    const child = spawn(
      process.execPath,
      ["--disable-warning=ExperimentalWarning", file, ...(input.options["smoke"] === true ? ["--smoke"] : []), ...rest],
      { stdio: "inherit" },
    );
    return new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", (code) => resolve(code ?? 1));
    });
  },
};
