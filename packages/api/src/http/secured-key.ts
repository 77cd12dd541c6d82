/**
 * Secured keys in Algolia's format (generateSecuredApiKey): base64 of the hex HMAC-SHA256 of url-encoded parameters under a
 * parent key, followed by those parameters. A shop's backend makes them without asking us; here they are verified, and what
 * they demand is forced upon the request. Only search and events pass through one, whatever the parent holds. A key with a
 * restriction that cannot be enforced here (restrictSources) is refused, for ignoring it would widen the key.
 */
import { decodeBase64 } from "./base64.ts";
import { equalSecrets } from "./equal-secrets.ts";
import type { ApiKey, Grant, Restriction } from "./grant.ts";

const digestLength = 64;
const encoder = new TextEncoder();
const parentScopes: Grant["scopes"] = ["search", "events"];

async function hmac(secret: string, text: string): Promise<string> {
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const digest = new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(text)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function restrictionOf(parameters: URLSearchParams): Restriction {
  const { filters, facetFilters, numericFilters, userToken, restrictIndices, validUntil: _, ...rest } = Object.fromEntries(parameters);
  return {
    ...(filters === undefined ? {} : { filters }),
    ...(facetFilters === undefined ? {} : { facetFilters }),
    ...(numericFilters === undefined ? {} : { numericFilters }),
    ...(userToken === undefined ? {} : { userToken }),
    ...(restrictIndices === undefined ? {} : { indices: indexNames(restrictIndices) }),
    parameters: rest,
  };
}

function indexNames(text: string): readonly string[] {
  return text
    .replace(/^\[|\]$|"/g, "")
    .split(",")
    .map((name) => name.trim());
}

/** The grant of a secured key made from one of `keys`; undefined where it is none, forged or past its validUntil (seconds). */
export async function openSecuredKey(secret: string, keys: readonly ApiKey[], now: number): Promise<Grant | undefined> {
  const text = decodeBase64(secret);
  if (text === undefined || text.length <= digestLength) return undefined;
  const digest = text.slice(0, digestLength);
  const query = text.slice(digestLength);
  let parent: ApiKey | undefined;
  for (const key of keys) {
    // What restricts a key would have to restrict those made from it; such keys have none.
    if (key.secret === undefined || key.restriction !== undefined) continue;
    if (equalSecrets(await hmac(key.secret, query), digest)) parent = key;
  }
  if (!parent) return undefined;
  const parameters = new URLSearchParams(query);
  const validUntil = parameters.get("validUntil");
  if (validUntil !== null && !(Number(validUntil) * 1_000 > now)) return undefined;
  if (parameters.has("restrictSources")) return undefined;
  const scopes = parent.scopes.includes("admin") ? parentScopes : parentScopes.filter((scope) => parent.scopes.includes(scope));
  return { id: `${parent.id}:secured`, scopes, restriction: restrictionOf(parameters) };
}

/** True where the restriction lets an index be asked. */
export function mayAsk(restriction: Restriction | undefined, index: string): boolean {
  if (restriction?.indices === undefined) return true;
  return restriction.indices.some((pattern) => {
    if (pattern.startsWith("*") && pattern.endsWith("*") && pattern.length > 1) return index.includes(pattern.slice(1, -1));
    if (pattern.endsWith("*")) return index.startsWith(pattern.slice(0, -1));
    if (pattern.startsWith("*")) return index.endsWith(pattern.slice(1));
    return index === pattern;
  });
}
