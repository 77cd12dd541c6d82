/**
 * Says when the shop read the query differently from how it was typed (a corrected spelling, or fewer words than asked), and offers
 * the query that was probably meant.
 */
import { useInstantSearch } from "react-instantsearch";
import { indexName } from "../../config.ts";
import { useLocale } from "../../i18n/locale.tsx";
import { Link } from "../../routing/link.tsx";
import { writeSearch } from "../../routing/search-state.ts";
import { readingOf } from "../../shop/reading.ts";

export function Correction() {
  const { t, to } = useLocale();
  const { results, indexUiState } = useInstantSearch();
  if (!results) return null;
  const { corrected, meant, matched, of } = readingOf(results);
  const found = results.nbHits > 0;
  const relaxed = found && matched < of;
  if (meant === undefined && !relaxed && !(found && corrected !== undefined)) return null;
  return (
    <p className="correction" role="note">
      {meant !== undefined && (
        <span className="meant">
          {t.didYouMeanBefore}
          <Link href={to({ page: "search" }, writeSearch({ ...indexUiState, query: meant, page: 1 }, indexName))}>{meant}</Link>
          {t.didYouMeanAfter}{" "}
        </span>
      )}
      {found && corrected !== undefined && <span>{t.correctedTo(corrected)}</span>}
      {found && corrected !== undefined && relaxed && " · "}
      {relaxed && <span>{t.relaxedTo(matched, of)}</span>}
    </p>
  );
}
