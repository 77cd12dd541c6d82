import { primaryLanguage } from "../text.ts";
import type { Product, ProductTexts } from "./product.ts";

function textsFor(product: Product, language: string): readonly [string, ProductTexts] | undefined {
  const all = product.translations;
  if (all === undefined) return undefined;
  if (Object.hasOwn(all, language)) return [language, all[language]!];
  const primary = primaryLanguage(language);
  const near = Object.keys(all).find((tag) => primaryLanguage(tag) === primary);
  return near === undefined ? undefined : [near, all[near]!];
}

/**
 * The product with its texts in one language: the exact tag, else one with the same primary subtag, else as it is. What a
 * translation lacks stays in the product's own language.
 */
export function localise(product: Product, language: string): Product {
  if (product.language !== undefined && product.language.toLowerCase() === language.toLowerCase()) return product;
  const found = textsFor(product, language);
  if (!found) return product;
  const [tag, texts] = found;
  const brand = texts.brand ?? product.brand;
  return {
    ...product,
    title: texts.title,
    description: texts.description ?? product.description,
    ...(brand === undefined ? {} : { brand }),
    categories: texts.categories ?? product.categories,
    attributes: texts.attributes === undefined ? product.attributes : { ...product.attributes, ...texts.attributes },
    language: tag,
  };
}
