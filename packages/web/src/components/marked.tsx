/** A text with its matched words marked, split on the placeholders that the question asked for; no HTML is ever parsed. */
import { markEnd, markStart } from "../shop/ask.ts";
import type { ProductHit } from "../shop/hit.ts";
import { titleOf } from "../shop/hit.ts";

function highlighted(hit: ProductHit): string {
  const found = (hit._highlightResult as Readonly<Record<string, unknown>> | undefined)?.["title"];
  const value = typeof found === "object" && found !== null && "value" in found ? found.value : undefined;
  return typeof value === "string" ? value : titleOf(hit);
}

export function MarkedTitle({ hit }: { readonly hit: ProductHit }) {
  const parts = highlighted(hit).split(markStart);
  return (
    <>
      {parts.map((part, index) => {
        const end = index === 0 ? -1 : part.indexOf(markEnd);
        if (end < 0) return part;
        return (
          // Parts of one text never move.
          // oxlint-disable-next-line react/no-array-index-key
          <span key={index}>
            <mark>{part.slice(0, end)}</mark>
            {part.slice(end + markEnd.length)}
          </span>
        );
      })}
    </>
  );
}
