/** Base: what every room stands on — errors and their codes, limits, clock, seeded random, hashes, binary codec. */
export { AisleError, errorCatalogue, isAisleError } from "./base/errors.ts";
export type { ErrorCode } from "./base/errors.ts";
export { checkLimit, defaultLimits } from "./base/limits.ts";
export type { Limits } from "./base/limits.ts";
export { manualClock } from "./base/clock.ts";
export type { Clock } from "./base/clock.ts";
export { randomInteger, randomPick, seededRandom } from "./base/random.ts";
export type { Random } from "./base/random.ts";
export { contentHash, hashText, murmur32 } from "./base/hash.ts";
export { ByteReader, ByteWriter } from "./base/codec.ts";
export type { NumberArray } from "./base/codec.ts";
