#!/usr/bin/env node
// `npx aisle …` under any Node >= 20: starts the command line under the project's own Node.
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");
const node = join(root, "node_modules", ".bin", process.platform === "win32" ? "node.cmd" : "node");
const main = join(root, "packages", "server", "src", "main.ts");
const result = spawnSync(node, ["--disable-warning=ExperimentalWarning", main, ...process.argv.slice(2)], {
  stdio: "inherit",
  shell: process.platform === "win32",
});
if (result.error) {
  console.error(`aisle: ${result.error.message}; run \`npm install\` in ${root} first`);
  process.exit(1);
}
process.exit(result.status ?? 1);
