/** How often each type of event came, the most frequent first. */
import type { Overview } from "../../api.ts";
import { Panel } from "../../components/panel.tsx";
import { useFormats, useWords } from "../../words.ts";
import { eventNames, words } from "./words.ts";

export function EventTypes({ figures }: { readonly figures: Overview["figures"] }) {
  const t = useWords(words);
  const f = useFormats();
  const names: Readonly<Record<string, string>> = useWords(eventNames);
  const counts = Object.entries(figures.events)
    .flatMap(([type, count]) => (count === undefined ? [] : [{ type, count }]))
    .sort((a, b) => b.count - a.count);
  const most = counts[0]?.count ?? 1;
  return (
    <Panel title={t.types}>
      {counts.length === 0 ? (
        <p className="empty">{t.typesEmpty}</p>
      ) : (
        <ul className="bars">
          {counts.map(({ type, count }) => (
            <li key={type}>
              <span>{names[type] ?? type}</span>
              <span className="figure">{f.whole(count)}</span>
              <meter min={0} max={most} value={count} aria-hidden="true" />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
