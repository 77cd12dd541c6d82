/**
 * One answered question as bytes: an open envelope and a sealed payload, as in the event log. What a named person asked is sealed
 * with that person's key, so that an erase takes it along; what nobody in particular asked with the key of its segment.
 *
 * flags u8 (1 person) · keyed digest of the attribution id 16 · asked f64 · position f64 · [pseudonym 16] · key id u32 ·
 * sealed JSON of StoredRequest. The envelope is authenticated with the payload.
 */
import { AisleError } from "@aisle/core/base";
import type { EngineParts } from "@aisle/core/engine";
import type { Position } from "@aisle/core/event";
import type { KeyStore, PersonKey } from "@aisle/core/privacy";
import type { Asked } from "@aisle/api/shop";
import type { AnswerPrint } from "./answer-print.ts";

/** What an answer depends on beside the log and the question. */
export interface Ground {
  /** Hash of the program that answered (see build-hash.ts). */
  readonly build: string;
  /** Models that were live, by name: hash of each. */
  readonly models: Readonly<Record<string, string>>;
  /** The settings that answers depend on, as they were. */
  readonly settings: Required<Pick<EngineParts, "window" | "traffic">>;
}

type Question<Kind extends Asked["kind"]> = Extract<Asked, { kind: Kind }>["question"];

/** A question with pseudonyms in the place of ids, and what is kept of its answer. */
export type StoredRequest = {
  /** Attribution id of the answer. */
  readonly id: string;
  /** Name of the index that was asked. */
  readonly index: string;
  /** As of the answers' `ranked`; the position itself where absent. */
  readonly ranked?: Position;
  readonly ground: Ground;
  readonly answer: AnswerPrint;
} & { [Kind in Asked["kind"]]: { readonly kind: Kind; readonly question: Question<Kind> } }[Asked["kind"]];

/** The open part. */
export interface RequestEnvelope {
  readonly digest: string;
  /** Milliseconds UTC. */
  readonly asked: number;
  readonly position: Position;
  readonly person?: string;
  readonly key: number;
  readonly size: number;
}

const personal = 1;

export function requestDigest(id: string, keys: KeyStore): string {
  return keys.digest(`request\0${id}`);
}

/** The record of a request; `person` where somebody named asked it, and `key` is theirs. */
export function writeRequest(
  request: StoredRequest,
  head: { readonly asked: number; readonly position: Position; readonly person?: string },
  key: PersonKey,
  keys: KeyStore,
): Buffer {
  const envelope = Buffer.alloc(head.person === undefined ? 37 : 53);
  envelope[0] = head.person === undefined ? 0 : personal;
  envelope.write(requestDigest(request.id, keys), 1, 16, "latin1");
  envelope.writeDoubleLE(head.asked, 17);
  envelope.writeDoubleLE(head.position, 25);
  if (head.person !== undefined) envelope.write(head.person, 33, 16, "base64url");
  envelope.writeUInt32LE(key.id, envelope.length - 4);
  return Buffer.concat([envelope, keys.seal(key, envelope, Buffer.from(JSON.stringify(request)))]);
}

/** "corrupt" for a record that is too short. */
export function readRequestEnvelope(record: Buffer): RequestEnvelope {
  try {
    const named = (record.readUInt8(0) & personal) > 0;
    const size = named ? 53 : 37;
    return {
      digest: record.toString("latin1", 1, 17),
      asked: record.readDoubleLE(17),
      position: record.readDoubleLE(25),
      ...(named ? { person: record.toString("base64url", 33, 49) } : {}),
      key: record.readUInt32LE(size - 4),
      size,
    };
  } catch (cause) {
    throw new AisleError("corrupt", "a stored request is shorter than its envelope", {}, cause);
  }
}

/** The request; undefined where its key was destroyed. "corrupt" where it was changed or its key is missing. */
export function openRequest(record: Buffer, envelope: RequestEnvelope, keys: KeyStore): StoredRequest | undefined {
  const key = keys.keyById(envelope.key);
  if (key === "destroyed") return undefined;
  if (key === "missing") throw new AisleError("corrupt", `key ${envelope.key} of a stored request is missing`, { key: envelope.key });
  const payload = keys.open(key, record.subarray(0, envelope.size), record.subarray(envelope.size));
  return JSON.parse(Buffer.from(payload).toString("utf8")) as StoredRequest;
}
