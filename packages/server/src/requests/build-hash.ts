/**
 * Which program answers: a hash over the sources of core and server, the locked versions of what they stand on, and the runtime
 * whose tables of characters and languages they use. Tests are no part of it.
 */
import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { versions } from "node:process";

const root = join(import.meta.dirname, "..", "..", "..", "..");
const sources = [join("packages", "core", "src"), join("packages", "server", "src")];

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.(?:ts|js|json|bin)$/.test(entry.name) && !entry.name.endsWith(".test.ts"))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** 32 hex digits, the same for the same files wherever they lie. */
export async function buildHash(): Promise<string> {
  const files = (await Promise.all(sources.map((folder) => filesOf(join(root, folder))))).flat();
  const names = files.map((file) => relative(root, file).split(sep).join("/")).sort();
  const contents = await Promise.all([...names, "package-lock.json"].map((name) => readFile(join(root, name))));
  const digest = createHash("sha256").update(`v8 ${versions.v8} icu ${versions["icu"]} unicode ${versions["unicode"]}\n`);
  [...names, "package-lock.json"].forEach((name, at) => digest.update(`${name} ${contents[at]!.length}\n`).update(contents[at]!));
  return digest.digest("hex").slice(0, 32);
}
