/** Settings of the index that stand in for parameters a search does not name. */
import type { Raw } from "./params.ts";

const searchDefaults = [
  "attributesToRetrieve",
  "attributesToHighlight",
  "attributesToSnippet",
  "hitsPerPage",
  "maxValuesPerFacet",
  "sortFacetValuesBy",
  "highlightPreTag",
  "highlightPostTag",
  "snippetEllipsisText",
  "typoTolerance",
  "queryType",
  "queryLanguages",
  "distinct",
  "removeWordsIfNoResults",
  "enablePersonalization",
];

/** Those of the settings that are parameters of a search. */
export function defaultsIn(settings: Raw): Raw {
  return Object.fromEntries(searchDefaults.flatMap((name) => (Object.hasOwn(settings, name) ? [[name, settings[name]]] : [])));
}

/** The parameters of a search above the settings that stand in for those it does not name. */
export function withSettings(settings: Raw, raw: Raw): Raw {
  return { ...defaultsIn(settings), ...raw };
}
