/**
 * Persons by pseudonym, the least recently active dropped beyond a bound. An identify only links ids (`Identities`): each keeps what
 * it did itself, and a question about any of them reads all of them as one. So undoing a link gives back exactly what was before,
 * and several devices join one login without copying.
 */
import { AisleError, ByteReader, ByteWriter } from "../base.ts";
import { Identities, defaultIdentityLimits } from "../event.ts";
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
  readonly #identities: Identities;

  /** Persons of an unfinished snapshot that are still to be written: copied before they change. */
  #frozen: Map<string, Person | Uint8Array> | undefined;

  constructor(limits: PeopleLimits = defaultPeopleLimits) {
    this.#limits = limits;
    this.#identities = new Identities({ ...defaultIdentityLimits, devices: limits.devices });
  }

  get size(): number {
    return this.#people.size;
  }

  has(id: string): boolean {
    return this.#people.has(id);
  }

  /** The state under a key, to be changed. */
  #touch(key: string): Person {
    const held = this.#person(key);
    const person = held === undefined ? createPerson() : this.#frozen?.get(key) === held ? readPerson(new ByteReader(bytesOf(held))) : held;
    this.#people.delete(key);
    this.#people.set(key, person);
    if (this.#people.size > this.#limits.people) {
      const quietest = this.#people.keys().next().value!;
      this.#people.delete(quietest);
      this.#identities.drop(quietest);
    }
    return person;
  }

  #person(key: string): Person | undefined {
    const held = this.#people.get(key);
    if (!(held instanceof Uint8Array)) return held;
    const person = readPerson(new ByteReader(held));
    this.#people.set(key, person);
    return person;
  }

  react(id: string, touch: ItemTouch): void {
    reactPerson(this.#touch(this.#identities.keyOf(id)), touch);
  }

  query(id: string, query: RecentQuery): void {
    addQuery(this.#touch(this.#identities.keyOf(id)).queries, query);
  }

  /** Joins a device to a login; from a device that had another login, what comes from now on. */
  link(device: string, login: string): void {
    if (device === login) return;
    const before = this.#identities.keyOf(device);
    this.#touch(before);
    this.#touch(login);
    for (const key of this.#identities.link(device, login)) this.#people.delete(key);
    const key = this.#identities.keyOf(device);
    if (key !== before) this.#touch(key);
  }

  /** Takes a link back; the device belongs again to whom it belonged before. */
  unlink(device: string, login: string): void {
    this.#identities.unlink(device, login);
  }

  /** Every key that is read as one with this id, the person's own first. */
  ids(id: string): readonly string[] {
    return this.#identities.keys(id);
  }

  /** Devices that hold something of a login. */
  devicesOf(login: string): readonly string[] {
    return this.#identities.devicesOf(login);
  }

  #together(keys: readonly string[]): Person {
    const persons = keys.flatMap((key) => this.#person(key) ?? []);
    return persons.length === 0 ? nobody : persons.length === 1 ? persons[0]! : mergePersons(persons);
  }

  /** The person behind an id, all ids together; an empty one for somebody unknown. Not to be changed. */
  read(id: string): Person {
    return this.#together(this.#identities.keys(id));
  }

  /** What was done under this id alone, whoever it belongs to: what the shop learns from does not depend on logins. Not to be changed. */
  own(id: string): Person {
    return this.#together(this.#identities.ownKeys(id));
  }

  /** Removes a person: an id with its links, and of a login what its devices did for it. */
  forget(id: string): void {
    for (const key of this.#identities.forget(id)) this.#people.delete(key);
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
    const [segments, lists] = [this.#identities.rows(), this.#identities.lists()];
    return [
      [header],
      persons,
      [new ByteWriter(8).varint(segments.size).finish()],
      rowPieces(segments.rows, Identities.writeRow),
      [new ByteWriter(8).varint(lists.size).finish()],
      rowPieces(lists.rows, Identities.writeList),
    ];
  }

  /** Takes over a snapshot's persons. Before links had segments (`segmented` false) a device was wholly its last login's. */
  restore(reader: ByteReader, segmented = true): void {
    this.#people = new Map();
    this.#frozen = undefined;
    for (let left = reader.varint(); left > 0;) {
      const ids = Array.from({ length: reader.varint() }, () => reader.text());
      if (ids.length === 0) throw new AisleError("corrupt", "a piece of no persons");
      const lengths = reader.array(Uint32Array);
      ids.forEach((id, row) => this.#people.set(id, reader.raw(lengths[row]!)));
      left -= ids.length;
    }
    if (segmented) this.#identities.restore(reader);
    else this.#restoreLinks(reader);
  }

  #restoreLinks(reader: ByteReader): void {
    const links = Array.from(
      { length: reader.varint() },
      () => [reader.text(), Array.from({ length: reader.varint() }, () => reader.text())] as const,
    );
    for (const [device, logins] of links) this.#identities.link(device, logins.at(-1)!);
    // The same links, by login.
    for (let left = reader.varint(); left > 0; left--) {
      reader.text();
      for (let devices = reader.varint(); devices > 0; devices--) reader.text();
    }
  }
}
