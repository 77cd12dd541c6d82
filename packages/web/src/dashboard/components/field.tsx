/** A labelled control; `children` gets the id that joins them. */
import { useId } from "react";
import type { ReactNode } from "react";

interface FieldProps {
  readonly label: string;
  readonly note?: string;
  readonly children: (id: { readonly id: string; readonly "aria-describedby"?: string }) => ReactNode;
}

export function Field({ label, note, children }: FieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children(note === undefined ? { id } : { id, "aria-describedby": `${id}-note` })}
      {note !== undefined && (
        <p className="note" id={`${id}-note`}>
          {note}
        </p>
      )}
    </div>
  );
}
