/** A modal dialog on the browser's own element: focus stays inside, Escape closes, focus returns to where it came from. */
import { useEffect, useId, useRef } from "react";
import type { ReactNode } from "react";
import { common, useWords } from "../words.ts";
import { Icon } from "./icon.tsx";

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  /** A column at the side for reading, instead of a box for a short task. */
  readonly side?: boolean;
  readonly children: ReactNode;
}

export function Dialog({ title, onClose, side = false, children }: DialogProps) {
  const t = useWords(common);
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current!;
    const before = document.activeElement;
    element.showModal();
    return () => {
      element.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className={side ? "dialog dialog-side" : "dialog"}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header>
        <h2 id={id}>{title}</h2>
        <button type="button" className="button-icon" aria-label={t.close} onClick={onClose}>
          <Icon path="m6 6 12 12M18 6 6 18" />
        </button>
      </header>
      <div className="dialog-body">{children}</div>
    </dialog>
  );
}
