/**
 * Every failure a user can meet has a stable code, listed here once with its HTTP status and the sentence the
 * documentation prints. Expected outcomes (nothing found, a duplicate event) are return values, not errors.
 */
export const errorCatalogue = {
  bad_request: { status: 400, doc: "The request does not have the documented shape; `details` names the field." },
  bad_config: { status: 400, doc: "A configuration key is unknown or its value is out of range." },
  bad_argument: { status: 400, doc: "A command-line argument is missing, unknown or out of range." },
  bad_row: { status: 400, doc: "A row of an input file cannot be used; it is reported, counted and skipped." },
  no_usable_rows: { status: 400, doc: "A file holds no row that can be used, so nothing of it was loaded." },
  bad_file: { status: 400, doc: "A file cannot be read as the format it claims to be." },
  bad_filter: { status: 400, doc: "A filter expression cannot be parsed or names a field of another type." },
  bad_event: { status: 400, doc: "An event lacks a required field or a field has a wrong type." },
  unauthorized: { status: 401, doc: "No key was given where one is needed, or the key is unknown." },
  forbidden: { status: 403, doc: "The key is known but lacks the scope that this call needs." },
  not_found: { status: 404, doc: "The named thing does not exist." },
  conflict: { status: 409, doc: "The change contradicts what is stored." },
  too_large: { status: 413, doc: "The input is larger than the named limit." },
  limit_exceeded: { status: 422, doc: "An input-driven loop reached its limit; the limit is named and can be configured." },
  rate_limited: { status: 429, doc: "Too many requests from this key or address; retry after the given seconds." },
  corrupt: { status: 500, doc: "Stored bytes fail their checksum or cannot be decoded." },
  sealed: { status: 410, doc: "A sealed payload cannot be opened because its key was destroyed." },
  storage_failed: { status: 503, doc: "The disk refused a write; nothing was acknowledged." },
  position_ahead: { status: 409, doc: "The demanded log position lies after the end of the log." },
  closed: { status: 503, doc: "The component was closed or is shutting down." },
  unavailable: { status: 503, doc: "A part the request needs is not ready." },
  internal: { status: 500, doc: "A defect of the program; the message is logged with a request id." },
} as const satisfies Record<string, { status: number; doc: string }>;

export type ErrorCode = keyof typeof errorCatalogue;

/** The one error class: a code from the catalogue, a message for people, structured details for programs. */
export class AisleError extends Error {
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, details: Readonly<Record<string, unknown>> = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "AisleError";
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return errorCatalogue[this.code].status;
  }
}

/** True for an AisleError, of the given code when one is named. */
export function isAisleError(error: unknown, code?: ErrorCode): error is AisleError {
  return error instanceof AisleError && (code === undefined || error.code === code);
}
