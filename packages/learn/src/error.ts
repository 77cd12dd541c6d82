/** Every failure that a caller can meet, by a stable code. */
export type LearnErrorCode =
  | "bad_shape"
  | "bad_type"
  | "bad_argument"
  | "bad_file"
  | "unsupported"
  | "limit_exceeded"
  | "diverged"
  | "runtime";

export class LearnError extends Error {
  readonly code: LearnErrorCode;

  constructor(code: LearnErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "LearnError";
    this.code = code;
  }
}
