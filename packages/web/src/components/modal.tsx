/** The browser's own dialog over the page: it keeps the focus, Escape and a click beside it close it. */
import { useEffect, useRef, type ReactNode } from "react";

interface ModalProps {
  readonly className: string;
  /** The dialog's name for screen readers. */
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Open for as long as it is rendered. */
export function Modal({ className, label, onClose, children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current!;
    const before = document.activeElement;
    element.showModal();
    return () => {
      element.close();
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <dialog ref={dialog} className={className} aria-label={label} closedby="any" onClose={onClose}>
      {children}
    </dialog>
  );
}
