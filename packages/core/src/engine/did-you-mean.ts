/** The typed text with its misspelt words put right; else the nearest thing that the shop suggests. */
import { normalize } from "../text.ts";

/** What was probably meant, or undefined where nothing is known to be better. */
export function didYouMean(
  text: string,
  corrections: readonly { readonly from: string; readonly to: string }[],
  near: string | undefined,
): string | undefined {
  const typed = normalize(text).trim().replace(/\s+/g, " ");
  const by = new Map<string, string>();
  for (const { from, to } of corrections) if (!by.has(from)) by.set(from, to);
  const mended = typed.replace(/[\p{L}\p{M}\p{N}]+/gu, (word) => by.get(word) ?? word);
  if (mended !== typed) return mended;
  return near === undefined || normalize(near) === typed ? undefined : near;
}
