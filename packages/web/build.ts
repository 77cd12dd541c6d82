/**
 * Builds the pages into dist/ when something they are made of changed: the stamp holds a hash of the sources, the
 * configuration and the lock file. Unchanged, it only reads and hashes (tens of milliseconds) and Vite is never loaded.
 */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = import.meta.dirname;
const stamp = join(root, "dist", ".stamp");

/** What the build is made of, in a fixed order. */
function sources(): string[] {
  const under = (folder: string) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.includes(".test."))
      .map((entry) => join(entry.parentPath, entry.name));
  const single = ["index.html", "dashboard.html", "vite.config.ts", "build.ts", "package.json", "tsconfig.json"].map((name) =>
    join(root, name),
  );
  return [...under("src"), ...under("public"), ...single, join(root, "../../package-lock.json")].sort();
}

function fingerprint(): string {
  const hash = createHash("sha256");
  for (const file of sources()) hash.update(file.slice(root.length)).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

async function build(): Promise<void> {
  const wanted = fingerprint();
  const built = ["index.html", "dashboard.html"].every((page) => existsSync(join(root, "dist", page)));
  if (built && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  rmSync(stamp, { force: true });
  const started = performance.now();
  const vite = await import("vite");
  await vite.build({ configFile: join(root, "vite.config.ts"), logLevel: "warn" });
  writeFileSync(stamp, wanted);
  console.error(`aisle: built the web pages in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

try {
  await build();
} catch (error) {
  console.error(`aisle: the web pages could not be built: ${error instanceof Error ? error.message : String(error)} [web_build_failed]`);
  if (process.argv.includes("--trace")) console.error(error);
  process.exitCode = 1;
}
