/** The query string as the state of a page, so that an address brings back what was on the screen. */
import { navigate, useAddress } from "../routing/navigation.ts";

export interface Params {
  readonly get: (name: string) => string;
  /** Sets names, and takes those out whose value is empty. A new entry of the history where `push` says so. */
  readonly set: (values: Readonly<Record<string, string>>, push?: boolean) => void;
}

export function useParams(): Params {
  const url = new URL(useAddress(), location.origin);
  return {
    get: (name) => url.searchParams.get(name) ?? "",
    set: (values, push = false) => {
      // Whatever was set since the page was drawn stays.
      const next = new URL(location.href);
      for (const [name, value] of Object.entries(values)) {
        if (value === "") next.searchParams.delete(name);
        else next.searchParams.set(name, value);
      }
      navigate(next.pathname + next.search, push ? { keepPlace: true } : { replace: true, keepPlace: true });
    },
  };
}
