/**
 * One event inside a frame: an open envelope and a payload. The envelope holds only times, keyed digests, pseudonym, key id
 * and consent count; a person's payload is sealed with the person's key, and the envelope is authenticated with it.
 *
 * flags u8 (1 person, 2 origin, 4 id, 8 erase) · event time f64 · [producer digest 16, sequence f64] · [id digest 16] ·
 * [pseudonym 16, key id u32, consent changes u32] · payload. Payload of an erase: the ids (u32) of the keys it destroys.
 */
import { AisleError } from "@aisle/core/base";
import { decodeStoredEvent, encodeEvent, encodedText, isShopperEvent, storedForm } from "@aisle/core/event";
import type { DeliveryKey, LoggedEvent, ShopEvent } from "@aisle/core/event";
import type { KeyStore } from "@aisle/core/privacy";

const flag = { person: 1, origin: 2, id: 4, erase: 8 } as const;

/** An event made ready for a frame, before its position is known. */
export interface Prepared {
  readonly record: Uint8Array;
  readonly delivery: DeliveryKey;
  /** What readers will get, but for position and arrival. */
  readonly logged: Omit<LoggedEvent, "position" | "arrival">;
  /** Keys to destroy once the record is durable. */
  readonly erases?: readonly number[];
}

/** The open part of a record. */
export interface Envelope {
  readonly time: number;
  readonly delivery: DeliveryKey;
  readonly person?: { readonly pseudonym: string; readonly key: number; readonly consent: number };
  /** Keys that an erase destroys. */
  readonly erases?: readonly number[];
  /** Where the payload begins. */
  readonly size: number;
}

/** The digests by which deliveries of an event are told apart. */
export function deliveryOf(event: ShopEvent, keys: KeyStore): DeliveryKey {
  return {
    ...(event.origin === undefined ? {} : { producer: keys.digest(`producer\0${event.origin.producer}`), sequence: event.origin.sequence }),
    ...(event.id === undefined ? {} : { id: keys.digest(`id\0${event.id}`) }),
  };
}

/** Pseudonyms stand in `user` where `byPseudonym`: erasing a person of whom only that is known. */
export function prepareEvent(event: ShopEvent, delivery: DeliveryKey, keys: KeyStore, byPseudonym = false): Prepared {
  if (!isShopperEvent(event)) {
    const envelope = writeEnvelope(event.time, delivery, 0, 0);
    const payload = encodedText(event);
    const record = Buffer.allocUnsafe(envelope.length + Buffer.byteLength(payload));
    record.set(envelope);
    record.write(payload, envelope.length);
    return { record, delivery, logged: { event: storedForm(event) } };
  }
  const person = byPseudonym ? event.user : keys.pseudonym(event.user);
  if (event.type === "erase") return prepareErase(person, event.time, delivery, keys);
  let key = keys.keyOf(person);
  if (event.type === "consent") key = keys.changeConsent(key);
  const envelope = writeEnvelope(event.time, delivery, flag.person, 24);
  writePerson(envelope, key.pseudonym, key.id, key.consent);
  const payload = encodeEvent(event);
  const sealed = keys.seal(key, envelope, payload);
  return {
    record: Buffer.concat([envelope, sealed], envelope.length + sealed.length),
    delivery,
    logged: personal(person, key.consent, storedForm(event), keys),
  };
}

function prepareErase(person: string, time: number, delivery: DeliveryKey, keys: KeyStore): Prepared {
  const erases = keys.retire(person);
  const envelope = writeEnvelope(time, delivery, flag.person | flag.erase, 24);
  writePerson(envelope, Buffer.from(person, "base64url"), 0, 0);
  const payload = Buffer.alloc(erases.length * 4);
  for (const [i, id] of erases.entries()) payload.writeUInt32LE(id, i * 4);
  return {
    record: Buffer.concat([envelope, payload]),
    delivery,
    logged: { person, consent: 0, event: { type: "erase", time, user: person } },
    erases,
  };
}

function writeEnvelope(time: number, delivery: DeliveryKey, flags: number, personBytes: number): Buffer {
  const origin = delivery.producer !== undefined && delivery.sequence !== undefined;
  const envelope = Buffer.allocUnsafe(9 + (origin ? 24 : 0) + (delivery.id === undefined ? 0 : 16) + personBytes);
  envelope[0] = flags | (origin ? flag.origin : 0) | (delivery.id === undefined ? 0 : flag.id);
  envelope.writeDoubleLE(time, 1);
  let at = 9;
  if (origin) {
    envelope.write(delivery.producer!, at, 16, "latin1");
    envelope.writeDoubleLE(delivery.sequence!, at + 16);
    at += 24;
  }
  if (delivery.id !== undefined) envelope.write(delivery.id, at, 16, "latin1");
  return envelope;
}

function writePerson(envelope: Buffer, pseudonym: Uint8Array, key: number, consent: number): void {
  const at = envelope.length - 24;
  envelope.set(pseudonym, at);
  envelope.writeUInt32LE(key, at + 16);
  envelope.writeUInt32LE(consent, at + 20);
}

/** Reads the open part; a record that is too short is "corrupt". */
export function readEnvelope(record: Buffer): Envelope {
  try {
    const flags = record.readUInt8(0);
    const time = record.readDoubleLE(1);
    let at = 9;
    const delivery: { producer?: string; sequence?: number; id?: string } = {};
    if (flags & flag.origin) {
      delivery.producer = record.toString("latin1", at, at + 16);
      delivery.sequence = record.readDoubleLE(at + 16);
      at += 24;
    }
    if (flags & flag.id) {
      delivery.id = record.toString("latin1", at, at + 16);
      at += 16;
    }
    if (!(flags & flag.person)) return { time, delivery, size: at };
    const person = {
      pseudonym: record.toString("base64url", at, at + 16),
      key: record.readUInt32LE(at + 16),
      consent: record.readUInt32LE(at + 20),
    };
    at += 24;
    if (!(flags & flag.erase)) return { time, delivery, person, size: at };
    const erases: number[] = [];
    for (let id = at; id < record.length; id += 4) erases.push(record.readUInt32LE(id));
    return { time, delivery, person, erases, size: at };
  } catch (cause) {
    throw new AisleError("corrupt", "a record is shorter than its envelope", {}, cause);
  }
}

function personal(person: string, consent: number, event: ShopEvent, keys: KeyStore): Omit<LoggedEvent, "position" | "arrival"> {
  return event.type === "identify" ? { person, anonymous: keys.pseudonym(event.anonymous), consent, event } : { person, consent, event };
}

/** What a reader gets; `event` is undefined where the key was destroyed. A damaged or missing key is "corrupt". */
export function openRecord(record: Buffer, keys: KeyStore): Omit<LoggedEvent, "position" | "arrival"> {
  const envelope = readEnvelope(record);
  if (envelope.person === undefined) return { event: decodeStoredEvent(record.subarray(envelope.size)) };
  const { pseudonym, key: id, consent } = envelope.person;
  if (envelope.erases !== undefined) {
    return { person: pseudonym, consent: 0, event: { type: "erase", time: envelope.time, user: pseudonym } };
  }
  const key = keys.keyById(id);
  if (key === "destroyed") return { person: pseudonym, consent, event: undefined };
  if (key === "missing") throw new AisleError("corrupt", `key ${id} is missing from the key store`, { key: id });
  const payload = keys.open(key, record.subarray(0, envelope.size), record.subarray(envelope.size));
  return personal(key.person, consent, decodeStoredEvent(payload), keys);
}
