/** 32-bit MurmurHash3 (Appleby, public domain algorithm) of a byte array: shard choice, buckets, sketches. Not for security. */
export function murmur32(bytes: Uint8Array, seed = 0): number {
  let h = seed | 0;
  const blocks = bytes.length & ~3;
  for (let i = 0; i < blocks; i += 4) {
    let k = bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24);
    k = Math.imul(k, 0xcc9e2d51);
    k = (k << 15) | (k >>> 17);
    h ^= Math.imul(k, 0x1b873593);
    h = (h << 13) | (h >>> 19);
    h = (Math.imul(h, 5) + 0xe6546b64) | 0;
  }
  let k = 0;
  const rest = bytes.length & 3;
  if (rest === 3) k ^= bytes[blocks + 2]! << 16;
  if (rest >= 2) k ^= bytes[blocks + 1]! << 8;
  if (rest >= 1) {
    k = Math.imul(k ^ bytes[blocks]!, 0xcc9e2d51);
    k = (k << 15) | (k >>> 17);
    h ^= Math.imul(k, 0x1b873593);
  }
  h ^= bytes.length;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

const encoder = new TextEncoder();

/** murmur32 of the UTF-8 bytes of a text. */
export function hashText(text: string, seed = 0): number {
  return murmur32(encoder.encode(text), seed);
}

/** 128 bits as 32 hex digits from four seeded murmur32: content ids, where a collision is an accident and not an attack. */
export function contentHash(text: string): string {
  const bytes = encoder.encode(text);
  let hex = "";
  for (let seed = 1; seed <= 4; seed++)
    hex += murmur32(bytes, seed * 0x9e3779b1)
      .toString(16)
      .padStart(8, "0");
  return hex;
}
