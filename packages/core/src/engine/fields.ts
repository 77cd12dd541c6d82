/** Names of the columns that products brought, by kind: what `facets: "*"` means and what a dashboard can offer. */
import type { ByteReader, ByteWriter } from "../base.ts";
import type { IndexDocument } from "../retrieve.ts";

export type FieldKind = "keywords" | "numbers" | "flags";

const kinds: readonly FieldKind[] = ["keywords", "numbers", "flags"];
/** Names kept per kind; a feed with more shows only the first. */
const maximumNames = 1_000;

export class Fields {
  readonly #names: Readonly<Record<FieldKind, Set<string>>> = { keywords: new Set(), numbers: new Set(), flags: new Set() };

  add(document: IndexDocument): void {
    for (const kind of kinds) {
      const names = this.#names[kind];
      for (const name in document[kind]) if (names.size < maximumNames) names.add(name);
    }
  }

  /** Names of one kind, sorted. */
  list(kind: FieldKind): readonly string[] {
    return [...this.#names[kind]].sort();
  }

  write(writer: ByteWriter): void {
    for (const kind of kinds) {
      writer.varint(this.#names[kind].size);
      for (const name of this.#names[kind]) writer.text(name);
    }
  }

  read(reader: ByteReader): void {
    for (const kind of kinds) {
      this.#names[kind].clear();
      for (let left = reader.varint(); left > 0; left--) this.#names[kind].add(reader.text());
    }
  }
}
