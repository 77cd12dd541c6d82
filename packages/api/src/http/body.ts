/** Request bodies: read with a byte limit that holds without content-length too, decoded strictly, nested no deeper than allowed. */
import { AisleError } from "@aisle/core/base";

type Bytes = ReadableStream<Uint8Array<ArrayBuffer>>;

/** A compressed body (Segment's libraries send gzip) as it was; the limit then holds for what comes out. */
function decoded(body: Bytes, encoding: string | null): Bytes {
  const name = (encoding ?? "identity").trim().toLowerCase();
  if (name === "identity" || name === "") return body;
  if (name !== "gzip" && name !== "deflate") {
    throw new AisleError("bad_request", `content-encoding must be gzip, deflate or identity, is ${JSON.stringify(name.slice(0, 40))}`);
  }
  return body.pipeThrough(new DecompressionStream(name));
}

/** The bytes of a body; "too_large" as soon as the limit is passed, whatever content-length claims. */
export async function readBytes(request: Request, maximum: number): Promise<Uint8Array<ArrayBuffer>> {
  const refuse = () => new AisleError("too_large", `the body is larger than ${maximum} bytes`, { limit: "bodyBytes", maximum });
  if (Number(request.headers.get("content-length") ?? 0) > maximum) throw refuse();
  if (request.body === null) return new Uint8Array(0);
  const reader = decoded(request.body, request.headers.get("content-encoding")).getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw new AisleError("bad_request", "the body ended before it was complete or is not in its encoding", {}, cause);
    });
    if (done) break;
    size += value.byteLength;
    if (size > maximum) {
      await reader.cancel().catch(() => undefined);
      throw refuse();
    }
    chunks.push(value);
  }
  if (chunks.length === 1) return chunks[0]!;
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

/** The text of a body; "bad_request" where it is not UTF-8. */
export async function readText(request: Request, maximum: number): Promise<string> {
  const bytes = await readBytes(request, maximum);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AisleError("bad_request", "the body is not UTF-8", {}, cause);
  }
}

/** Parses JSON whose nesting is within `depth`; an empty text is undefined. Deep nesting would overflow whoever walks it. */
export function parseJson(text: string, depth: number): unknown {
  if (text.trim() === "") return undefined;
  checkDepth(text, depth);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AisleError("bad_request", `the body is not JSON: ${(cause as Error).message}`, {}, cause);
  }
}

const quote = 34;
const backslash = 92;
const isOpening = (code: number) => code === 91 || code === 123;
const isClosing = (code: number) => code === 93 || code === 125;

function checkDepth(text: string, maximum: number): void {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === quote) {
      i = endOfString(text, i);
    } else if (isOpening(code)) {
      if (++depth > maximum)
        throw new AisleError("limit_exceeded", `the body is nested deeper than ${maximum}`, { limit: "depth", maximum });
    } else if (isClosing(code)) depth--;
  }
}

function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === backslash && at - 1 - slashes > start) slashes++;
    if (slashes % 2 === 0) return at;
  }
  return text.length;
}
