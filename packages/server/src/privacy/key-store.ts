/**
 * KeyStore in one file of fixed records, apart from the data and its backups. A record holds a person's 256-bit key wrapped
 * by the master key (AES-256-GCM); its index is the key's id. Destroying overwrites the record in place: a disk that copies
 * on write or levels wear may keep the old block, so hosts with such disks keep this folder on an encrypted volume.
 * Fixed records and not SQLite, because commits are asynchronous and an overwrite reaches the bytes themselves.
 *
 * Record of 128 bytes: 0 state (1 living, 2 destroyed) · 4 consent changes · 8 crc32 of 16..124 · 16 pseudonym · 32 nonce ·
 * 44 wrapped key · 76 tag. Record 0: "AISLEKEY", version, the wrapped secret that pseudonyms and digests are keyed with.
 */
import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hash, randomFillSync } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { crc32 } from "node:zlib";
import { AisleError } from "@aisle/core/base";
import type { KeyStore, PersonKey } from "@aisle/core/privacy";
import { nodeFileSystem, readFully, readWhole, storageFailed, writeAtomically, writeFully } from "../log/file-system.ts";
import type { FileSystem, OpenFile } from "../log/file-system.ts";
import { Cache } from "./cache.ts";
import { PseudonymTable } from "./pseudonym-table.ts";

export interface KeyStoreOptions {
  readonly directory: string;
  /** 32 bytes; without it they are read from, or made in, `directory/master.key`. */
  readonly master?: Uint8Array;
  /** For `verify` beside a running server: nothing is written, no key is made. */
  readonly readOnly?: boolean;
  readonly fs?: FileSystem;
  /** Persons whose keys stay unwrapped in memory. */
  readonly cached?: number;
}

const recordBytes = 128;
const version = 1;
const living = 1;
const destroyed = 2;
const fileName = "keys.dat";
const masterName = "master.key";

interface Unwrapped extends PersonKey {
  readonly secret: KeyObject;
}

const pool = Buffer.allocUnsafe(12 * 1024);
let poolAt = pool.length;

/** 12 fresh random bytes; a pool, because asking the system for each costs more than the cipher. */
function nonce(): Buffer {
  if (poolAt === pool.length) {
    randomFillSync(pool);
    poolAt = 0;
  }
  poolAt += 12;
  return pool.subarray(poolAt - 12, poolAt);
}

/** nonce 12 · ciphertext · tag 16 */
function encrypt(key: KeyObject, context: Uint8Array, plain: Uint8Array): Buffer {
  const out = Buffer.allocUnsafe(plain.length + 28);
  const fresh = nonce();
  out.set(fresh, 0);
  const cipher = createCipheriv("aes-256-gcm", key, fresh);
  cipher.setAAD(context);
  out.set(cipher.update(plain), 12);
  cipher.final();
  out.set(cipher.getAuthTag(), plain.length + 12);
  return out;
}

function decrypt(key: KeyObject, context: Uint8Array, sealed: Uint8Array): Buffer {
  if (sealed.length < 28) throw new AisleError("corrupt", "a sealed payload is too short");
  try {
    const cipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12), { authTagLength: 16 });
    cipher.setAAD(context);
    cipher.setAuthTag(sealed.subarray(sealed.length - 16));
    const plain = cipher.update(sealed.subarray(12, sealed.length - 16));
    cipher.final();
    return plain;
  } catch (cause) {
    throw new AisleError("corrupt", "a sealed payload does not match its key or its envelope", {}, cause);
  }
}

/** What a wrapped key is bound to: its person and its place. */
function recordContext(pseudonym: Uint8Array, id: number): Buffer {
  const context = Buffer.allocUnsafe(20);
  context.set(pseudonym, 0);
  context.writeUInt32LE(id, 16);
  return context;
}

function crcOf(record: Buffer): number {
  return crc32(record.subarray(16, 124));
}

async function masterKey(options: KeyStoreOptions, fs: FileSystem): Promise<KeyObject> {
  let bytes = options.master;
  if (bytes === undefined) {
    if (!(await fs.list(options.directory)).includes(masterName)) {
      if (options.readOnly === true) throw new AisleError("not_found", `no ${masterName} in ${options.directory}`);
      const made = randomFillSync(Buffer.alloc(32)).toString("hex");
      await writeAtomically(fs, options.directory, masterName, [Buffer.from(`${made}\n`)]);
    }
    bytes = Buffer.from(
      Buffer.from(await readWhole(fs, `${options.directory}/${masterName}`))
        .toString("utf8")
        .trim(),
      "hex",
    );
  }
  if (bytes.length !== 32) throw new AisleError("bad_config", "the master key must be 32 bytes (64 hex digits in master.key)");
  return createSecretKey(bytes);
}

/** Opens the store of a folder, making folder, master key and file where there are none. */
export async function openKeyStore(options: KeyStoreOptions): Promise<KeyStore> {
  const fs = options.fs ?? nodeFileSystem;
  const path = `${options.directory}/${fileName}`;
  try {
    if (options.readOnly !== true) await fs.makeDirectory(options.directory);
    const master = await masterKey(options, fs);
    if (!(await fs.list(options.directory)).includes(fileName)) {
      if (options.readOnly === true) throw new AisleError("not_found", `no ${fileName} in ${options.directory}`);
      const header = Buffer.alloc(recordBytes);
      header.write("AISLEKEY", 0, "latin1");
      header.writeUInt32LE(version, 8);
      header.set(encrypt(master, header.subarray(0, 12), randomFillSync(Buffer.alloc(32))), 16);
      await writeAtomically(fs, options.directory, fileName, [header]);
    }
    const file = await fs.open(path, options.readOnly === true ? "read" : "write");
    try {
      return await FileKeyStore.open(file, master, options);
    } catch (error) {
      await file.close();
      throw error;
    }
  } catch (cause) {
    throw storageFailed(`opening the key store in ${options.directory}`, cause);
  }
}

class FileKeyStore implements KeyStore {
  readonly #file: OpenFile;
  readonly #master: KeyObject;
  readonly #secret: KeyObject;
  readonly #digestPrefix: string;
  readonly #readOnly: boolean;
  readonly #table: PseudonymTable;
  /** Living keys of a person beside the newest: only between a failed or running erase and the next. */
  readonly #older = new Map<string, number[]>();
  readonly #retired = new Set<number>();
  readonly #persons: Cache<string, string>;
  readonly #keys: Cache<number, Unwrapped>;
  /** Records that the disk does not have yet. */
  readonly #dirty = new Map<number, Buffer>();
  #next: number;
  #syncing: Promise<void> = Promise.resolve();

  private constructor(file: OpenFile, master: KeyObject, secret: Buffer, options: KeyStoreOptions, records: number) {
    this.#file = file;
    this.#master = master;
    this.#secret = createSecretKey(secret);
    this.#digestPrefix = createHmac("sha256", secret).update("digest").digest("hex");
    this.#readOnly = options.readOnly === true;
    this.#table = new PseudonymTable(records);
    this.#persons = new Cache(options.cached ?? 50_000);
    this.#keys = new Cache(options.cached ?? 50_000);
    this.#next = Math.max(1, records);
  }

  static async open(file: OpenFile, master: KeyObject, options: KeyStoreOptions): Promise<FileKeyStore> {
    const size = await file.size();
    const header = Buffer.alloc(recordBytes);
    await readFully(file, header, 0);
    if (header.toString("latin1", 0, 8) !== "AISLEKEY") throw new AisleError("corrupt", `${fileName} is not a key store`);
    if (header.readUInt32LE(8) !== version)
      throw new AisleError("corrupt", `${fileName} has version ${header.readUInt32LE(8)}, known is ${version}`);
    let secret: Buffer;
    try {
      secret = decrypt(master, header.subarray(0, 12), header.subarray(16, 76));
    } catch (cause) {
      throw new AisleError("bad_config", `the master key does not fit the key store in ${options.directory}`, {}, cause);
    }
    // A record cut short by a crash was never acknowledged; its slot is written anew.
    const records = Math.floor(size / recordBytes);
    const store = new FileKeyStore(file, master, secret, options, records);
    if (!store.#readOnly) await store.#load(records);
    return store;
  }

  async #load(records: number): Promise<void> {
    const chunk = Buffer.allocUnsafe(recordBytes * 8192);
    for (let first = 1; first < records; first += 8192) {
      const count = Math.min(8192, records - first);
      await readFully(this.#file, chunk.subarray(0, count * recordBytes), first * recordBytes);
      for (let i = 0; i < count; i++) {
        const record = chunk.subarray(i * recordBytes, (i + 1) * recordBytes);
        if (record[0] !== living || record.readUInt32LE(8) !== crcOf(record)) continue;
        this.#adopt(record.subarray(16, 32), first + i);
      }
    }
  }

  #adopt(pseudonym: Uint8Array, id: number): void {
    const before = this.#table.get(pseudonym);
    if (before !== 0 && typeof this.keyById(before) !== "string") {
      const person = Buffer.from(pseudonym).toString("base64url");
      this.#older.set(person, [...(this.#older.get(person) ?? []), before]);
    }
    this.#table.set(pseudonym, id);
  }

  pseudonym(user: string): string {
    const known = this.#persons.get(user);
    if (known !== undefined) return known;
    const person = createHmac("sha256", this.#secret).update("person\0").update(user).digest().toString("base64url", 0, 16);
    this.#persons.set(user, person);
    return person;
  }

  digest(text: string): string {
    return (hash("sha256", this.#digestPrefix + text, "latin1" as "hex") as string).slice(0, 16);
  }

  keyOf(person: string): PersonKey {
    const pseudonym = Buffer.from(person, "base64url");
    if (pseudonym.length !== 16) throw new AisleError("bad_request", "a pseudonym has 22 characters", { person });
    const id = this.#table.get(pseudonym);
    if (id !== 0 && !this.#retired.has(id)) {
      const key = this.keyById(id);
      if (typeof key !== "string") return key;
    }
    return this.#make(person, pseudonym);
  }

  #make(person: string, pseudonym: Buffer): PersonKey {
    if (this.#readOnly) throw new AisleError("internal", "a read-only key store makes no keys");
    const id = this.#next++;
    const secret = randomFillSync(Buffer.alloc(32));
    const record = Buffer.alloc(recordBytes);
    record[0] = living;
    record.set(pseudonym, 16);
    record.set(encrypt(this.#master, recordContext(pseudonym, id), secret), 32);
    record.writeUInt32LE(crcOf(record), 8);
    this.#dirty.set(id, record);
    const key = { id, person, pseudonym, consent: 0, secret: createSecretKey(secret) };
    this.#keys.set(id, key);
    this.#adopt(pseudonym, id);
    return key;
  }

  #record(id: number): Buffer | undefined {
    const waiting = this.#dirty.get(id);
    if (waiting !== undefined) return waiting;
    const record = Buffer.alloc(recordBytes);
    return id > 0 && this.#file.readSync(record, id * recordBytes) === recordBytes ? record : undefined;
  }

  keyById(id: number): PersonKey | "destroyed" | "missing" {
    const known = this.#keys.get(id);
    if (known !== undefined) return known;
    const record = this.#record(id);
    if (record?.[0] === destroyed) return "destroyed";
    if (record?.[0] !== living) return "missing";
    if (record.readUInt32LE(8) !== crcOf(record)) throw new AisleError("corrupt", `key ${id} is damaged in the key store`, { key: id });
    const pseudonym = Buffer.from(record.subarray(16, 32));
    const secret = createSecretKey(decrypt(this.#master, recordContext(pseudonym, id), record.subarray(32, 92)));
    const key = { id, person: pseudonym.toString("base64url"), pseudonym, consent: record.readUInt32LE(4), secret };
    this.#keys.set(id, key);
    return key;
  }

  changeConsent(key: PersonKey): PersonKey {
    const record = Buffer.from(this.#record(key.id)!);
    const changed = { ...(key as Unwrapped), consent: key.consent + 1 };
    record.writeUInt32LE(changed.consent, 4);
    this.#dirty.set(key.id, record);
    this.#keys.set(key.id, changed);
    return changed;
  }

  seal(key: PersonKey, context: Uint8Array, plain: Uint8Array): Uint8Array {
    return encrypt((key as Unwrapped).secret, context, plain);
  }

  open(key: PersonKey, context: Uint8Array, sealed: Uint8Array): Uint8Array {
    return decrypt((key as Unwrapped).secret, context, sealed);
  }

  sync(): Promise<void> {
    if (this.#dirty.size === 0) return this.#syncing;
    const run = this.#syncing.catch(() => undefined).then(() => this.#write());
    this.#syncing = run;
    // Who awaits the returned promise hears of a failure; the stored one only orders the next run.
    run.catch(() => undefined);
    return run;
  }

  async #write(): Promise<void> {
    const batch = [...this.#dirty].sort(([a], [b]) => a - b);
    try {
      for (let first = 0; first < batch.length;) {
        let last = first + 1;
        while (last < batch.length && batch[last]![0] === batch[last - 1]![0] + 1) last++;
        const run = batch.slice(first, last).map(([, record]) => record);
        await writeFully(this.#file, run.length === 1 ? run[0]! : Buffer.concat(run), batch[first]![0] * recordBytes);
        first = last;
      }
      if (batch.length > 0) await this.#file.datasync();
    } catch (cause) {
      throw storageFailed("writing keys", cause);
    }
    for (const [id, record] of batch) if (this.#dirty.get(id) === record) this.#dirty.delete(id);
  }

  retire(person: string): readonly number[] {
    const newest = this.#table.get(Buffer.from(person, "base64url"));
    if (newest === 0) return [];
    this.#retired.add(newest);
    return [...(this.#older.get(person) ?? []), newest].filter((id) => typeof this.keyById(id) !== "string");
  }

  async destroy(ids: readonly number[]): Promise<void> {
    for (const id of ids) {
      const key = this.keyById(id);
      if (typeof key === "string") continue;
      const record = Buffer.alloc(recordBytes);
      record[0] = destroyed;
      this.#dirty.set(id, record);
      this.#keys.delete(id);
      this.#retired.delete(id);
      const older = this.#older.get(key.person)?.filter((other) => other !== id) ?? [];
      if (older.length > 0) this.#older.set(key.person, older);
      else this.#older.delete(key.person);
    }
    await this.sync();
  }

  async close(): Promise<void> {
    try {
      if (!this.#readOnly) await this.sync();
    } finally {
      await this.#file.close();
    }
  }
}
