/**
 * Who is whom: an `identify` joins an anonymous device to a login, from several devices, and its undo takes one away again.
 * One level deep on purpose: a device belongs to at most one login, the latest that claimed it, so that no chain of
 * identifies can weld strangers on a shared computer into one person.
 */
import type { LoggedEvent } from "./event-log.ts";

export class Identities {
  readonly #login = new Map<string, string>();
  readonly #devices = new Map<string, Set<string>>();

  /** Follows the log: identify events join and part, an erase forgets the person and what was joined to it. */
  apply({ event, person, anonymous }: LoggedEvent): void {
    if (event === undefined || person === undefined) return;
    if (event.type === "erase") this.forget(person);
    if (event.type !== "identify" || anonymous === undefined) return;
    if (event.undo === true) this.part(anonymous, person);
    else this.join(anonymous, person);
  }

  /** The device belongs to the login from now on. */
  join(anonymous: string, login: string): void {
    if (anonymous === login) return;
    const before = this.#login.get(anonymous);
    if (before !== undefined) this.part(anonymous, before);
    this.#login.set(anonymous, login);
    const devices = this.#devices.get(login) ?? new Set<string>();
    devices.add(anonymous);
    this.#devices.set(login, devices);
  }

  /** The device is on its own again; nothing changes where it belongs to another login. */
  part(anonymous: string, login: string): void {
    if (this.#login.get(anonymous) !== login) return;
    this.#login.delete(anonymous);
    const devices = this.#devices.get(login)!;
    devices.delete(anonymous);
    if (devices.size === 0) this.#devices.delete(login);
  }

  /** Forgets a person as login and as device. */
  forget(person: string): void {
    const login = this.#login.get(person);
    if (login !== undefined) this.part(person, login);
    for (const device of this.#devices.get(person) ?? []) this.#login.delete(device);
    this.#devices.delete(person);
  }

  /** The person behind a pseudonym: its login where it is a joined device, else itself. */
  personOf(pseudonym: string): string {
    return this.#login.get(pseudonym) ?? pseudonym;
  }

  /** The pseudonyms whose events are this person's: itself first, then devices in the order they joined. */
  membersOf(person: string): readonly string[] {
    const owner = this.personOf(person);
    return [owner, ...(this.#devices.get(owner) ?? [])];
  }

  /** Pairs of device and login, for `restore`. */
  state(): readonly (readonly [string, string])[] {
    return [...this.#devices].flatMap(([login, devices]) => [...devices].map((device) => [device, login] as const));
  }

  static restore(state: readonly (readonly [string, string])[]): Identities {
    const identities = new Identities();
    for (const [device, login] of state) identities.join(device, login);
    return identities;
  }
}
