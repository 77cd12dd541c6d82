/** A small product picture beside the product's name; its first letter where there is none or it cannot be loaded. */
import { useState } from "react";
import type { Product } from "../api.ts";

export function Thumb({ product, large = false }: { readonly product: Pick<Product, "title" | "images">; readonly large?: boolean }) {
  const source = product.images[0];
  const [broken, setBroken] = useState<string>();
  const size = large ? 160 : 40;
  return (
    <span className={large ? "thumb thumb-large" : "thumb"} aria-hidden="true">
      {source === undefined || source === broken ? (
        product.title.slice(0, 1)
      ) : (
        <img src={source} alt="" width={size} height={size} loading="lazy" decoding="async" onError={() => setBroken(source)} />
      )}
    </span>
  );
}
