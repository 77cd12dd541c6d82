/** Tells the shop which filters were chosen after which query, so that it learns which of them are worth showing first. */
import { useEffect, useRef } from "react";
import { useCurrentRefinements } from "react-instantsearch";
import { sendOwn } from "../../shop/own-api.ts";

export function TellChoices() {
  const { items } = useCurrentRefinements();
  const told = useRef<ReadonlySet<string>>(undefined);
  useEffect(() => {
    const chosen = new Map(
      items.flatMap(({ refinements }) =>
        refinements.map(({ attribute, operator = "", value }) => [
          `${attribute} ${operator} ${value}`,
          { field: attribute, value: `${operator}${value}` },
        ]),
      ),
    );
    // What the address brought along was nobody's choice on this page.
    const before = told.current ?? new Set(chosen.keys());
    told.current = new Set(chosen.keys());
    for (const [key, choice] of chosen)
      if (!before.has(key)) void sendOwn({ type: "refinement", time: Date.now(), surface: "search", ...choice, on: true });
  }, [items]);
  return null;
}
