/** What was chosen, as chips that take it back. */
import { useClearRefinements, useCurrentRefinements } from "react-instantsearch";
import { Icon } from "../../components/icon.tsx";
import { useLocale } from "../../i18n/locale.tsx";
import { useChoiceLabel } from "./use-choice-label.ts";

export function Chosen() {
  const { t } = useLocale();
  const { items } = useCurrentRefinements();
  const { refine: clear } = useClearRefinements();
  const labelOf = useChoiceLabel();
  const chosen = items.flatMap((item) => item.refinements.map((refinement) => ({ item, refinement })));
  if (chosen.length === 0) return null;
  return (
    <ul className="chips" aria-label={t.applied}>
      {chosen.map(({ item, refinement }) => {
        const label = labelOf(refinement);
        return (
          <li key={`${refinement.attribute} ${refinement.operator ?? ""} ${refinement.value}`}>
            <button type="button" className="chip" aria-label={t.removeFilter(label)} onClick={() => item.refine(refinement)}>
              {label}
              <Icon name="close" />
            </button>
          </li>
        );
      })}
      <li>
        <button type="button" className="text-link" onClick={clear}>
          {t.clearAll}
        </button>
      </li>
    </ul>
  );
}
