/** What shoppers say of a model in all its versions: the stars counted, the words newest first, and a form. */
import { useState } from "react";
import { StarRow } from "../../components/stars.tsx";
import { useLocale } from "../../i18n/locale.tsx";
import { ownReviewStore } from "../../shop/own-reviews.ts";
import { fetchReviews, type Reviews as Found } from "../../shop/own-api.ts";
import { useStore } from "../../store.ts";
import { useAnswer } from "../../use-answer.ts";
import { ReviewForm } from "./review-form.tsx";

const pageSize = 5;
const maximumShown = 100;

function Stars({ found }: { readonly found: Found }) {
  const { t, number, rating } = useLocale();
  if (found.average === undefined) return <p className="reviews-none">{t.noReviews}</p>;
  const most = Math.max(1, ...found.histogram);
  return (
    <div className="reviews-stars">
      <p className="reviews-average">
        <strong aria-hidden="true">{rating(found.average)}</strong>
        <StarRow value={found.average} />
        <span aria-hidden="true">{t.reviewCount(number(found.count), found.count)}</span>
        <span className="unseen">{t.rating(rating(found.average), number(found.count))}</span>
      </p>
      <ul className="histogram">
        {[5, 4, 3, 2, 1].map((value) => {
          const count = found.histogram[value - 1]!;
          return (
            <li key={value}>
              <span>{t.stars(value)}</span>
              <span className="histogram-bar" aria-hidden="true">
                <span style={{ inlineSize: `${(count / most) * 100}%` }} />
              </span>
              <span className="histogram-count">{number(count)}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

type Written = Found["reviews"][number];

function Review({ review }: { readonly review: Written }) {
  const { t, date, rating } = useLocale();
  const own = useStore(ownReviewStore)[review.product];
  const mine = own !== undefined && own.text === review.text && own.value === review.value;
  return (
    <li className="review">
      <p className="review-head">
        {review.value !== undefined && (
          <>
            <StarRow value={review.value} />
            <span className="unseen">{t.ratingOnly(rating(review.value))}</span>
          </>
        )}
        <time dateTime={new Date(review.time).toISOString()}>{date(review.time)}</time>
        {review.bought && <span className="review-bought">{t.reviewBought}</span>}
        {mine && <span className="review-own">{t.reviewOwn}</span>}
      </p>
      {/* Shoppers write in either language, whatever that of the page. */}
      <p lang={/\p{Script=Han}/u.test(review.text) ? "zh-CN" : "en-US"}>{review.text}</p>
    </li>
  );
}

interface ReviewsProps {
  readonly product: string;
  /** Ids of all versions of the model, this one among them. */
  readonly versions: readonly string[];
}

export function Reviews({ product, versions }: ReviewsProps) {
  const { t, number } = useLocale();
  const [shown, setShown] = useState(pageSize);
  const [sent, setSent] = useState(0);
  const { value, failed, retry } = useAnswer(`${sent} ${shown} ${versions.join("\n")}`, () => fetchReviews(versions, 0, shown));
  return (
    <section className="reviews" aria-labelledby="reviews" aria-busy={value === undefined && !failed}>
      <h2 id="reviews">{t.reviews}</h2>
      <div className="reviews-columns">
        <div>
          {value ? <Stars found={value} /> : !failed && <div className="reviews-waiting skeleton" />}
          <ReviewForm key={product} product={product} onSent={() => setSent((count) => count + 1)} />
        </div>
        <div>
          {failed && value === undefined && (
            <p role="alert">
              {t.failedText}{" "}
              <button type="button" className="text-link" onClick={retry}>
                {t.retry}
              </button>
            </p>
          )}
          {value?.total === 0 && <p className="reviews-none">{t.noWords}</p>}
          <ul className="review-list">
            {value?.reviews.map((review) => (
              <Review key={`${review.product} ${review.time} ${review.text}`} review={review} />
            ))}
          </ul>
          {value !== undefined && value.total > shown && shown < maximumShown && (
            <button
              type="button"
              className="button button-quiet button-small"
              onClick={() => setShown((count) => Math.min(maximumShown, count * 2))}
            >
              {t.moreReviews(number(value.total - shown))}
            </button>
          )}
        </div>
      </div>
    </section>
  );
}
