import { common, useWords } from "../words.ts";

/** Says that something is on its way; shown only once it takes a moment (the styles delay it). */
export function Loading() {
  return <output className="loading">{useWords(common).loading}</output>;
}
