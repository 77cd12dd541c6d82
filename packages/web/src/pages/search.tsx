/** Search results: React InstantSearch over the shop's Algolia-compatible endpoint; the address holds every choice. */
import { useMemo } from "react";
import { Configure, InstantSearch, useSearchBox } from "react-instantsearch";
import { contextsOf, indexName } from "../config.ts";
import { useLocale } from "../i18n/locale.tsx";
import { createSearchRouter, createStateMapping } from "../routing/search-router.ts";
import { markEnd, markStart } from "../shop/ask.ts";
import { client } from "../shop/client.ts";
import { userToken } from "../shop/identity.ts";
import { FilterColumn, FilterDrawer } from "./search/filters.tsx";
import { useMedia } from "../use-media.ts";
import { Results } from "./search/results.tsx";
import { TellChoices } from "./search/tell-choices.tsx";

const stateMapping = createStateMapping(indexName);
const future = { preserveSharedStateOnUnmount: true, persistHierarchicalRootCount: false } as const;
const hitsPerPage = 24;
const valuesPerFacet = 60;

/** The box itself is in the header and speaks through the address; this lets InstantSearch know of the query. */
function Query() {
  useSearchBox();
  return null;
}

export function SearchPage() {
  const { language, to } = useLocale();
  const path = to({ page: "search" });
  const wide = useMedia("(min-width: 56rem)");
  const routing = useMemo(() => ({ router: createSearchRouter(path, indexName), stateMapping }), [path]);
  return (
    <InstantSearch searchClient={client} indexName={indexName} routing={routing} future={future} insights={false}>
      <Configure
        hitsPerPage={hitsPerPage}
        maxValuesPerFacet={valuesPerFacet}
        queryLanguages={[language]}
        {...contextsOf(language)}
        userToken={userToken}
        clickAnalytics
        distinct
        attributesToHighlight={["title"]}
        highlightPreTag={markStart}
        highlightPostTag={markEnd}
      />
      <Query />
      <TellChoices />
      <div className="page search">
        {wide && <FilterColumn />}
        <Results filters={wide ? null : <FilterDrawer />} />
      </div>
    </InstantSearch>
  );
}
