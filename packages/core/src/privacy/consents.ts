/**
 * Who does not want to be remembered: the newest word of each id on the purpose "personal", by event time. A login speaks for its devices
 * too, for those that join it later as for those that had; an undo or a later consent lets them go. Nobody said anything: allowed.
 */
import { AisleError, ByteReader, ByteWriter } from "../base.ts";
import type { LoggedEvent } from "../event.ts";

/** Purpose of consent events that is about being remembered. */
export const personalPurpose = "personal";

const formatVersion = 1;
/** Ids whose word is kept, and devices that a login speaks for; beyond it the oldest go. */
const capacity = 1_000_000;

interface Word {
  readonly time: number;
  readonly allowed: boolean;
}

function keep<V>(map: Map<string, V>, key: string, value: V): void {
  map.delete(key);
  map.set(key, value);
  if (map.size > capacity) map.delete(map.keys().next().value!);
}

export class Consents {
  #words = new Map<string, Word>();
  /** Devices of logins that refused, and which. */
  #spokenFor = new Map<string, string>();

  /** Whether nothing may be remembered of a person and nothing shown by what was. */
  refuses(id: string): boolean {
    return this.#words.get(id)?.allowed === false || this.#spokenFor.has(id);
  }

  /** Folds consent, identify and erase; `devices` are those that hold something of the person. Answers the ids that refuse from now on. */
  apply({ event, person, anonymous }: LoggedEvent, devices: readonly string[]): readonly string[] {
    if (event === undefined || person === undefined) return [];
    if (event.type === "consent") return this.#said(person, event.purposes[personalPurpose], event.time, devices);
    if (event.type === "identify" && anonymous !== undefined) return this.#identified(person, anonymous, event.undo === true);
    if (event.type === "erase") this.forget(person);
    return [];
  }

  #said(person: string, allowed: boolean | undefined, time: number, devices: readonly string[]): readonly string[] {
    const before = this.#words.get(person);
    if (allowed === undefined || (before && before.time > time)) return [];
    keep(this.#words, person, { time, allowed });
    if (allowed) {
      this.#release(person);
      return [];
    }
    for (const device of devices) keep(this.#spokenFor, device, person);
    return before?.allowed === false ? [] : [person, ...devices];
  }

  #identified(login: string, device: string, undo: boolean): readonly string[] {
    const spoken = this.#spokenFor.get(device);
    if (undo) {
      if (spoken === login) this.#spokenFor.delete(device);
      return [];
    }
    if (this.#words.get(login)?.allowed !== false) {
      // The device is in other hands now.
      if (spoken !== undefined && spoken !== login) this.#spokenFor.delete(device);
      return [];
    }
    const refused = this.refuses(device);
    keep(this.#spokenFor, device, login);
    return refused ? [] : [device];
  }

  #release(login: string): void {
    for (const [device, by] of this.#spokenFor) if (by === login) this.#spokenFor.delete(device);
  }

  /** Erasure of a person. */
  forget(person: string): void {
    this.#words.delete(person);
    this.#spokenFor.delete(person);
    this.#release(person);
  }

  snapshot(): Uint8Array<ArrayBuffer> {
    const writer = new ByteWriter().u8(formatVersion).varint(this.#words.size);
    for (const [id, { time, allowed }] of this.#words) {
      writer
        .text(id)
        .f64(time)
        .u8(allowed ? 1 : 0);
    }
    writer.varint(this.#spokenFor.size);
    for (const [device, login] of this.#spokenFor) writer.text(device).text(login);
    return writer.finish();
  }

  /** Continues from a snapshot; "corrupt" where it cannot be read. */
  restore(bytes: Uint8Array): void {
    const reader = new ByteReader(bytes);
    const version = reader.u8();
    if (version !== formatVersion) throw new AisleError("corrupt", `view format ${version} is not ${formatVersion}`, { version });
    this.#words = new Map(
      Array.from({ length: reader.varint() }, () => [reader.text(), { time: reader.f64(), allowed: reader.u8() === 1 }] as const),
    );
    this.#spokenFor = new Map(Array.from({ length: reader.varint() }, () => [reader.text(), reader.text()] as const));
  }
}
