/** Departments as a path: the chosen branch opens, every level shows how many products it has. */
import { useHierarchicalMenu } from "react-instantsearch";
import { useLocale } from "../../i18n/locale.tsx";
import { isPlainClick } from "../../routing/link.tsx";
import { categoryLevels } from "../../routing/search-state.ts";
import { FilterSection } from "./filter-section.tsx";

type Items = ReturnType<typeof useHierarchicalMenu>["items"];

interface LevelProps {
  readonly items: Items;
  readonly refine: (value: string) => void;
  readonly address: (value: string) => string;
}

function Level({ items, refine, address }: LevelProps) {
  const { number } = useLocale();
  return (
    <ul>
      {items.map((item) => (
        <li key={item.value}>
          <a
            href={address(item.value)}
            aria-current={item.isRefined ? "true" : undefined}
            onClick={(event) => {
              if (!isPlainClick(event)) return;
              event.preventDefault();
              refine(item.value);
            }}
          >
            <span>{item.label}</span>
            <span className="count">{number(item.count)}</span>
          </a>
          {item.data && item.data.length > 0 && <Level items={item.data} refine={refine} address={address} />}
        </li>
      ))}
    </ul>
  );
}

const byCount: ["count:desc", "name:asc"] = ["count:desc", "name:asc"];

export function CategoryFilter() {
  const { t } = useLocale();
  const { items, refine, createURL } = useHierarchicalMenu({ attributes: categoryLevels, sortBy: byCount, limit: 20 });
  if (items.length === 0) return null;
  return (
    <FilterSection title={t.facetCategory}>
      <nav className="category-filter" aria-label={t.facetCategory}>
        <Level items={items} refine={refine} address={createURL} />
      </nav>
    </FilterSection>
  );
}
