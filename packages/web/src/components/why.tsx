/**
 * "Why this?" at every product: the parts of its score in words, adding up. The cards hold plain buttons; one popover for the
 * whole page opens at the button that asked, so that a long list stays light.
 */
import * as Popover from "@radix-ui/react-popover";
import { useEffect, useRef, useState } from "react";
import { useLocale } from "../i18n/locale.tsx";
import { useAddress } from "../routing/navigation.ts";
import type { ProductHit } from "../shop/hit.ts";
import { titleOf } from "../shop/hit.ts";
import { scoreParts, type ScoreParts } from "../shop/score-parts.ts";
import { Icon } from "./icon.tsx";
import { useReasonWords, type Titles } from "./reason.tsx";

interface Asked {
  readonly hit: ProductHit;
  readonly titles: Titles;
  readonly button: HTMLElement;
}

let show: ((asked: Asked) => void) | undefined;

interface WhyProps {
  readonly hit: ProductHit;
  readonly titles: Titles;
}

/** The button; shows the reason itself where there is one. Nothing where the answer gave neither reason nor parts. */
export function Why({ hit, titles }: WhyProps) {
  const { t } = useLocale();
  const words = useReasonWords(hit, titles);
  if (words === undefined && hit["_why"] === undefined) return null;
  return (
    <button
      type="button"
      className="reason"
      aria-haspopup="dialog"
      aria-label={`${t.why} ${words === undefined ? titleOf(hit) : `${words} (${titleOf(hit)})`}`}
      onClick={(event) => show?.({ hit, titles, button: event.currentTarget })}
    >
      <Icon name="spark" />
      <span className="reason-text">{words ?? t.why}</span>
    </button>
  );
}

/** Words of the query that the title has, without parts of longer ones; the shop may have found more in other fields. */
function matchedWords(hit: ProductHit): readonly string[] {
  const title = (hit._highlightResult as Readonly<Record<string, unknown>> | undefined)?.["title"];
  const words = typeof title === "object" && title !== null && "matchedWords" in title ? title.matchedWords : [];
  const texts = Array.isArray(words) ? words.filter((word): word is string => typeof word === "string") : [];
  return texts.filter((word) => !texts.some((other) => other !== word && other.includes(word)));
}

function Parts({ found }: { readonly found: ScoreParts }) {
  const { t, decimal } = useLocale();
  return (
    <table className="why-parts">
      <caption className="unseen">{t.whyParts}</caption>
      <tbody>
        {found.parts.map(({ name, value, share }) => (
          <tr key={name} className={value < 0 ? "why-less" : undefined}>
            <th scope="row">
              {Object.hasOwn(t.scorePart, name) ? t.scorePart[name as keyof typeof t.scorePart] : name.replaceAll("_", " ")}
              <span className="why-bar" aria-hidden="true">
                <span style={{ inlineSize: `${share * 100}%` }} />
              </span>
            </th>
            <td>{decimal(value, found.digits)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t.whyTotal}</th>
          <td>{decimal(found.total, found.digits)}</td>
        </tr>
      </tfoot>
    </table>
  );
}

function Explanation({ hit, titles }: WhyProps) {
  const { t } = useLocale();
  const words = useReasonWords(hit, titles);
  const matched = matchedWords(hit);
  const found = scoreParts(hit["_why"]);
  return (
    <>
      <p className="why-title">{titleOf(hit)}</p>
      {words !== undefined && <p>{words}</p>}
      {matched.length > 0 && <p>{t.whyMatched(matched)}</p>}
      {found && <Parts found={found} />}
      <p className="why-note">{found ? t.whyNote : t.whyPlain}</p>
    </>
  );
}

/** The popover; once per page. */
export function WhyPopover() {
  const { t } = useLocale();
  const address = useAddress();
  const [asked, setAsked] = useState<Asked & { readonly address: string }>();
  const anchor = useRef<HTMLElement>(null);
  useEffect(() => {
    show = (next) => {
      anchor.current = next.button;
      setAsked({ ...next, address });
    };
    return () => {
      show = undefined;
    };
  }, [address]);
  // Another page shows other products.
  const open = asked !== undefined && asked.address === address;
  return (
    <Popover.Root open={open} onOpenChange={(wanted) => !wanted && setAsked(undefined)}>
      {/* Radix reads the element only while the popover is open. */}
      <Popover.Anchor virtualRef={anchor as React.RefObject<HTMLElement>} />
      <Popover.Portal>
        <Popover.Content
          className="why"
          aria-label={t.why}
          side="top"
          sideOffset={6}
          collisionPadding={12}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            anchor.current?.focus({ preventScroll: true });
          }}
        >
          <div className="why-head">
            <h2>{t.why}</h2>
            <Popover.Close className="round-button" aria-label={t.close}>
              <Icon name="close" />
            </Popover.Close>
          </div>
          {asked && <Explanation hit={asked.hit} titles={asked.titles} />}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
