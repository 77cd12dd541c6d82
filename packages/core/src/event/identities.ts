/**
 * Who is whom: an `identify` joins an anonymous device to a login, from several devices, and its undo takes one away again.
 * Nothing is copied: what a device did is kept under keys of its own, and a question about a person names the keys that are theirs.
 *
 * A device may pass from hand to hand. What it did before its first login, and until another login claims it, belongs to the first; from
 * then on it is kept under a new key and belongs to the other, who sees nothing of what came before (segments). One level deep on
 * purpose: a login is nobody's device, so no chain of identifies welds strangers into one person.
 */
import { AisleError } from "../base.ts";
import type { ByteReader, ByteWriter } from "../base.ts";

export interface IdentityLimits {
  /** Devices that one login joins; beyond it the link that is oldest goes. */
  readonly devices: number;
  /** Changes of hand that a device remembers; beyond it what is oldest is dropped. */
  readonly segments: number;
}

export const defaultIdentityLimits: IdentityLimits = { devices: 16, segments: 8 };

/** What a device did while in one hand. */
interface Segment {
  readonly key: string;
  /** Undefined where nobody claimed it or the claim was undone: it then belongs to the hand before it, else to the first after it. */
  readonly login: string | undefined;
}

/** Ids are pseudonyms in base64url, so the mark is in none of them. */
const mark = "#";

function ownerOf(segments: readonly Segment[], at: number): string | undefined {
  return (
    segments.slice(0, at + 1).findLast(({ login }) => login !== undefined)?.login ??
    segments.find(({ login }) => login !== undefined)?.login
  );
}

function keyAfter(segments: readonly Segment[], device: string): string {
  const numbers = segments.map(({ key }) => (key === device ? 0 : Number(key.slice(device.length + 1))));
  return `${device}${mark}${Math.max(0, ...numbers) + 1}`;
}

export class Identities {
  readonly #limits: IdentityLimits;
  /** By device, oldest segment first; lists are replaced, never changed. */
  #segments = new Map<string, readonly Segment[]>();
  /** Devices of a login, longest joined first. */
  #devices = new Map<string, readonly string[]>();

  constructor(limits: IdentityLimits = defaultIdentityLimits) {
    this.#limits = limits;
  }

  /** The device belongs to the login from now on. Answers the keys that are dropped for it. */
  link(device: string, login: string): readonly string[] {
    const segments = this.#segments.get(device) ?? [{ key: device, login: undefined }];
    if (device === login || ownerOf(segments, segments.length - 1) === login) return [];
    const free = segments.every((one) => one.login === undefined);
    const claimed: readonly Segment[] = free
      ? segments.map((one, at) => (at === 0 ? { ...one, login } : one))
      : [...segments, { key: keyAfter(segments, device), login }];
    const dropped = claimed.slice(0, Math.max(0, claimed.length - this.#limits.segments));
    this.#segments.set(device, claimed.slice(dropped.length));
    for (const { login: gone } of dropped) if (gone !== undefined) this.#unlist(device, gone);
    const devices = this.#devices.get(login) ?? [];
    if (!devices.includes(device)) this.#devices.set(login, [...devices, device]);
    if (devices.length >= this.#limits.devices && !devices.includes(device)) this.unlink(devices[0]!, login);
    return dropped.map(({ key }) => key);
  }

  /** Takes every claim of the login to the device back, as if it had never been made. */
  unlink(device: string, login: string): void {
    const segments = this.#segments.get(device);
    if (!segments?.some((one) => one.login === login)) return;
    this.#keep(
      device,
      segments.map((one) => (one.login === login ? { key: one.key, login: undefined } : one)),
    );
    this.#unlist(device, login);
  }

  /** Removes a device from the list of a login that claims none of its segments any more. */
  #unlist(device: string, login: string): void {
    if (this.#segments.get(device)?.some((one) => one.login === login)) return;
    const left = this.#devices.get(login)?.filter((one) => one !== device) ?? [];
    if (left.length > 0) this.#devices.set(login, left);
    else this.#devices.delete(login);
  }

  #keep(device: string, segments: readonly Segment[]): void {
    const plain = segments.length === 1 && segments[0]!.key === device && segments[0]!.login === undefined;
    if (segments.length === 0 || plain) this.#segments.delete(device);
    else this.#segments.set(device, segments);
  }

  /** The key under which what an id does is kept now. */
  keyOf(id: string): string {
    return this.#segments.get(id)?.at(-1)?.key ?? id;
  }

  /** Every key under which an id's own doings are kept, whoever they belong to. */
  ownKeys(id: string): readonly string[] {
    return this.#segments.get(id)?.map(({ key }) => key) ?? [id];
  }

  /** The login that a device is in the hand of, else the id itself. */
  personOf(id: string): string {
    const segments = this.#segments.get(id);
    return (segments && ownerOf(segments, segments.length - 1)) ?? id;
  }

  /** Every key that is read as one with this id: the login's own, then those of its devices' segments that belong to it. */
  keys(id: string): readonly string[] {
    const person = this.personOf(id);
    const devices = this.#devices.get(person);
    const own = this.ownKeys(person);
    if (devices === undefined) return own;
    return [...own, ...devices.flatMap((device) => this.#keysOn(device, person))];
  }

  #keysOn(device: string, login: string): readonly string[] {
    const segments = this.#segments.get(device) ?? [];
    return segments.filter((_, at) => ownerOf(segments, at) === login).map(({ key }) => key);
  }

  /** Devices that hold something of a login. */
  devicesOf(login: string): readonly string[] {
    return this.#devices.get(login) ?? [];
  }

  /** Forgets an id as device and as login, with what its devices did for it; answers the keys that go. */
  forget(id: string): readonly string[] {
    const gone = [...this.ownKeys(id)];
    for (const device of this.devicesOf(id)) {
      const keys = this.#keysOn(device, id);
      gone.push(...keys);
      this.#keep(device, this.#segments.get(device)?.filter(({ key }) => !keys.includes(key)) ?? []);
    }
    this.#devices.delete(id);
    this.#removeDevice(id);
    return gone;
  }

  #removeDevice(device: string): void {
    const segments = this.#segments.get(device);
    this.#segments.delete(device);
    for (const { login } of segments ?? []) if (login !== undefined) this.#unlist(device, login);
  }

  /** A key's state was dropped to make room: so are the links that only it needed. */
  drop(key: string): void {
    for (const device of this.devicesOf(key)) this.unlink(device, key);
    const at = key.indexOf(mark);
    const device = at < 0 ? key : key.slice(0, at);
    const segments = this.#segments.get(device);
    const gone = segments?.find((one) => one.key === key);
    if (!segments || !gone) return;
    this.#keep(
      device,
      segments.filter((one) => one !== gone),
    );
    if (gone.login !== undefined) this.#unlist(device, gone.login);
  }

  /** The state at this moment as rows, to be written later. */
  rows(): { readonly size: number; readonly rows: Iterable<readonly [string, readonly Segment[]]> } {
    const rows = new Map(this.#segments);
    return { size: rows.size, rows };
  }

  static writeRow([device, segments]: readonly [string, readonly Segment[]], writer: ByteWriter): void {
    writer.text(device).varint(segments.length);
    for (const { key, login } of segments) writer.text(key).text(login ?? "");
  }

  /** Logins with their devices in order of joining: what the rows of `rows` do not say. */
  lists(): { readonly size: number; readonly rows: Iterable<readonly [string, readonly string[]]> } {
    const rows = new Map(this.#devices);
    return { size: rows.size, rows };
  }

  static writeList([login, devices]: readonly [string, readonly string[]], writer: ByteWriter): void {
    writer.text(login).varint(devices.length);
    for (const device of devices) writer.text(device);
  }

  restore(reader: ByteReader): void {
    this.#segments = new Map(
      Array.from({ length: reader.varint() }, () => {
        const device = reader.text();
        const segments = Array.from({ length: reader.varint() }, (): Segment => ({
          key: reader.text(),
          login: reader.text() || undefined,
        }));
        if (segments.length === 0) throw new AisleError("corrupt", "a device without segments");
        return [device, segments] as const;
      }),
    );
    this.#devices = new Map(
      Array.from({ length: reader.varint() }, () => [reader.text(), Array.from({ length: reader.varint() }, () => reader.text())] as const),
    );
  }
}
