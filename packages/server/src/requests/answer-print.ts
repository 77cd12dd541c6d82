/**
 * What is kept of an answer: its outline (which products, in which order, with which scores, how many), which says where another
 * parts from it, and a digest of all its bytes, which says that another is the same. The digest costs more than everything else
 * about keeping a request, so a busy server leaves it out (see print-budget.ts).
 */
import { hash } from "node:crypto";
import type { Asked } from "@aisle/api/shop";

export interface AnswerPrint {
  /** First 128 bits of SHA-256 over the answer's JSON, as hex. */
  readonly hash?: string;
  readonly total?: number;
  /** Ids of the products in order, and their scores where the answer has any. */
  readonly products: readonly string[];
  readonly scores: readonly number[];
}

type Answered = Pick<Asked, "answer">;

/** The outline of an answer, with the digest where it is wanted. */
export function printOf({ answer }: Answered, whole: boolean): AnswerPrint {
  const digest = whole ? { hash: hash("sha256", JSON.stringify(answer)).slice(0, 32) } : {};
  if ("hits" in answer) {
    const { hits, total } = answer;
    return { ...digest, total, products: hits.map((hit) => hit.product.id), scores: hits.map((hit) => hit.score) };
  }
  if ("items" in answer)
    return { ...digest, products: answer.items.map((item) => item.product.id), scores: answer.items.map((item) => item.score) };
  return { ...digest, products: answer.products.map((product) => product.id), scores: [] };
}

/** Differences listed at most. */
const listed = 50;

/** Where an answer parts from the one that was kept, in words, as far as was kept; `again` has a digest. Empty where they are the same. */
export function differences(kept: AnswerPrint, again: AnswerPrint): readonly string[] {
  const found: string[] = [];
  if (kept.total !== again.total) found.push(`total ${kept.total} → ${again.total}`);
  const places = new Map(again.products.map((id, place) => [id, place]));
  kept.products.forEach((id, place) => {
    const now = places.get(id);
    if (now === undefined) found.push(`${id} at ${place + 1} → gone`);
    else if (now !== place) found.push(`${id} at ${place + 1} → ${now + 1}`);
    else if (kept.scores[place] !== again.scores[now])
      found.push(`${id} at ${place + 1}: score ${kept.scores[place]} → ${again.scores[now]}`);
  });
  const known = new Set(kept.products);
  again.products.forEach((id, place) => {
    if (!known.has(id)) found.push(`${id} new at ${place + 1}`);
  });
  if (found.length > listed) found.splice(listed, Infinity, `and ${found.length - listed} more`);
  if (found.length === 0 && kept.hash !== undefined && kept.hash !== again.hash) found.push("facets, texts or parts of scores differ");
  return found;
}
