/** Pictures of a product: one large, which opens up close; the others as buttons below. */
import { useState } from "react";
import { Icon } from "../../components/icon.tsx";
import { Picture } from "../../components/picture.tsx";
import { useLocale } from "../../i18n/locale.tsx";
import { picturesOf, savingOf, titleOf, type ProductHit } from "../../shop/hit.ts";
import { Zoom } from "./zoom.tsx";

export function Gallery({ hit }: { readonly hit: ProductHit }) {
  const { t, percent } = useLocale();
  const [shown, setShown] = useState(0);
  const [close, setClose] = useState(false);
  const pictures = picturesOf(hit);
  const title = titleOf(hit);
  const saving = savingOf(hit);
  return (
    <section className="gallery" aria-label={t.pictures}>
      <div className="gallery-main">
        {pictures.length === 0 ? (
          <Picture source={undefined} alt={title} letter={title} />
        ) : (
          <button type="button" className="gallery-open" aria-label={t.openPicture(title)} onClick={() => setClose(true)}>
            <Picture source={pictures[shown]} alt={title} letter={title} eager />
            <span className="gallery-hint">
              <Icon name="zoom" />
            </span>
          </button>
        )}
        {saving !== undefined && saving >= 0.01 && <span className="badge badge-sale">−{percent(saving)}</span>}
      </div>
      {pictures.length > 1 && (
        <ul className="gallery-choice">
          {pictures.map((picture, index) => (
            <li key={picture}>
              <button
                type="button"
                aria-label={t.picture(index + 1, pictures.length)}
                aria-pressed={index === shown}
                onClick={() => setShown(index)}
              >
                <Picture source={picture} alt="" letter={title} eager />
              </button>
            </li>
          ))}
        </ul>
      )}
      {close && <Zoom pictures={pictures} first={shown} title={title} onClose={() => setClose(false)} />}
    </section>
  );
}
