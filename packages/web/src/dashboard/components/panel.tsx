/** A titled block of a page. */
import type { ReactNode } from "react";

interface PanelProps {
  readonly title: string;
  readonly note?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function Panel({ title, note, actions, children }: PanelProps) {
  return (
    <section className="panel">
      <header>
        <div>
          <h2>{title}</h2>
          {note !== undefined && <p className="note">{note}</p>}
        </div>
        {actions}
      </header>
      {children}
    </section>
  );
}
