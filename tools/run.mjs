// Plain JavaScript for any Node >= 20: installs what is missing, then starts the project's own Node (26, from npm) by its
// path, because a shell caches where it found the old one.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const windows = process.platform === "win32";
const node = join(root, "node_modules", ".bin", windows ? "node.cmd" : "node");
const stamp = join(root, "node_modules", ".aisle-install");

function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: "inherit", shell: windows, ...options });
  if (result.error) {
    console.error(`aisle: cannot start ${command}: ${result.error.message}`);
    process.exit(1);
  }
  if (result.signal) process.exit(1);
  return result.status ?? 1;
}

function hashOf(files) {
  const hash = createHash("sha256");
  for (const file of files) hash.update(readFileSync(join(root, file)));
  return hash.digest("hex");
}

function install() {
  const wanted = hashOf(["package.json", "package-lock.json"]);
  if (existsSync(node) && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  console.error("aisle: installing dependencies (first run, or the lock file changed)");
  const status = run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
  if (status !== 0) process.exit(status);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

const [task = "start", ...rest] = process.argv.slice(2);
install();
process.exit(run(node, ["tools/tasks.ts", task, ...rest], { shell: windows }));
