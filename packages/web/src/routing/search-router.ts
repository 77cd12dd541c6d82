/** Ties InstantSearch to the address bar: its changes become addresses, the back button and the search box become its changes. */
import type { IndexUiState, Router, StateMapping, UiState } from "instantsearch.js";
import { navigate, onNavigate } from "./navigation.ts";
import { readSearch, writeSearch } from "./search-state.ts";

/** `path` is the search page's own; elsewhere the router is silent, so a page being left writes nothing. */
export function createSearchRouter(path: string, index: string): Router<IndexUiState> {
  let stop: (() => void) | undefined;
  let writing = false;
  return {
    $$type: "aisle.address",
    read: () => (location.pathname === path ? readSearch(location.search, index) : {}),
    write: (state) => {
      if (location.pathname !== path) return;
      writing = true;
      // An address that says the same in another spelling is mended, not added to the history.
      const same = writeSearch(readSearch(location.search, index), index) === writeSearch(state, index);
      navigate(path + writeSearch(state, index), same ? { replace: true } : { keepPlace: true });
      writing = false;
    },
    createURL: (state) => path + writeSearch(state, index),
    onUpdate: (update) => {
      stop?.();
      stop = onNavigate(() => {
        if (!writing && location.pathname === path) update(readSearch(location.search, index));
      });
    },
    dispose: () => stop?.(),
  };
}

/** The shop searches one index; its state is the whole state. */
export function createStateMapping(index: string): StateMapping<UiState, IndexUiState> {
  return {
    stateToRoute: (state) => state[index] ?? {},
    routeToState: (route) => ({ [index]: route }),
  };
}
