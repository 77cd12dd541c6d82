/** Calls across a message port: a method's name and arguments there, its value or coded error back. */
import type { MessagePort } from "node:worker_threads";
import { AisleError, errorCatalogue } from "@aisle/core/base";
import type { ErrorCode } from "@aisle/core/base";

interface Call {
  readonly id: number;
  readonly method: string;
  readonly args: readonly unknown[];
}

type Reply =
  | { readonly id: number; readonly value: unknown }
  | {
      readonly id: number;
      readonly error: { readonly code: string; readonly message: string; readonly details: Readonly<Record<string, unknown>> };
    };

/** Id of the reply that says how the other side's opening went. */
const openingId = 0;

function errorReply(id: number, error: unknown): Reply {
  if (error instanceof AisleError) return { id, error: { code: error.code, message: error.message, details: error.details } };
  return {
    id,
    error: { code: "internal", message: error instanceof Error ? `${error.message}\n${error.stack}` : String(error), details: {} },
  };
}

function errorOf(reply: Extract<Reply, { error: unknown }>): AisleError {
  const { code, message, details } = reply.error;
  return new AisleError(code in errorCatalogue ? (code as ErrorCode) : "internal", message, details);
}

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** What a worker and a port have in common for the calling end. */
interface Sender {
  on(event: "message", take: (reply: Reply) => void): unknown;
  postMessage(message: unknown): void;
}

/** The calling end: a worker or a port, and the calls it owes an answer. Calls are carried out in the order they are made. */
export class Calls {
  readonly #port: Sender;
  readonly #pending = new Map<number, Pending>();
  #next = openingId + 1;
  #gone: AisleError | undefined;

  constructor(port: Sender) {
    this.#port = port;
    port.on("message", (reply) => this.#settle(reply));
  }

  #settle(reply: Reply): void {
    const pending = this.#pending.get(reply.id);
    this.#pending.delete(reply.id);
    if ("error" in reply) pending?.reject(errorOf(reply));
    else pending?.resolve(reply.value);
  }

  /** Open and later calls are refused with the error: the other end is gone. */
  fail(error: AisleError): void {
    this.#gone ??= error;
    for (const pending of this.#pending.values()) pending.reject(this.#gone);
    this.#pending.clear();
  }

  /** Resolves once the other end has opened. */
  opened(): Promise<void> {
    return this.#expect(openingId) as Promise<void>;
  }

  #expect(id: number): Promise<unknown> {
    if (this.#gone) return Promise.reject(this.#gone);
    return new Promise((resolve, reject) => this.#pending.set(id, { resolve, reject }));
  }

  call<T>(method: string, ...args: readonly unknown[]): Promise<T> {
    const id = this.#next++;
    const answer = this.#expect(id) as Promise<T>;
    if (this.#gone) return answer;
    try {
      this.#port.postMessage({ id, method, args });
    } catch (error) {
      // Functions and symbols cannot cross; nothing was sent.
      this.#settle(errorReply(id, new AisleError("bad_request", `${method} was given what is no data: ${String(error)}`)));
    }
    return answer;
  }
}

export type Methods = Readonly<Record<string, (...args: never[]) => Promise<unknown>>>;

/** The answering end: carries out calls of the named methods. Bytes that a method returns change hands. */
export function answerCalls(port: MessagePort, methods: Methods): void {
  port.on("message", async ({ id, method, args }: Call) => {
    try {
      const value = await methods[method]!(...(args as never[]));
      port.postMessage({ id, value }, value instanceof Uint8Array ? [value.buffer as ArrayBuffer] : []);
    } catch (error) {
      port.postMessage(errorReply(id, error));
    }
  });
}

/** Tells the calling end how the opening went. */
export function tellOpened(port: MessagePort, error?: unknown): void {
  port.postMessage(error === undefined ? { id: openingId, value: true } : errorReply(openingId, error));
}
