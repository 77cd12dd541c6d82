/**
 * Port KeyStore: one key per person, kept apart from the data it seals. Destroying the key is what erases a person, so the
 * log never sees key material: it asks the store to seal and to open. Real version: a file (server/privacy).
 */

/** A living key, as the store hands it out; only the store that made it can use it. */
export interface PersonKey {
  readonly id: number;
  /** Public form of the pseudonym: what views key a person by. */
  readonly person: string;
  /** Its 16 bytes, for envelopes. */
  readonly pseudonym: Uint8Array;
  /** Count of consent changes so far. */
  readonly consent: number;
}

export interface KeyStore {
  /** Keyed hash of a person's id. */
  pseudonym(user: string): string;
  /** Keyed 128-bit digest as 16 characters of one byte each: hides ids and producers in envelopes. */
  digest(text: string): string;
  /** The person's key; made, not yet durable, where there is none. */
  keyOf(person: string): PersonKey;
  /** "destroyed" after an erase; "missing" where no such key was ever durable. */
  keyById(id: number): PersonKey | "destroyed" | "missing";
  /** Counts one consent change; the key handed out next carries it. */
  changeConsent(key: PersonKey): PersonKey;
  /** Encrypts and authenticates `plain`, and authenticates `context` beside it. */
  seal(key: PersonKey, context: Uint8Array, plain: Uint8Array): Uint8Array;
  /** What was sealed; "corrupt" where either part was changed. */
  open(key: PersonKey, context: Uint8Array, sealed: Uint8Array): Uint8Array;
  /** Resolves once every key handed out is durable; rejects with "storage_failed". */
  sync(): Promise<void>;
  /** Ids of the person's living keys; the next `keyOf` makes a new one. */
  retire(person: string): readonly number[];
  /** Overwrites the keys; unusable at once, resolves once that is durable. */
  destroy(ids: readonly number[]): Promise<void>;
  close(): Promise<void>;
}
