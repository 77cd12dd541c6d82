/**
 * Facet values in the shopper's language. The index counts the product's own words ("Charcoal"); this view remembers, from
 * products that carry translations, what each is called elsewhere ("炭灰") and back, so counts stay exact in one column.
 */
import { ByteReader, ByteWriter } from "../base.ts";
import type { AttributeValue, Product, ProductTexts } from "../catalog.ts";
import { categoryLevels } from "./document.ts";

/** Pairs kept per language and field; beyond it values show untranslated. */
const maximumLabels = 50_000;
const formatVersion = 1;

function list(value: AttributeValue | readonly string[] | undefined): readonly string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? (value as readonly unknown[]).filter((one): one is string => typeof one === "string") : [];
}

export class Labels {
  /** language → field → own value → label */
  readonly #labels = new Map<string, Map<string, Map<string, string>>>();
  /** field → label in any language → own values */
  readonly #values = new Map<string, Map<string, Set<string>>>();

  /** Learns the pairs of one product. */
  add(product: Product): void {
    for (const [language, translated] of Object.entries(product.translations ?? {})) this.#addLanguage(product, language, translated);
  }

  #addLanguage(product: Product, language: string, translated: ProductTexts): void {
    if (product.brand !== undefined && translated.brand !== undefined) this.#pair(language, "brand", product.brand, translated.brand);
    const own = product.categories;
    const other = translated.categories ?? [];
    own.forEach((path, index) => {
      const otherPath = other[index];
      if (otherPath?.length !== path.length) return;
      path.forEach((name, depth) => this.#pair(language, "categories", name, otherPath[depth]!));
      const levels = Object.entries(categoryLevels([path]));
      const otherLevels = categoryLevels([otherPath]);
      for (const [field, [value]] of levels) this.#pair(language, field, value!, otherLevels[field]![0]!);
    });
    for (const [name, value] of Object.entries(translated.attributes ?? {})) {
      const labels = list(value);
      const values = list(product.attributes[name]);
      if (labels.length === values.length) values.forEach((one, index) => this.#pair(language, name, one, labels[index]!));
    }
  }

  #pair(language: string, field: string, value: string, label: string): void {
    let fields = this.#labels.get(language);
    if (!fields) this.#labels.set(language, (fields = new Map()));
    let labels = fields.get(field);
    if (!labels) fields.set(field, (labels = new Map()));
    if (labels.has(value) || labels.size >= maximumLabels) return;
    labels.set(value, label);
    let values = this.#values.get(field);
    if (!values) this.#values.set(field, (values = new Map()));
    const known = values.get(label);
    if (known) known.add(value);
    else values.set(label, new Set([value]));
  }

  /** What a value is called in a language; itself where nothing is known. */
  label(language: string | undefined, field: string, value: string): string {
    return (language && this.#labels.get(language)?.get(field)?.get(value)) || value;
  }

  /**
   * What the index may call it: the text itself, which can be a product's own word, and the own words it is a label of. Sorted,
   * because a restored view learnt them in another order.
   */
  values(field: string, label: string): readonly string[] {
    const known = this.#values.get(field)?.get(label);
    return [...new Set([label, ...[...(known ?? [])].sort()])];
  }

  snapshot(): Uint8Array<ArrayBuffer> {
    const writer = new ByteWriter().u8(formatVersion).varint(this.#labels.size);
    for (const [language, fields] of this.#labels) {
      writer.text(language).varint(fields.size);
      for (const [field, labels] of fields) {
        writer.text(field).varint(labels.size);
        for (const [value, label] of labels) writer.text(value).text(label);
      }
    }
    return writer.finish();
  }

  restore(bytes: Uint8Array): void {
    const reader = new ByteReader(bytes);
    reader.u8();
    this.#labels.clear();
    this.#values.clear();
    for (let languages = reader.varint(); languages > 0; languages--) {
      const language = reader.text();
      for (let fields = reader.varint(); fields > 0; fields--) {
        const field = reader.text();
        for (let pairs = reader.varint(); pairs > 0; pairs--) this.#pair(language, field, reader.text(), reader.text());
      }
    }
  }
}
