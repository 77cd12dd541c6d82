/**
 * The address bar as a store: push, replace, back. After a push the page starts at the top; after going back the old
 * scroll place returns as soon as the page is tall enough again.
 */
import { useSyncExternalStore } from "react";

export interface NavigateOptions {
  readonly replace?: boolean;
  /** Stay where the reader is: a variant or a filter changed, not the page. */
  readonly keepPlace?: boolean;
}

type Kind = "push" | "replace" | "keep" | "pop";

const listeners = new Set<() => void>();
const places = new Map<string, number>();
const patienceMs = 1500;
let current = location.pathname + location.search;
let kind: Kind = "replace";

function entry(): string {
  const state: unknown = history.state;
  return typeof state === "object" && state !== null && "entry" in state ? String(state.entry) : "first";
}

function tell(next: Kind): void {
  kind = next;
  current = location.pathname + location.search;
  for (const listener of listeners) listener();
}

function returnTo(top: number): void {
  const started = performance.now();
  const attempt = () => {
    if (document.documentElement.scrollHeight >= top + innerHeight || performance.now() - started > patienceMs)
      scrollTo({ top, behavior: "instant" });
    else requestAnimationFrame(attempt);
  };
  requestAnimationFrame(attempt);
}

/** Called once: takes scrolling over from the browser, which would restore before the page has its content. */
export function startNavigation(): void {
  history.scrollRestoration = "manual";
  addEventListener("scroll", () => places.set(entry(), scrollY), { passive: true });
  addEventListener("popstate", () => {
    const top = places.get(entry()) ?? 0;
    tell("pop");
    returnTo(top);
  });
}

export function navigate(to: string, options: NavigateOptions = {}): void {
  if (to === current) {
    if (!options.replace && !options.keepPlace) scrollTo({ top: 0 });
    return;
  }
  if (options.replace) history.replaceState(history.state, "", to);
  else history.pushState({ entry: crypto.randomUUID?.() ?? String(performance.now()) }, "", to);
  tell(options.replace ? "replace" : options.keepPlace ? "keep" : "push");
  if (!options.replace && !options.keepPlace) scrollTo({ top: 0, behavior: "instant" });
}

/** Whether this page was reached by a step forward; only then does keyboard focus move to it. */
export function cameForward(pathname: string): boolean {
  return kind === "push" && location.pathname === pathname;
}

export function currentAddress(): string {
  return current;
}

export function onNavigate(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The path and query string, followed. */
export function useAddress(): string {
  return useSyncExternalStore(onNavigate, currentAddress);
}
