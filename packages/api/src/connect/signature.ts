/** HMAC-SHA256 over the bytes of a body as they came; WebCrypto's verify compares in constant time. */
import { AisleError } from "@aisle/core/base";

/** Throws "unauthorized" unless `signature` is the body's. */
export async function requireSignature(
  secret: string,
  body: Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer> | undefined,
): Promise<void> {
  const refused = () => new AisleError("unauthorized", "the signature of the message is missing or is not that of its body");
  if (signature === undefined) throw refused();
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(secret), { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
  if (!(await crypto.subtle.verify("HMAC", key, signature, body))) throw refused();
}

/** The bytes of a base64 text; undefined where it is none. */
export function base64Bytes(text: string | null): Uint8Array<ArrayBuffer> | undefined {
  try {
    return text === null ? undefined : Uint8Array.from(atob(text.trim()), (one) => one.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** The bytes of `sha256=` and hexadecimal digits, or of the digits alone; undefined for anything else. */
export function hexBytes(text: string | null): Uint8Array<ArrayBuffer> | undefined {
  const digits = /^(?:sha256=)?([\da-f]{64})$/i.exec(text?.trim() ?? "")?.[1];
  return digits === undefined ? undefined : Uint8Array.from(digits.match(/../g)!, (pair) => Number.parseInt(pair, 16));
}
