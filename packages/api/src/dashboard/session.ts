/**
 * The dashboard's session: a cookie that says which key was shown and until when, signed under a secret of the server. It holds no
 * key. It ends when it expires, when it is signed out (remembered until it would have expired), or with its key.
 */
import type { Clock } from "@aisle/core/base";
import { equalSecrets } from "../http/equal-secrets.ts";

export interface Session {
  readonly id: string;
  /** Id of the key that opened it. */
  readonly key: string;
  /** Milliseconds UTC. */
  readonly expires: number;
}

export interface SessionOptions {
  /** Whoever knows it can open any session. */
  readonly secret: string;
  readonly clock: Clock;
  readonly newId: () => string;
}

/** A working day. */
export const sessionMs = 8 * 3_600_000;
const longestToken = 1_024;
/** Sessions signed out before their time that are remembered; beyond it the oldest is forgotten. */
const maximumEnded = 10_000;
const encoder = new TextEncoder();

export class Sessions {
  readonly #options: SessionOptions;
  readonly #ended = new Set<string>();
  #signer: Promise<CryptoKey> | undefined;

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  /** A new session of a key, and the token that proves it. */
  async open(key: string): Promise<{ readonly session: Session; readonly token: string }> {
    const session: Session = { id: this.#options.newId(), key, expires: this.#options.clock() + sessionMs };
    const payload = `${session.id}.${session.expires}.${encodeURIComponent(key)}`;
    return { session, token: `${payload}~${await this.#sign(payload)}` };
  }

  /** The session of a token; undefined where it is forged, over or signed out. */
  async read(token: string): Promise<Session | undefined> {
    const at = token.lastIndexOf("~");
    if (at < 0 || token.length > longestToken) return undefined;
    const payload = token.slice(0, at);
    if (!equalSecrets(await this.#sign(payload), token.slice(at + 1))) return undefined;
    const [id = "", expires = "", ...key] = payload.split(".");
    const session: Session = { id, key: decodeURIComponent(key.join(".")), expires: Number(expires) };
    return session.expires > this.#options.clock() && !this.#ended.has(id) ? session : undefined;
  }

  end({ id }: Session): void {
    this.#ended.add(id);
    if (this.#ended.size > maximumEnded) this.#ended.delete(this.#ended.values().next().value!);
  }

  async #sign(payload: string): Promise<string> {
    this.#signer ??= crypto.subtle.importKey(
      "raw",
      encoder.encode(`aisle dashboard session\n${this.#options.secret}`),
      { name: "HMAC", hash: "SHA-256" },
      false,
      ["sign"],
    );
    const bytes = new Uint8Array(await crypto.subtle.sign("HMAC", await this.#signer, encoder.encode(payload)));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }
}
