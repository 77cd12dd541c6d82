import type { Limits } from "@aisle/core/base";

/** A row as its format gives it, before it is a product: values by column, or the reason why it is none. */
export type RawRow =
  | { readonly line: number; readonly values: unknown; readonly replaced?: boolean }
  | { readonly line: number; readonly reason: string; readonly field: string };

export interface ReaderOptions {
  readonly file: string;
  readonly limits: Limits;
}

/** True where decoding replaced broken UTF-8. */
export function hasReplacement(text: string): boolean {
  return text.includes("\ufffd");
}
