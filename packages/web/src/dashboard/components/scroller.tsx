/** A wide table that scrolls by itself, with the keyboard too, so that the page never does sideways. */
import type { ReactNode } from "react";

export function Scroller({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
    <section className="scroller" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
