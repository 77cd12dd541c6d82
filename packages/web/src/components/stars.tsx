/** A rating as stars filled to the tenth, and in words. */
import { useLocale } from "../i18n/locale.tsx";

interface StarsProps {
  readonly value: number;
  readonly count?: number | undefined;
  /** Whether the number of ratings is shown in words beside. */
  readonly wide?: boolean;
}

/** The drawing alone; whoever uses it says the number in words. */
export function StarRow({ value }: { readonly value: number }) {
  return (
    <span className="stars-row" aria-hidden="true">
      <span className="stars-filled" style={{ inlineSize: `${(Math.min(Math.max(value, 0), 5) / 5) * 100}%` }} />
    </span>
  );
}

export function Stars({ value, count = 0, wide = false }: StarsProps) {
  const { t, rating, number } = useLocale();
  return (
    <p className="stars">
      <StarRow value={value} />
      <span aria-hidden="true" className="stars-text">
        {wide ? `${rating(value)} · ${t.ratingCount(number(count))}` : `${rating(value)} (${number(count)})`}
      </span>
      <span className="unseen">{t.rating(rating(value), number(count))}</span>
    </p>
  );
}
