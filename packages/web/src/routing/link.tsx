/** A link that stays inside the page; modified clicks (new tab, download) are the browser's. */
import type { AnchorHTMLAttributes, MouseEvent } from "react";
import { navigate, type NavigateOptions } from "./navigation.ts";

interface LinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  readonly href: string;
  readonly move?: NavigateOptions;
}

/** True for a plain click with the main button. */
export function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

export function Link({ href, move, onClick, children, ...rest }: LinkProps) {
  return (
    <a
      {...rest}
      href={href}
      onClick={(event) => {
        onClick?.(event);
        if (event.defaultPrevented || !isPlainClick(event)) return;
        event.preventDefault();
        navigate(href, move);
      }}
    >
      {children}
    </a>
  );
}
