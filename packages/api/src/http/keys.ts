/**
 * Keys and what they may do. A key arrives as a bearer token, as the user of basic authentication (Segment), in Algolia's
 * header or query parameter, or as GA4's api_secret; a secured key (secured-key.ts) narrows the key it was made from.
 */
import { AisleError } from "@aisle/core/base";
import type { Clock } from "@aisle/core/base";
import { decodeBase64 } from "./base64.ts";
import { equalSecrets } from "./equal-secrets.ts";
import type { ApiKey, Grant, Scope } from "./grant.ts";
import { openSecuredKey } from "./secured-key.ts";

export interface KeyRing {
  /** The grant of a presented secret; undefined where it is unknown, expired or forged. */
  find(secret: string): Promise<Grant | undefined>;
  /** The grant of the key with this id; undefined where it was revoked or has expired. */
  grant(id: string): Grant | undefined;
}

const longestSecret = 4_096;
const parameterNames = ["x-algolia-api-key", "api_secret"];
const encoder = new TextEncoder();

/** SHA-256 of a secret in hex. */
export async function secretDigest(secret: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", encoder.encode(secret)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function grantOf({ id, scopes, restriction }: ApiKey): Grant {
  return { id, scopes, ...(restriction === undefined ? {} : { restriction }) };
}

/** A key ring over a list, fixed or read anew each time; every key is compared, so time does not tell which one matched. */
export function createKeyRing(keys: readonly ApiKey[] | (() => readonly ApiKey[]), clock: Clock): KeyRing {
  const usable = () => {
    const now = clock();
    return (typeof keys === "function" ? keys() : keys).filter(({ expires }) => expires === undefined || expires > now);
  };
  return {
    async find(secret) {
      if (secret.length === 0 || secret.length > longestSecret) return undefined;
      const list = usable();
      const digest = list.some((key) => key.digest !== undefined) ? await secretDigest(secret) : "";
      let found: ApiKey | undefined;
      for (const key of list) {
        if (key.secret !== undefined && equalSecrets(key.secret, secret)) found = key;
        if (key.digest !== undefined && equalSecrets(key.digest, digest)) found = key;
      }
      return found ? grantOf(found) : openSecuredKey(secret, list, clock());
    },
    grant(id) {
      const found = usable().find((key) => key.id === id);
      return found && grantOf(found);
    },
  };
}

/** The secret that a request presents, or undefined. */
export function presentedSecret(request: Request, url: URL): string | undefined {
  const authorization = request.headers.get("authorization");
  if (authorization !== null) {
    const [scheme = "", value = ""] = authorization.trim().split(/\s+/, 2);
    if (/^bearer$/i.test(scheme)) return value;
    if (/^basic$/i.test(scheme)) return decodeBase64(value)?.split(":", 1)[0];
  }
  const header = request.headers.get("x-algolia-api-key");
  if (header !== null) return header;
  for (const [name, value] of url.searchParams) if (parameterNames.includes(name.toLowerCase())) return value;
  return undefined;
}

/** Throws "forbidden" where a secured key shows only some attributes: our own endpoints answer with whole products. */
export function requireWholeProducts(grant: Grant): void {
  if (grant.restriction?.parameters["attributesToRetrieve"] === undefined) return;
  throw new AisleError("forbidden", "the key shows some attributes only; ask Algolia's endpoints under /1/", { key: grant.id });
}

/** Throws "forbidden" where the grant lacks the scope. */
export function requireScope(grant: Grant, scope: Scope): void {
  if (grant.scopes.includes(scope) || grant.scopes.includes("admin")) return;
  throw new AisleError("forbidden", `the key lacks the scope ${scope}`, { scope, key: grant.id });
}
