/**
 * What the edge adds to the events of a browser or an app: that its user agent says it is a crawler, and a digest of its block of addresses. The
 * salt of the digest is made anew each day, never leaves this process and is not written anywhere, so that nothing ties a digest to an address or
 * one day to another. Private addresses (a proxy in front, a test) say nothing and add nothing.
 *
 * Only keys that shoppers hold are looked at. A backend that sends events of many shoppers uses a key with the scope write.
 */
import { isbot } from "isbot";
import type { Clock } from "@aisle/core/base";
import type { ShopEvent } from "@aisle/core/event";
import { isShopperEvent } from "@aisle/core/event";
import type { Grant } from "./grant.ts";

export interface Client {
  readonly agent?: "bot";
  readonly network?: string;
}

const day = 86_400_000;
const maximumBlocks = 50_000;
const encoder = new TextEncoder();
/** A crawler says who runs it or calls itself a browser; the bare name of an HTTP library may be an app of the shop's own. */
const crawlerForm = /mozilla\/|https?:\/\/|@/i;

const privateAddress = /^(?:10\.|127\.|169\.254\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|0\.|::1$|::$|f[cd]|fe[89ab])/;

/** The block that an address lies in: 24 bits of IPv4, 48 of IPv6; undefined for a private one and for what is no address. */
export function addressBlock(address: string): string | undefined {
  const plain = address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, "");
  if (privateAddress.test(plain)) return undefined;
  const v4 = /^(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/.exec(plain);
  if (v4) return v4[1];
  if (!/^[\da-f:]+$/.test(plain) || !plain.includes(":")) return undefined;
  const [head = "", tail] = plain.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const groups = [...left, ...Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => "0"), ...right];
  return groups
    .slice(0, 3)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}

/** Looks at the clients of one shop. */
export class ClientLook {
  readonly #clock: Clock;
  readonly #newSalt: () => string;
  #day = Number.NaN;
  #salt = "";
  #digests = new Map<string, string>();

  constructor(clock: Clock, newSalt: () => string) {
    this.#clock = clock;
    this.#newSalt = newSalt;
  }

  async at(request: Request, grant: Grant, address: string | undefined): Promise<Client> {
    if (grant.scopes.includes("write") || grant.scopes.includes("admin")) return {};
    const agent = request.headers.get("user-agent") ?? "";
    const block = address === undefined ? undefined : addressBlock(address);
    return {
      ...(crawlerForm.test(agent) && isbot(agent) ? { agent: "bot" as const } : {}),
      ...(block === undefined ? {} : { network: await this.#digest(block) }),
    };
  }

  async #digest(block: string): Promise<string> {
    const today = Math.floor(this.#clock() / day);
    if (today !== this.#day) {
      this.#day = today;
      this.#salt = this.#newSalt();
      this.#digests = new Map();
    }
    const known = this.#digests.get(block);
    if (known !== undefined) return known;
    const digests = this.#digests;
    const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", encoder.encode(`${this.#salt} ${block}`)));
    const digest = Array.from(bytes.subarray(0, 12), (byte) => byte.toString(16).padStart(2, "0")).join("");
    if (digests.size >= maximumBlocks) digests.clear();
    digests.set(block, digest);
    return digest;
  }
}

/** The events with what is known of their client. */
export function ofClient(events: readonly ShopEvent[], client: Client): readonly ShopEvent[] {
  if (client.agent === undefined && client.network === undefined) return events;
  return events.map((event) => (isShopperEvent(event) ? { ...event, ...client } : event));
}
