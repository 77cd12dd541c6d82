/**
 * Persons by pseudonym, the least recently active dropped beyond a bound. An identify only links ids: each id keeps what it did
 * itself, and a question about any of them reads all of them as one. So undoing a link gives back exactly what was before, and
 * several devices join one login without copying.
 */
import { AisleError, ByteReader, ByteWriter } from "../base.ts";
import { createPerson, mergePersons, reactPerson, readPerson, writePerson } from "./person.ts";
import type { Person } from "./person.ts";
import { rowPieces } from "./pieces.ts";
import type { Pieces } from "./pieces.ts";
import type { ItemTouch } from "./feature.ts";
import { addQuery } from "./recent-queries.ts";
import type { RecentQuery } from "./recent-queries.ts";

export interface PeopleLimits {
  readonly people: number;
  /** Devices that one login joins; beyond it the oldest link goes. */
  readonly devices: number;
}

export const defaultPeopleLimits: PeopleLimits = { people: 200_000, devices: 16 };

/** Links of a device are few: whose it was, newest last. */
const loginsPerDevice = 4;

function without(links: Map<string, readonly string[]>, from: string, to: string): void {
  const left = links.get(from)?.filter((one) => one !== to);
  if (left === undefined) return;
  if (left.length > 0) links.set(from, left);
  else links.delete(from);
}

/** Bytes of persons in one step of a snapshot. */
const personBytes = 1 << 17;

const nobody = createPerson();

function bytesOf(person: Person): Uint8Array {
  const writer = new ByteWriter(1024);
  writePerson(person, writer);
  return writer.finish();
}

export class People {
  readonly #limits: PeopleLimits;
  /** After a restart a person stays in bytes until they come back. */
  #people = new Map<string, Person | Uint8Array>();
  /** Logins of a device, the one it belongs to last. */
  #logins = new Map<string, readonly string[]>();
  /** Devices that have a login among theirs, current or not. */
  #devices = new Map<string, readonly string[]>();

  /** Persons of an unfinished snapshot that are still to be written: copied before they change. */
  #frozen: Map<string, Person | Uint8Array> | undefined;

  constructor(limits: PeopleLimits = defaultPeopleLimits) {
    this.#limits = limits;
  }

  get size(): number {
    return this.#people.size;
  }

  has(id: string): boolean {
    return this.#people.has(id);
  }

  #touch(id: string): Person {
    const held = this.#person(id);
    const person = held === undefined ? createPerson() : this.#frozen?.get(id) === held ? readPerson(new ByteReader(bytesOf(held))) : held;
    this.#people.delete(id);
    this.#people.set(id, person);
    if (this.#people.size > this.#limits.people) this.forget(this.#people.keys().next().value!);
    return person;
  }

  #person(id: string): Person | undefined {
    const held = this.#people.get(id);
    if (!(held instanceof Uint8Array)) return held;
    const person = readPerson(new ByteReader(held));
    this.#people.set(id, person);
    return person;
  }

  react(id: string, touch: ItemTouch): void {
    reactPerson(this.#touch(id), touch);
  }

  query(id: string, query: RecentQuery): void {
    addQuery(this.#touch(id).queries, query);
  }

  /** Joins a device to a login; a device that had another login belongs to the newest. */
  link(device: string, login: string): void {
    if (device === login) return;
    this.#touch(device);
    this.#touch(login);
    this.unlink(device, login);
    const logins = this.#logins.get(device) ?? [];
    const devices = this.#devices.get(login) ?? [];
    if (logins.length >= loginsPerDevice) this.unlink(device, logins[0]!);
    if (devices.length >= this.#limits.devices) this.unlink(devices[0]!, login);
    this.#logins.set(device, [...(this.#logins.get(device) ?? []), login]);
    this.#devices.set(login, [...(this.#devices.get(login) ?? []), device]);
  }

  /** Takes a link back; the device belongs again to whom it belonged before. */
  unlink(device: string, login: string): void {
    without(this.#logins, device, login);
    without(this.#devices, login, device);
  }

  /** Every id that is read as one with this one, itself included. */
  ids(id: string): readonly string[] {
    const login = this.#logins.get(id)?.at(-1) ?? id;
    const devices = this.#devices.get(login);
    return devices ? [login, ...devices.filter((device) => this.#logins.get(device)?.at(-1) === login)] : [login];
  }

  /** The person behind an id, all ids together; an empty one for somebody unknown. Not to be changed. */
  read(id: string): Person {
    const persons = this.ids(id).flatMap((one) => this.#person(one) ?? []);
    return persons.length === 0 ? nobody : persons.length === 1 ? persons[0]! : mergePersons(persons);
  }

  /** Removes an id with its links. */
  forget(id: string): void {
    this.#people.delete(id);
    for (const login of this.#logins.get(id) ?? []) this.unlink(id, login);
    for (const device of this.#devices.get(id) ?? []) this.unlink(device, id);
  }

  pieces(): Pieces[] {
    const frozen = new Map(this.#people);
    this.#frozen = frozen;
    const header = new ByteWriter(8).varint(frozen.size).finish();
    // One buffer for many persons: a buffer each would cost a collection of the whole heap every few thousand.
    const persons = (function* () {
      let ids: string[] = [];
      let lengths: number[] = [];
      let bytes = new ByteWriter(2 * personBytes);
      const piece = () => {
        const writer = new ByteWriter(bytes.length + 64 * ids.length).varint(ids.length);
        for (const id of ids) writer.text(id);
        return writer.array(Uint32Array.from(lengths)).raw(bytes.finish()).finish();
      };
      for (const [id, person] of frozen) {
        const from = bytes.length;
        if (person instanceof Uint8Array) bytes.raw(person);
        else writePerson(person, bytes);
        ids.push(id);
        lengths.push(bytes.length - from);
        frozen.delete(id);
        if (bytes.length < personBytes) continue;
        yield piece();
        ids = [];
        lengths = [];
        bytes = new ByteWriter(2 * personBytes);
      }
      if (ids.length > 0) yield piece();
    })();
    // A list of links is replaced, never changed.
    const links = [this.#logins, this.#devices].map((map) => [new ByteWriter(8).varint(map.size).finish(), new Map(map)] as const);
    return [
      [header],
      persons,
      ...links.flatMap(([size, map]) => [
        [size],
        rowPieces(map, ([id, others], writer) => {
          writer.text(id).varint(others.length);
          for (const other of others) writer.text(other);
        }),
      ]),
    ];
  }

  restore(reader: ByteReader): void {
    this.#people = new Map();
    this.#frozen = undefined;
    for (let left = reader.varint(); left > 0;) {
      const ids = Array.from({ length: reader.varint() }, () => reader.text());
      if (ids.length === 0) throw new AisleError("corrupt", "a piece of no persons");
      const lengths = reader.array(Uint32Array);
      ids.forEach((id, row) => this.#people.set(id, reader.raw(lengths[row]!)));
      left -= ids.length;
    }
    const links = () =>
      new Map(
        Array.from({ length: reader.varint() }, () => {
          const id = reader.text();
          return [id, Array.from({ length: reader.varint() }, () => reader.text())] as const;
        }),
      );
    this.#logins = links();
    this.#devices = links();
  }
}
