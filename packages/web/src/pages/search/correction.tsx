/** Says when the shop read the query differently from how it was typed: a corrected spelling, or fewer words than asked. */
import { useInstantSearch } from "react-instantsearch";
import { useLocale } from "../../i18n/locale.tsx";
import { readingOf } from "../../shop/reading.ts";

export function Correction() {
  const { t } = useLocale();
  const { results } = useInstantSearch();
  if (!results || results.nbHits === 0) return null;
  const { corrected, matched, of } = readingOf(results);
  if (corrected === undefined && matched >= of) return null;
  return (
    <p className="correction" role="note">
      {corrected !== undefined && <span>{t.correctedTo(corrected)} </span>}
      {matched < of && <span>{t.relaxedTo(matched, of)}</span>}
    </p>
  );
}
