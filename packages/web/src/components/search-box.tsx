/**
 * The search box of every page, after the combobox pattern of the ARIA practices: the list of searches, departments, brands
 * and products follows what is typed, arrow keys walk it, Enter opens. On the search page the results below follow as well.
 */
import { useDeferredValue, useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { currentPace, notePace } from "../frame-pace.ts";
import { useLocale } from "../i18n/locale.tsx";
import { navigate, useAddress } from "../routing/navigation.ts";
import { sendClick } from "../shop/events.ts";
import { fetchSuggestions, keyOf, type Suggestion } from "../shop/suggestions.ts";
import { announce } from "./announcer.tsx";
import { Icon } from "./icon.tsx";
import { optionId, SuggestionList } from "./suggestion-list.tsx";

const typingPauseMs = 90;
/** Where frames take long, answers are asked for after a longer pause, so that no letter waits for what the last one brought. */
const pausePerFrame = 6;
const longestPauseMs = 400;

function typingPause(): number {
  return Math.min(Math.max(typingPauseMs, pausePerFrame * currentPace()), longestPauseMs);
}

const noOptions: readonly Suggestion[] = [];

/** Suggestions for the text, asked for after a short pause in typing; an older answer never replaces a newer one. */
function useSuggestions(text: string, asking: boolean): readonly Suggestion[] {
  const { language, t } = useLocale();
  const [options, setOptions] = useState(noOptions);
  const query = text.trim();
  useEffect(() => {
    if (!asking) return;
    let stale = false;
    const timer = setTimeout(() => {
      fetchSuggestions(query, language).then(
        (next) => {
          if (stale) return;
          setOptions(next);
          notePace();
          if (query !== "") announce(t.suggestionCount(next.length));
        },
        (error: unknown) => console.warn("aisle: no suggestions", error),
      );
    }, typingPause());
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [query, asking, language, t]);
  return asking ? options : noOptions;
}

export function SearchBox() {
  const { t, to } = useLocale();
  const address = new URL(useAddress(), location.origin);
  const onSearchPage = address.pathname === to({ page: "search" });
  const asked = onSearchPage ? (address.searchParams.get("q") ?? "") : "";
  const [text, setText] = useState(asked);
  // Marks in the list may follow a letter later than the letter itself.
  const marked = useDeferredValue(text);
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

  function choose(option: Suggestion): void {
    switch (option.kind) {
      case "meant":
      case "query":
      case "all":
        setText(option.query);
        searchFor(option.query);
        break;
      case "department":
        setText("");
        searchFor("", { category: option.path.join(" > ") });
        break;
      case "brand":
        setText("");
        searchFor("", { brand: option.name });
        break;
      case "product":
        sendClick(option.product.objectID, option.answer, option.position, "Suggestion");
        setOpen(false);
        navigate(to({ page: "product", id: option.product.objectID }));
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
    notePace();
    if (!onSearchPage) return;
    live.current = setTimeout(() => {
      const kept = new URLSearchParams(location.search);
      kept.delete("page");
      if (next.trim() === "") kept.delete("q");
      else kept.set("q", next.trim());
      const search = kept.toString();
      navigate(to({ page: "search" }, search === "" ? "" : `?${search}`), { replace: true });
    }, typingPause());
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
      if (next) document.getElementById(optionId(list, options.indexOf(next)))?.scrollIntoView({ block: "nearest" });
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
          aria-activedescendant={shown && active >= 0 ? optionId(list, active) : undefined}
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
        <SuggestionList
          id={list}
          options={options}
          typed={marked}
          active={active}
          shown={shown}
          onPoint={(option) => setActiveKey(keyOf(option))}
          onChoose={choose}
        />
      </form>
    </search>
  );
}
