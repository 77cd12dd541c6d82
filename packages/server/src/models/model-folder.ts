/**
 * Models on disk: DIR/models/NAME with a card (card.json) and the files it names with their hashes. A model is written beside its place
 * and moved there whole, so that a reader sees the old one or the new one.
 */
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { AisleError } from "@aisle/core/base";

export interface StoredModel {
  readonly card: Readonly<Record<string, unknown>>;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

const cardFile = "card.json";
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** Errors: bad_argument for a name that is none. */
export function checkModelName(name: string): string {
  if (!/^[\w][\w.-]{0,63}$/.test(name))
    throw new AisleError("bad_argument", `a model's name is up to 64 letters, digits, dots and dashes, not "${name.slice(0, 80)}"`);
  return name;
}

/** The card as stored: with `name`, the files' hashes and one hash over them. */
export async function writeModel(models: string, name: string, { card, files }: StoredModel): Promise<Readonly<Record<string, unknown>>> {
  const target = join(models, checkModelName(name));
  const partial = `${target}.partial`;
  const hashes = Object.fromEntries([...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([file, bytes]) => [file, sha256(bytes)]));
  const stored = { name, ...card, files: hashes, hash: sha256(Buffer.from(JSON.stringify([card, hashes]))) };
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  for (const [file, bytes] of files) await writeFile(join(partial, file), bytes);
  await writeFile(join(partial, cardFile), `${JSON.stringify(stored, undefined, 2)}\n`);
  const old = `${target}.old`;
  await rm(old, { recursive: true, force: true });
  await rename(target, old).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
  });
  await rename(partial, target);
  await rm(old, { recursive: true, force: true });
  return stored;
}

/** Errors: not_found, corrupt (a file that is not what the card says). */
export async function readModel(models: string, name: string): Promise<StoredModel> {
  const folder = join(models, checkModelName(name));
  let card: Record<string, unknown>;
  try {
    card = JSON.parse(await readFile(join(folder, cardFile), "utf8")) as Record<string, unknown>;
  } catch (cause) {
    const known = await readdir(models).catch(() => []);
    throw new AisleError("not_found", `there is no model "${name}"; known: ${known.join(", ") || "none"}`, { name }, cause);
  }
  const files = new Map<string, Uint8Array>();
  for (const [file, hash] of Object.entries((card["files"] as Record<string, string> | undefined) ?? {})) {
    const bytes = await readFile(join(folder, file)).catch(() => undefined);
    if (!bytes || sha256(bytes) !== hash)
      throw new AisleError("corrupt", `file "${file}" of model "${name}" is not what its card says`, { name, file });
    files.set(file, bytes);
  }
  return { card, files };
}
