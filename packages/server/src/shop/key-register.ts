/**
 * Keys that operators make while the shop runs, kept in the key store's folder. A key that only reads is public by nature (it
 * stands in pages) and its secret is kept, so that secured keys can be made from it; of one that writes or administers only the
 * digest is kept, so that whoever copies the file cannot use it.
 */
import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import type { ApiKey } from "@aisle/api/http/grant";
import { scopes } from "@aisle/api/http/grant";
import { secretDigest } from "@aisle/api/http/keys";
import type { IssuedKey, KeyRegister } from "@aisle/api/operations";
import { AisleError } from "@aisle/core/base";
import type { Clock } from "@aisle/core/base";
import { z } from "zod";

const storedKey = z.strictObject({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(scopes)).min(1),
  indices: z.array(z.string()).exactOptional(),
  filters: z.string().exactOptional(),
  expires: z.number().exactOptional(),
  created: z.number(),
  secret: z.string().exactOptional(),
  digest: z.string().exactOptional(),
});
type StoredKey = z.infer<typeof storedKey>;

/** Every request with an unknown key is compared with all of them. */
export const maximumKeys = 100;

export interface OpenKeyRegister extends KeyRegister {
  /** For the key ring. */
  apiKeys(): readonly ApiKey[];
}

function isPublic(key: Pick<IssuedKey, "scopes">): boolean {
  return key.scopes.every((scope) => scope === "search" || scope === "events");
}

function apiKeyOf({ id, scopes: granted, indices, filters, expires, secret, digest }: StoredKey): ApiKey {
  const restricted = indices !== undefined || filters !== undefined;
  return {
    id,
    scopes: granted,
    ...(secret === undefined ? {} : { secret }),
    ...(digest === undefined ? {} : { digest }),
    ...(expires === undefined ? {} : { expires }),
    ...(restricted
      ? { restriction: { ...(indices === undefined ? {} : { indices }), ...(filters === undefined ? {} : { filters }), parameters: {} } }
      : {}),
  };
}

function issued(stored: StoredKey): IssuedKey {
  const { secret: _secret, digest: _digest, ...key } = stored;
  return key;
}

function readKeys(file: string): readonly StoredKey[] {
  try {
    return z.array(storedKey).parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw new AisleError("corrupt", `${file} cannot be read; without it the keys that operators made are gone`, { file }, error);
  }
}

/** Replaces the file as a whole, on disk before it answers. */
function writeKeys(file: string, keys: readonly StoredKey[]): void {
  const temporary = `${file}.tmp`;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const handle = openSync(temporary, "w", 0o600);
    try {
      writeSync(handle, JSON.stringify(keys));
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, file);
    const folder = openSync(dirname(file), "r");
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  } catch (cause) {
    throw new AisleError("storage_failed", `${file} cannot be written: ${(cause as Error).message}`, { file }, cause);
  }
}

/** The register of one file; "corrupt" where it cannot be read. */
export function openKeyRegister(file: string, clock: Clock): OpenKeyRegister {
  let keys = readKeys(file);
  let ring = keys.map(apiKeyOf);
  const keep = (next: readonly StoredKey[]) => {
    writeKeys(file, next);
    keys = next;
    ring = next.map(apiKeyOf);
  };
  return {
    apiKeys: () => ring,
    list: () => keys.map(issued),
    async create(wanted) {
      const secret = randomBytes(24).toString("hex");
      const digest = await secretDigest(secret);
      if (keys.length >= maximumKeys) {
        throw new AisleError("limit_exceeded", `there are ${maximumKeys} keys already; revoke one first`, {
          limit: "keys",
          maximum: maximumKeys,
        });
      }
      const key: StoredKey = {
        ...wanted,
        scopes: [...wanted.scopes],
        ...(wanted.indices === undefined ? {} : { indices: [...wanted.indices] }),
        id: `key-${randomBytes(6).toString("hex")}`,
        created: clock(),
        ...(isPublic(wanted) ? { secret } : { digest }),
      } as StoredKey;
      keep([...keys, key]);
      return { key: issued(key), secret };
    },
    async revoke(id) {
      const rest = keys.filter((key) => key.id !== id);
      if (rest.length === keys.length) return false;
      keep(rest);
      return true;
    },
  };
}
