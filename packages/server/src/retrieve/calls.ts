/** Calls across a worker's message port: a method's name and arguments there, its value or coded error back, in order. */
import { AisleError, errorCatalogue } from "@aisle/core/base";
import type { ErrorCode } from "@aisle/core/base";

export interface Call {
  readonly id: number;
  readonly method: string;
  readonly args: readonly unknown[];
}

export type Reply =
  | { readonly id: number; readonly value: unknown }
  | {
      readonly id: number;
      readonly error: { readonly code: string; readonly message: string; readonly details: Readonly<Record<string, unknown>> };
    };

/** An error in a form that a message can carry. */
export function errorReply(id: number, error: unknown): Reply {
  if (error instanceof AisleError) return { id, error: { code: error.code, message: error.message, details: error.details } };
  return {
    id,
    error: { code: "internal", message: error instanceof Error ? `${error.message}\n${error.stack}` : String(error), details: {} },
  };
}

/** The error that a reply carries. */
export function errorOf(reply: Extract<Reply, { error: unknown }>): AisleError {
  const { code, message, details } = reply.error;
  return new AisleError(code in errorCatalogue ? (code as ErrorCode) : "internal", message, details);
}
