/**
 * The bytes of a catalogue file as text: gzip by its magic number whatever the name says, UTF-8 or UTF-16 by the byte order
 * mark. Broken UTF-8 becomes U+FFFD, which the readers report. Reads on demand, so that a slow consumer holds memory flat.
 */
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { AisleError } from "@aisle/core/base";

/** "bad_file" naming the file and, where known, the line. */
export function badFile(file: string, reason: string, line?: number, cause?: unknown): AisleError {
  const place = line === undefined ? file : `${file}:${line}`;
  return new AisleError("bad_file", `${place}: ${reason}`, { file, ...(line === undefined ? {} : { line }) }, cause);
}

async function* bytesOf(file: string): AsyncGenerator<Buffer> {
  const source = createReadStream(file);
  const chunks = source[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  try {
    let first = Buffer.alloc(0);
    // A first chunk of one byte cannot say what it is.
    while (first.length < 4) {
      const next = await chunks.next();
      if (next.done === true) break;
      first = Buffer.concat([first, next.value]);
    }
    if (first.length === 0) return;
    if (first[0] === 0x50 && first[1] === 0x4b && first[2] === 3) throw badFile(file, "is a zip archive; unpack it or use gzip");
    if (first[0] === 0x1f && first[1] === 0x8b) yield* unpacked(file, all(first, chunks));
    else yield* all(first, chunks);
  } catch (cause) {
    if (cause instanceof AisleError) throw cause;
    throw badFile(file, `cannot be read (${(cause as Error).message})`, undefined, cause);
  } finally {
    source.destroy();
  }
}

async function* all(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

async function* unpacked(file: string, packed: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  const feeding = pipeline(Readable.from(packed), gunzip);
  feeding.catch(() => undefined);
  try {
    yield* gunzip as AsyncIterable<Buffer>;
    await feeding;
  } catch (cause) {
    if (cause instanceof AisleError) throw cause;
    throw badFile(file, `is no complete gzip file (${(cause as Error).message})`, undefined, cause);
  } finally {
    gunzip.destroy();
  }
}

/** The text of a file in pieces, without its byte order mark. */
export async function* textOf(file: string): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  for await (const bytes of bytesOf(file)) {
    if (decoder === undefined) {
      const label = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
      decoder = new TextDecoder(label);
    }
    const text = decoder.decode(bytes, { stream: true });
    if (text !== "") yield text;
  }
  const rest = decoder?.decode() ?? "";
  if (rest !== "") yield rest;
}

/** Reads at least `size` characters ahead and gives them back together with the whole text. */
export async function peek(
  text: AsyncGenerator<string>,
  size: number,
  most: number,
): Promise<{ readonly head: string; readonly whole: AsyncGenerator<string> }> {
  let head = "";
  while (head.length < size || (head.length < most && !head.includes("\n"))) {
    const next = await text.next();
    if (next.done === true) break;
    head += next.value;
  }
  async function* whole(): AsyncGenerator<string> {
    try {
      if (head !== "") yield head;
      yield* text;
    } finally {
      await text.return(undefined);
    }
  }
  return { head, whole: whole() };
}
