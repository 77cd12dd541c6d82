/** Strings as dense numbers, first come first numbered: products, categories, brands, terms. Numbers never change or come back. */
import type { ByteReader, ByteWriter } from "../base.ts";

export class Interner {
  #numbers = new Map<string, number>();
  #texts: string[] = [];

  get size(): number {
    return this.#texts.length;
  }

  /** The number of a text, given now if it is new. */
  number(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.#texts.length;
    this.#numbers.set(text, number);
    this.#texts.push(text);
    return number;
  }

  find(text: string): number | undefined {
    return this.#numbers.get(text);
  }

  text(number: number): string {
    return this.#texts[number] ?? "";
  }

  write(writer: ByteWriter): void {
    writer.varint(this.#texts.length);
    for (const text of this.#texts) writer.text(text);
  }

  read(reader: ByteReader): void {
    const texts = Array.from({ length: reader.varint() }, () => reader.text());
    this.#texts = texts;
    this.#numbers = new Map(texts.map((text, number) => [text, number]));
  }
}
