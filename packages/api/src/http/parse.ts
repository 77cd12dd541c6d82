/** Contract schemas at the edge: the first field that does not fit becomes "bad_request" naming it. */
import { AisleError } from "@aisle/core/base";
import type { ErrorCode } from "@aisle/core/base";
import type { z } from "zod";

/** `["hits", 3, "id"]` as `hits[3].id`. */
export function fieldPath(path: readonly PropertyKey[]): string {
  return path.map((part, at) => (typeof part === "number" ? `[${part}]` : `${at === 0 ? "" : "."}${String(part)}`)).join("");
}

/** The value that a schema makes of an input. */
export function parseWith<T extends z.ZodType>(schema: T, input: unknown, code: ErrorCode = "bad_request"): z.output<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = deepest(parsed.error.issues[0]!);
  const field = fieldPath(issue.path);
  throw new AisleError(code, `${field === "" ? "the body" : field}: ${issue.message}`, { field });
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Of a union's alternatives, the one with the fewest complaints and among those the furthest: what the sender most likely meant. */
function deepest(issue: z.core.$ZodIssue): Issue {
  if (issue.code !== "invalid_union") return issue;
  const candidates = issue.errors.flatMap((issues) => (issues[0] ? [{ complaints: issues.length, inner: deepest(issues[0]) }] : []));
  candidates.sort((a, b) => a.complaints - b.complaints || b.inner.path.length - a.inner.path.length);
  const best = candidates[0]?.inner;
  return best ? { path: [...issue.path, ...best.path], message: best.message } : issue;
}
