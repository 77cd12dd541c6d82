/** One filter: a heading that opens and closes it. */
import type { ReactNode } from "react";

export function FilterSection({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <details className="filter" open>
      <summary>
        <h3>{title}</h3>
      </summary>
      {children}
    </details>
  );
}
