/** Responses: JSON with the position and attribution headers; errors with the one status that the catalogue gives their code. */
import { AisleError, errorCatalogue, isAisleError } from "@aisle/core/base";

export const positionHeader = "Aisle-Position";
export const answerHeader = "Aisle-Answer";
export const requestHeader = "X-Request-Id";
/** What scripts of other origins may read. */
export const exposedHeaders = [positionHeader, answerHeader, requestHeader, "Retry-After"];

export interface AnswerMeta {
  readonly status?: number;
  readonly position?: number;
  /** Attribution id. */
  readonly answer?: string;
}

/** A JSON response with what readers need to follow up. */
export function answer(data: unknown, meta: AnswerMeta = {}): Response {
  const headers: Record<string, string> = { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" };
  if (meta.position !== undefined) headers[positionHeader] = String(meta.position);
  if (meta.answer !== undefined) headers[answerHeader] = meta.answer;
  return new Response(JSON.stringify(data), { status: meta.status ?? 200, headers });
}

/** Any thrown value as an AisleError; what is not one is a defect and says nothing of its inside. */
export function asAisleError(error: unknown): AisleError {
  return isAisleError(error)
    ? error
    : new AisleError("internal", "the request met a defect of the program; the log has it under this request id", {}, error);
}

/** `{code, message, details}` for our own endpoints, `{message, status}` for Algolia's. */
export function errorAnswer(error: AisleError, style: "own" | "algolia"): Response {
  const { status } = errorCatalogue[error.code];
  const body =
    style === "algolia"
      ? { message: error.message, status, code: error.code, details: error.details }
      : { code: error.code, message: error.message, details: error.details };
  const response = answer(body, { status });
  const retry = error.details["retryAfter"];
  if (typeof retry === "number") response.headers.set("Retry-After", String(Math.max(1, Math.ceil(retry))));
  return response;
}
