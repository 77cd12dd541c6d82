/**
 * The keys of the HTTP surface. What the configuration does not set is made once, kept in the key store's folder and printed
 * the first time, so that a restart keeps the pages and clients that know them.
 */
import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { AisleError } from "@aisle/core/base";
import { keyStoreFolder } from "../config.ts";
import type { Config } from "../config.ts";

const stored = z.strictObject({ adminKey: z.string().min(8), searchKey: z.string().min(8) });

export interface ApiKeys {
  readonly adminKey: string;
  readonly searchKey: string;
  /** True where they were made just now: the moment to print the secret one. */
  readonly made: boolean;
}

/** Keys from the configuration, else from the folder, else new ones. */
export function loadApiKeys(config: Config): ApiKeys {
  const folder = keyStoreFolder(config);
  const file = join(folder, "api-keys.json");
  let kept: z.infer<typeof stored> | undefined;
  try {
    kept = stored.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT")
      throw new AisleError("corrupt", `${file} cannot be read; remove it to have new keys made`, { file }, error);
  }
  const made = kept === undefined && config.adminKey === undefined;
  const lacking = kept === undefined && (config.adminKey === undefined || config.searchKey === undefined);
  kept ??= { adminKey: randomBytes(24).toString("hex"), searchKey: randomBytes(16).toString("hex") };
  if (lacking) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(`${file}.tmp`, JSON.stringify(kept));
    chmodSync(`${file}.tmp`, 0o600);
    renameSync(`${file}.tmp`, file);
  }
  return { adminKey: config.adminKey ?? kept.adminKey, searchKey: config.searchKey ?? kept.searchKey, made };
}
