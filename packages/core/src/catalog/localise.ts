/**
 * Texts of a product in the language that was asked for. The tag is looked up as RFC 4647 does ("zh-Hans-CN", "zh-Hans", "zh"),
 * the product's own language counting as one of them; else any translation of the same primary language serves.
 */
import { primaryLanguage } from "../text.ts";
import type { Product, ProductTexts } from "./product.ts";

/** What a lookup ends at: a tag of the translations, or the product's own texts. */
const own = Symbol("own");

function tagFor(product: Product, translations: Readonly<Record<string, ProductTexts>>, language: string): string | typeof own {
  const tags = Object.keys(translations);
  const primary = primaryLanguage(language);
  for (let range = language.toLowerCase(); range !== ""; range = range.slice(0, Math.max(0, range.search(/[-_][^-_]*$/)))) {
    if (product.language?.toLowerCase() === range) return own;
    const exact = tags.find((tag) => tag.toLowerCase() === range);
    if (exact !== undefined) return exact;
  }
  if (product.language !== undefined && primaryLanguage(product.language) === primary) return own;
  return tags.find((tag) => primaryLanguage(tag) === primary) ?? own;
}

/**
 * The product with its texts in one language; the product itself where there is nothing to replace. What a translation lacks
 * stays in the product's own language.
 */
export function localise(product: Product, language: string | undefined): Product {
  const { translations } = product;
  if (language === undefined || translations === undefined) return product;
  const tag = tagFor(product, translations, language);
  if (tag === own) return product;
  const texts = translations[tag]!;
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
