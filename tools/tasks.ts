/** What `npm start`, `npm test`, `npm run lint` … do, under the project's own Node. */
import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const bin = (name: string) => join(root, "node_modules", ".bin", name);

/** Tools written for Node start the project's own, not the machine's. */
const path = [join(root, "node_modules", ".bin"), process.env["PATH"] ?? ""].join(delimiter);

function run(command: string, args: readonly string[], env: Record<string, string> = {}): number {
  const result = spawnSync(command, args, { cwd: root, stdio: "inherit", env: { ...process.env, PATH: path, ...env } });
  if (result.error) throw result.error;
  return result.status ?? 1;
}

/** Runs commands until one fails and answers its status. */
function all(...commands: readonly (() => number)[]): number {
  for (const command of commands) {
    const status = command();
    if (status !== 0) return status;
  }
  return 0;
}

const projects = [
  "tsconfig.json",
  "packages/core/tsconfig.json",
  "packages/learn/tsconfig.json",
  "packages/api/tsconfig.json",
  "packages/web/tsconfig.json",
];

function testFiles(suffix: string): string[] {
  return globSync([`{packages,bench,test,tools}/**/*${suffix}`], { cwd: root, exclude: (name) => name.includes("node_modules") }).sort();
}

function test(args: readonly string[], long: boolean): number {
  const named = args.filter((arg) => !arg.startsWith("-"));
  const files =
    named.length > 0 ? named : testFiles(long ? ".long.test.ts" : ".test.ts").filter((file) => long || !file.endsWith(".long.test.ts"));
  return run(process.execPath, [
    "--disable-warning=ExperimentalWarning",
    "--test",
    "--test-concurrency=2",
    ...args.filter((arg) => arg.startsWith("-")),
    ...files,
  ]);
}

function benches(): string[] {
  return globSync(["bench/{quality,speed}/*.ts"], { cwd: root })
    .filter((file) => !file.endsWith(".test.ts"))
    .sort();
}

const tasks: Record<string, (args: readonly string[]) => number> = {
  start: (args) =>
    all(
      () => run(process.execPath, ["packages/web/build.ts"]),
      () => run(process.execPath, ["--disable-warning=ExperimentalWarning", "packages/server/src/main.ts", "serve", "--demo", ...args]),
    ),
  test: (args) =>
    all(
      () => run(process.execPath, ["packages/web/build.ts"]),
      () => test(args, false),
    ),
  "test:long": (args) => test(args, true),
  "bench:smoke": () =>
    all(...benches().map((file) => () => run(process.execPath, ["--disable-warning=ExperimentalWarning", file, "--smoke"]))),
  types: () => all(...projects.map((project) => () => run(bin("tsc"), ["-p", project]))),
  lint: () =>
    all(
      () => run(bin("oxlint"), ["--max-warnings=0"]),
      () => run(bin("oxfmt"), ["--check"]),
      () => run(bin("knip"), []),
    ),
  format: () =>
    all(
      () => run(bin("oxfmt"), []),
      () => run(bin("oxlint"), ["--fix"]),
    ),
};

const [name = "", ...args] = process.argv.slice(2);
const task = tasks[name];
if (!task) {
  console.error(`unknown task ${name}; known: ${Object.keys(tasks).join(", ")}`);
  process.exit(2);
}
process.exit(task(args));
