/**
 * The search box of every page, after the combobox pattern of the ARIA practices: the list of searches, departments and
 * products follows what is typed, arrow keys walk it, Enter opens. On the search page the results below follow as well.
 */
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { useLocale } from "../i18n/locale.tsx";
import { navigate, useAddress } from "../routing/navigation.ts";
import { fetchSuggestions, type Suggestions } from "../shop/ask.ts";
import { sendClick } from "../shop/events.ts";
import { picturesOf, titleOf, type ProductHit } from "../shop/hit.ts";
import { announce } from "./announcer.tsx";
import { Icon } from "./icon.tsx";
import { MarkedTitle } from "./marked.tsx";
import { Picture } from "./picture.tsx";
import { Price } from "./price.tsx";

type Option =
  | { readonly kind: "query"; readonly query: string }
  | { readonly kind: "department"; readonly value: string; readonly count: number }
  | { readonly kind: "product"; readonly hit: ProductHit; readonly position: number }
  | { readonly kind: "all"; readonly query: string; readonly total: number };

const typingPauseMs = 90;

function optionsOf(found: Suggestions, query: string): readonly Option[] {
  return [
    ...found.queries.map((suggested): Option => ({ kind: "query", query: suggested })),
    ...found.departments.map((department): Option => ({ kind: "department", ...department })),
    ...found.products.map((hit, index): Option => ({ kind: "product", hit, position: index + 1 })),
    ...(found.total > 0 ? [{ kind: "all", query, total: found.total } as const] : []),
  ];
}

function keyOf(option: Option): string {
  switch (option.kind) {
    case "query":
      return `q ${option.query}`;
    case "department":
      return `d ${option.value}`;
    case "product":
      return `p ${option.hit.objectID}`;
    case "all":
      return "all";
    default:
      return option satisfies never;
  }
}

const noOptions: readonly Option[] = [];

/** Suggestions for the text, asked for after a short pause in typing; an older answer never replaces a newer one. */
function useSuggestions(text: string, active: boolean): readonly Option[] {
  const { language, t } = useLocale();
  const [options, setOptions] = useState(noOptions);
  const query = text.trim();
  const asking = active && query !== "";
  useEffect(() => {
    if (!asking) return;
    let stale = false;
    const timer = setTimeout(() => {
      fetchSuggestions(query, language).then(
        (found) => {
          if (stale) return;
          const next = optionsOf(found, query);
          setOptions(next);
          announce(t.suggestionCount(next.length));
        },
        (error: unknown) => console.warn("aisle: no suggestions", error),
      );
    }, typingPauseMs);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [query, asking, language, t]);
  return asking ? options : noOptions;
}

export function SearchBox() {
  const { t, to, number } = useLocale();
  const address = new URL(useAddress(), location.origin);
  const onSearchPage = address.pathname === to({ page: "search" });
  const asked = onSearchPage ? (address.searchParams.get("q") ?? "") : "";
  const [text, setText] = useState(asked);
  const [open, setOpen] = useState(false);
  // Half-typed pinyin is no query yet.
  const [composing, setComposing] = useState(false);
  const [activeKey, setActiveKey] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLElement>(null);
  const live = useRef<ReturnType<typeof setTimeout>>(undefined);
  const list = useId();
  const options = useSuggestions(text, open && !composing);
  const shown = open && options.length > 0;

  const active = options.findIndex((option) => keyOf(option) === activeKey);
  const [followed, setFollowed] = useState(asked);
  if (followed !== asked) {
    // The address changed by other means than typing: back, a chip, a link.
    setFollowed(asked);
    if (!open) setText(asked);
  }

  useEffect(() => {
    const outside = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    addEventListener("pointerdown", outside);
    addEventListener("focusin", outside);
    return () => {
      removeEventListener("pointerdown", outside);
      removeEventListener("focusin", outside);
    };
  }, []);

  function searchFor(query: string, extra: Readonly<Record<string, string>> = {}): void {
    clearTimeout(live.current);
    const wanted = new URLSearchParams(query === "" ? extra : { q: query, ...extra }).toString();
    setOpen(false);
    navigate(to({ page: "search" }, wanted === "" ? "" : `?${wanted}`));
  }

  function choose(option: Option): void {
    switch (option.kind) {
      case "query":
      case "all":
        setText(option.query);
        searchFor(option.query);
        break;
      case "department":
        searchFor(text.trim(), { category: option.value });
        break;
      case "product":
        sendClick(option.hit.objectID, option.hit.__queryID, option.position, "Suggestion");
        setOpen(false);
        navigate(to({ page: "product", id: option.hit.objectID }));
        break;
      default:
        option satisfies never;
    }
  }

  function type(next: string): void {
    setText(next);
    setActiveKey(undefined);
    setOpen(true);
    clearTimeout(live.current);
    if (!onSearchPage) return;
    live.current = setTimeout(() => {
      const kept = new URLSearchParams(location.search);
      kept.delete("page");
      if (next.trim() === "") kept.delete("q");
      else kept.set("q", next.trim());
      const search = kept.toString();
      navigate(to({ page: "search" }, search === "" ? "" : `?${search}`), { replace: true });
    }, typingPauseMs);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!shown) {
        setOpen(true);
        return;
      }
      const count = options.length + 1;
      const step = event.key === "ArrowDown" ? 1 : -1;
      const next = options[((active + 1 + step + count) % count) - 1];
      setActiveKey(next && keyOf(next));
      if (next) document.getElementById(`${list}-${options.indexOf(next)}`)?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Escape" && shown) {
      event.preventDefault();
      setOpen(false);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const chosen = shown ? options[active] : undefined;
      if (chosen) choose(chosen);
      else searchFor(text.trim());
    }
  }

  const headings = { query: t.suggestedQueries, department: t.suggestedDepartments, product: t.suggestedProducts };
  return (
    <search ref={box}>
      <form
        className="search-box"
        action={to({ page: "search" })}
        onSubmit={(event) => {
          event.preventDefault();
          searchFor(text.trim());
        }}
      >
        <Icon name="search" />
        <input
          ref={input}
          type="search"
          name="q"
          role="combobox"
          aria-label={t.searchLabel}
          aria-expanded={shown}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={shown && active >= 0 ? `${list}-${active}` : undefined}
          placeholder={t.searchPlaceholder}
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="search"
          maxLength={200}
          value={text}
          onChange={(event) => (composing ? setText(event.target.value) : type(event.target.value))}
          onCompositionStart={() => setComposing(true)}
          onCompositionEnd={(event) => {
            setComposing(false);
            type(event.currentTarget.value);
          }}
          onFocus={() => setOpen(true)}
          onKeyDown={onKeyDown}
        />
        {text !== "" && (
          <button
            type="button"
            className="search-clear"
            aria-label={t.clearSearch}
            onClick={() => {
              type("");
              input.current?.focus();
            }}
          >
            <Icon name="close" />
          </button>
        )}
        <button type="submit" className="search-submit">
          {t.searchButton}
        </button>
        {/* HTML has no element for the list of a combobox. */}
        {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role */}
        <div id={list} className="suggestions" role="listbox" aria-label={t.searchLabel} hidden={!shown}>
          {options.map((option, index) => {
            const first = option.kind !== "all" && option.kind !== options[index - 1]?.kind;
            return (
              // Focus stays in the input (aria-activedescendant); the option itself is for the pointer.
              <div
                key={keyOf(option)}
                id={`${list}-${index}`}
                // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
                role="option"
                tabIndex={-1}
                aria-selected={index === active}
                className={`suggestion suggestion-${option.kind}`}
                data-heading={first ? headings[option.kind as keyof typeof headings] : undefined}
                onPointerMove={() => setActiveKey(keyOf(option))}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => choose(option)}
                onKeyDown={onKeyDown}
              >
                {option.kind === "query" && (
                  <>
                    <Icon name="search" />
                    <span>{option.query}</span>
                  </>
                )}
                {option.kind === "department" && (
                  <>
                    <Icon name="filter" />
                    <span className="suggestion-path">{option.value.split(" > ").join(" › ")}</span>
                    <span className="suggestion-count">{number(option.count)}</span>
                  </>
                )}
                {option.kind === "product" && (
                  <>
                    <Picture source={picturesOf(option.hit)[0]} alt="" letter={titleOf(option.hit)} eager />
                    <span className="suggestion-title">
                      <MarkedTitle hit={option.hit} />
                    </span>
                    <Price hit={option.hit} />
                  </>
                )}
                {option.kind === "all" && (
                  <>
                    <span>{t.allResultsFor(option.query)}</span>
                    <span className="suggestion-count">{number(option.total)}</span>
                  </>
                )}
              </div>
            );
          })}
        </div>
      </form>
    </search>
  );
}
