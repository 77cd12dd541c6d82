/** Stars and, if one likes, a few words; sent again, they replace the former ones. */
import { useId, useState } from "react";
import { announce } from "../../components/announcer.tsx";
import { useLocale } from "../../i18n/locale.tsx";
import { noteOwnReview, ownReviewStore } from "../../shop/own-reviews.ts";
import { sendOwn } from "../../shop/own-api.ts";
import { useStore } from "../../store.ts";

const stars = [1, 2, 3, 4, 5] as const;
const maximumLength = 2000;

interface ReviewFormProps {
  readonly product: string;
  /** Called once the shop has the review. */
  readonly onSent: () => void;
}

export function ReviewForm({ product, onSent }: ReviewFormProps) {
  const { t } = useLocale();
  const own = useStore(ownReviewStore)[product];
  const [value, setValue] = useState(own?.value ?? 0);
  const [text, setText] = useState(own?.text ?? "");
  const [state, setState] = useState<"idle" | "sending" | "failed" | "starless" | "sent">("idle");
  const name = useId();

  async function send(): Promise<void> {
    if (value === 0) return setState("starless");
    setState("sending");
    const words = text.trim();
    // Words that were there before are taken back by an empty review; a rating alone would keep them.
    const written = words !== "" || (own?.text ?? "") !== "";
    const sent = await sendOwn({ product, value, surface: "product", ...(written ? { type: "review", text: words } : { type: "rating" }) });
    setState(sent ? "sent" : "failed");
    if (!sent) return;
    noteOwnReview(product, { value, text: words });
    announce(t.reviewSent);
    onSent();
  }

  return (
    <form
      className="review-form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h3>{own === undefined ? t.writeReview : t.changeReview}</h3>
      <fieldset className="star-choice">
        <legend className="unseen">{t.yourStars}</legend>
        {stars.map((one) => (
          <label key={one} className={one <= value ? "star-on" : undefined} title={t.stars(one)}>
            <input
              type="radio"
              name={name}
              checked={value === one}
              onChange={() => {
                setValue(one);
                setState("idle");
              }}
            />
            <span className="star" aria-hidden="true" />
            <span className="unseen">{t.stars(one)}</span>
          </label>
        ))}
      </fieldset>
      <label className="review-words">
        <span>{t.yourWords}</span>
        <textarea
          className="field"
          rows={4}
          maxLength={maximumLength}
          placeholder={t.yourWordsHint}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setState("idle");
          }}
        />
      </label>
      {(state === "failed" || state === "starless") && (
        <p role="alert" className="stock stock-none">
          {state === "failed" ? t.failedText : t.starsFirst}
        </p>
      )}
      <div className="review-send">
        <button type="submit" className="button" disabled={state === "sending"}>
          {t.sendReview}
        </button>
        {state === "sent" && <span className="stock">{t.reviewSent}</span>}
      </div>
      <p className="review-note">{t.reviewNote}</p>
    </form>
  );
}
