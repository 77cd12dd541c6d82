/** A product picture on a quiet ground; a missing or broken one leaves the ground with a letter, never a broken-image mark. */
import { useState } from "react";

interface PictureProps {
  readonly source: string | undefined;
  /** Empty beside the product's name. */
  readonly alt: string;
  readonly letter: string;
  /** Above the fold: fetched at once. */
  readonly eager?: boolean;
}

export function Picture({ source, alt, letter, eager = false }: PictureProps) {
  const [broken, setBroken] = useState<string>();
  if (source === undefined || source === broken) {
    return (
      <span className="picture picture-none" role={alt === "" ? undefined : "img"} aria-label={alt === "" ? undefined : alt}>
        <span aria-hidden="true">{letter.slice(0, 1)}</span>
      </span>
    );
  }
  return (
    <span className="picture">
      <img
        src={source}
        alt={alt}
        width={400}
        height={400}
        loading={eager ? "eager" : "lazy"}
        decoding="async"
        draggable={false}
        onError={() => setBroken(source)}
      />
    </span>
  );
}
