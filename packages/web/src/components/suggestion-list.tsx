/** The list under the search box: groups of options with a heading each, for the pointer and, through the box, for the keyboard. */
import { Fragment, memo, type ReactNode } from "react";
import { useLocale } from "../i18n/locale.tsx";
import { picturesOf, titleOf } from "../shop/hit.ts";
import { markedParts } from "../shop/marked-parts.ts";
import { keyOf, type Suggestion } from "../shop/suggestions.ts";
import { Icon } from "./icon.tsx";
import { Picture } from "./picture.tsx";
import { Price } from "./price.tsx";

/** A text with what was typed set apart from what a choice would add. */
function Typed({ text, typed }: { readonly text: string; readonly typed: string }) {
  return markedParts(text, typed).map(([part, marked], index) =>
    // Parts of one text never move.
    // oxlint-disable-next-line react/no-array-index-key
    marked ? <mark key={index}>{part}</mark> : <Fragment key={index}>{part}</Fragment>,
  );
}

/** Memoised: the box is drawn with each letter, an option when it or its marks change. */
const Content = memo(function Content({ option, typed }: { readonly option: Suggestion; readonly typed: string }) {
  const { t, number } = useLocale();
  switch (option.kind) {
    case "meant":
      return (
        <>
          <Icon name="search" />
          <span className="suggestion-text">{t.didYouMean(option.query)}</span>
        </>
      );
    case "query":
      return (
        <>
          <Icon name="search" />
          <span className="suggestion-text">
            <Typed text={option.query} typed={typed} />
          </span>
        </>
      );
    case "department":
      return (
        <>
          <Icon name="filter" />
          <span className="suggestion-text">
            {option.path.slice(0, -1).map((name) => `${name} › `)}
            <Typed text={option.path.at(-1)!} typed={typed} />
          </span>
          <span className="suggestion-count">{number(option.count)}</span>
        </>
      );
    case "brand":
      return (
        <>
          <Icon name="tag" />
          <span className="suggestion-text">
            <Typed text={option.name} typed={typed} />
          </span>
          <span className="suggestion-count">{number(option.count)}</span>
        </>
      );
    case "product":
      return (
        <>
          <Picture source={picturesOf(option.product)[0]} alt="" letter={titleOf(option.product)} eager />
          <span className="suggestion-title">
            <Typed text={titleOf(option.product)} typed={typed} />
          </span>
          <Price hit={option.product} />
        </>
      );
    case "all":
      return <span>{t.allResultsFor(option.query)}</span>;
    default:
      return option satisfies never;
  }
});

interface SuggestionListProps {
  readonly id: string;
  readonly options: readonly Suggestion[];
  readonly typed: string;
  /** Number of the option that the keyboard or the pointer is at, or -1. */
  readonly active: number;
  readonly shown: boolean;
  readonly onPoint: (option: Suggestion) => void;
  readonly onChoose: (option: Suggestion) => void;
}

/** Id of an option's element, for `aria-activedescendant`. */
export function optionId(list: string, index: number): string {
  return `${list}-${index}`;
}

export function SuggestionList({ id, options, typed, active, shown, onPoint, onChoose }: SuggestionListProps) {
  const { t } = useLocale();
  const headings = {
    meant: undefined,
    query: typed.trim() === "" ? t.popularQueries : t.suggestedQueries,
    department: t.suggestedDepartments,
    brand: t.suggestedBrands,
    product: t.suggestedProducts,
    all: undefined,
  };
  const groups: { heading: string | undefined; kind: Suggestion["kind"]; items: ReactNode[] }[] = [];
  options.forEach((option, index) => {
    if (groups.at(-1)?.kind !== option.kind) groups.push({ heading: headings[option.kind], kind: option.kind, items: [] });
    groups.at(-1)!.items.push(
      // Focus stays in the input (aria-activedescendant); the option itself is for the pointer.
      // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
      <div
        key={keyOf(option)}
        id={optionId(id, index)}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="option"
        tabIndex={-1}
        aria-selected={index === active}
        className={`suggestion suggestion-${option.kind}`}
        onPointerMove={() => onPoint(option)}
        onPointerDown={(event) => event.preventDefault()}
        onClick={() => onChoose(option)}
      >
        <Content option={option} typed={typed} />
      </div>,
    );
  });
  return (
    // HTML has no element for the list of a combobox.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div id={id} className="suggestions" role="listbox" aria-label={t.searchLabel} hidden={!shown}>
      {groups.map(({ heading, kind, items }) =>
        heading === undefined ? (
          <Fragment key={kind}>{items}</Fragment>
        ) : (
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
          <div key={kind} role="group" aria-label={heading}>
            <p className="suggestions-heading" aria-hidden="true">
              {heading}
            </p>
            {items}
          </div>
        ),
      )}
    </div>
  );
}
