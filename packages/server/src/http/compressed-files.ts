/** Files of a build as they travel: Brotli or gzip where the caller takes it, compressed once and kept, since a build's files never change. */
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

export type Encoding = "br" | "gzip";

/** Bytes below which a smaller answer is not worth the work. */
const worthwhileBytes = 1024;
/** Files kept compressed; a build has a few dozen. */
const maximumKept = 256;
/** 11 takes ten times as long for a few per cent. */
const brotliQuality = 9;

const compress: Readonly<Record<Encoding, (bytes: Uint8Array) => Promise<Buffer<ArrayBuffer>>>> = {
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: brotliQuality } }),
  gzip: (bytes) => promisify(gzip)(bytes),
};

/** The best encoding that an Accept-Encoding header takes (RFC 9110: `br;q=0` refuses it); undefined where none is. */
export function encodingOf(header: string | null): Encoding | undefined {
  const taken = new Set(
    (header ?? "").split(",").flatMap((part) => {
      const [name = "", ...parameters] = part.split(";").map((text) => text.trim().toLowerCase());
      return parameters.some((text) => /^q=0(?:\.0*)?$/.test(text)) ? [] : [name];
    }),
  );
  return taken.has("br") ? "br" : taken.has("gzip") ? "gzip" : undefined;
}

export class CompressedFiles {
  readonly #kept = new Map<string, Promise<Buffer<ArrayBuffer>>>();

  /** The compressed bytes of a file; undefined where that would not make it smaller. */
  async get(path: string, bytes: Uint8Array, encoding: Encoding): Promise<Buffer<ArrayBuffer> | undefined> {
    if (bytes.length < worthwhileBytes) return undefined;
    const key = `${encoding} ${bytes.length} ${path}`;
    let made = this.#kept.get(key);
    if (!made) {
      if (this.#kept.size >= maximumKept) this.#kept.delete(this.#kept.keys().next().value!);
      made = compress[encoding](bytes);
      this.#kept.set(key, made);
      made.catch(() => this.#kept.delete(key));
    }
    const compressed = await made;
    return compressed.length < bytes.length ? compressed : undefined;
  }
}
