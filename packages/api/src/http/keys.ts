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
}

const longestSecret = 4_096;
const parameterNames = ["x-algolia-api-key", "api_secret"];

/** A key ring over a fixed list; every key is compared, so time does not tell which one matched. */
export function createKeyRing(keys: readonly ApiKey[], clock: Clock): KeyRing {
  return {
    async find(secret) {
      if (secret.length === 0 || secret.length > longestSecret) return undefined;
      let found: ApiKey | undefined;
      for (const key of keys) if (equalSecrets(key.secret, secret)) found = key;
      if (found) return { id: found.id, scopes: found.scopes };
      return openSecuredKey(secret, keys, clock());
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
