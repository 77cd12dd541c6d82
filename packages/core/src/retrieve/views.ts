/**
 * Views: numbers and flags that some askers see in the place of a document's own, such as the price of their market or customer
 * group. A document holds values under the names it wants; a question names views, the most specific first, and sees the first
 * that a document has, else the document's own values. A view's values have no field name, so that no filter, facet or sort of
 * another asker can reach them.
 */
import { AisleError } from "../base.ts";
import type { ByteReader, ByteWriter } from "../base.ts";
import { Columns, FlagColumn, NumberColumn } from "./columns.ts";
import { Growable } from "./growable.ts";
import type { ViewValues } from "./retrieval.ts";

/** Documents of one page: a view that few documents have costs little. */
const pageSize = 512;
/** Answers to different askers that are kept worked out; the one not asked for longest goes first. */
const shownKept = 8;

type Cells = Float64Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;

/** Cells by document in pages that exist where something was set; an unset cell reads as `empty`. */
class Pages<T extends Cells> {
  readonly #type: { new (length: number): T };
  readonly #empty: number;
  readonly #pages: (T | undefined)[] = [];

  constructor(type: { new (length: number): T }, empty: number) {
    this.#type = type;
    this.#empty = empty;
  }

  get(doc: number): number {
    return this.#pages[Math.floor(doc / pageSize)]?.[doc % pageSize] ?? this.#empty;
  }

  set(doc: number, value: number): void {
    const at = Math.floor(doc / pageSize);
    let page = this.#pages[at];
    if (page === undefined) {
      page = new this.#type(pageSize);
      page.fill(this.#empty);
      this.#pages[at] = page;
    }
    page[doc % pageSize] = value;
  }

  write(writer: ByteWriter): void {
    writer.varint(this.#pages.length);
    for (let at = 0; at < this.#pages.length; at++) {
      const page = this.#pages[at];
      writer.u8(page === undefined ? 0 : 1);
      if (page !== undefined) writer.array(page);
    }
  }

  read(reader: ByteReader, array: (reader: ByteReader) => T): this {
    for (let left = reader.varint(), at = 0; left > 0; left--, at++) {
      if (reader.u8() === 0) continue;
      const page = array(reader).slice() as T;
      if (page.length !== pageSize) throw new AisleError("corrupt", "a page of a view has another size");
      this.#pages[at] = page;
    }
    return this;
  }
}

/** What one view holds of the documents that have it. */
class View {
  readonly #has = new Pages(Uint8Array, 0);
  readonly numbers = new Map<string, Pages<Float64Array<ArrayBuffer>>>();
  readonly flags = new Map<string, Pages<Uint8Array<ArrayBuffer>>>();

  has(doc: number): boolean {
    return this.#has.get(doc) === 1;
  }

  /** True where a field is new to the view. */
  put(doc: number, values: ViewValues): boolean {
    let grew = false;
    this.#has.set(doc, 1);
    for (const field of Object.keys(values.numbers)) {
      if (this.numbers.has(field)) continue;
      this.numbers.set(field, new Pages(Float64Array, Number.NaN));
      grew = true;
    }
    for (const field of Object.keys(values.flags)) {
      if (this.flags.has(field)) continue;
      this.flags.set(field, new Pages(Uint8Array, 0));
      grew = true;
    }
    for (const [field, cells] of this.numbers) {
      const value = values.numbers[field] ?? Number.NaN;
      cells.set(doc, Number.isFinite(value) ? value + 0 : Number.NaN);
    }
    for (const [field, cells] of this.flags) {
      const value = values.flags[field];
      cells.set(doc, value === undefined ? 0 : value ? 2 : 1);
    }
    return grew;
  }

  drop(doc: number): void {
    this.#has.set(doc, 0);
  }

  get(doc: number): ViewValues {
    const numbers: Record<string, number | null> = {};
    const flags: Record<string, boolean> = {};
    for (const [field, cells] of this.numbers) {
      const value = cells.get(doc);
      numbers[field] = Number.isNaN(value) ? null : value;
    }
    for (const [field, cells] of this.flags) if (cells.get(doc) !== 0) flags[field] = cells.get(doc) === 2;
    return { numbers, flags };
  }

  /** Adds the fields that differ; all of the view's where the document was not in it before. */
  compare(before: ViewValues | undefined, after: ViewValues, into: Set<string>): void {
    for (const field of this.numbers.keys()) if (before === undefined || before.numbers[field] !== after.numbers[field]) into.add(field);
    for (const field of this.flags.keys()) if (before === undefined || before.flags[field] !== after.flags[field]) into.add(field);
  }

  write(writer: ByteWriter): void {
    this.#has.write(writer);
    for (const fields of [this.numbers, this.flags]) {
      writer.varint(fields.size);
      for (const [field, cells] of fields) {
        writer.text(field);
        cells.write(writer);
      }
    }
  }

  static read(reader: ByteReader): View {
    const view = new View();
    view.#has.read(reader, (from) => from.array(Uint8Array));
    for (let left = reader.varint(); left > 0; left--)
      view.numbers.set(
        reader.text(),
        new Pages(Float64Array, Number.NaN).read(reader, (from) => from.array(Float64Array)),
      );
    for (let left = reader.varint(); left > 0; left--)
      view.flags.set(
        reader.text(),
        new Pages(Uint8Array, 0).read(reader, (from) => from.array(Uint8Array)),
      );
    return view;
  }
}

/** One asker's values of every document, kept current. */
class Shown {
  readonly #views: readonly View[];
  readonly numbers = new Map<string, NumberColumn>();
  readonly flags = new Map<string, FlagColumn>();
  readonly visible = new Growable(Uint8Array);

  constructor(views: readonly View[]) {
    this.#views = views;
    for (const view of views) {
      for (const field of view.numbers.keys()) this.numbers.set(field, new NumberColumn());
      for (const field of view.flags.keys()) this.flags.set(field, new FlagColumn());
    }
  }

  update(doc: number, own: Columns, restricted: boolean): void {
    const view = this.#views.find((one) => one.has(doc));
    this.visible.extend(doc + 1, 1);
    this.visible.data[doc] = view === undefined && restricted ? 0 : 1;
    for (const [field, column] of this.numbers) {
      const value = view === undefined ? own.numbers.get(field)?.get(doc) : view.numbers.get(field)?.get(doc);
      column.set(doc, value ?? Number.NaN);
    }
    for (const [field, column] of this.flags) {
      column.cells.extend(doc + 1, 0);
      column.cells.data[doc] = (view === undefined ? own.flags.get(field)?.get(doc) : view.flags.get(field)?.get(doc)) ?? 0;
    }
  }
}

/** What a question looks at in the place of a shard's columns. */
export interface Sight {
  readonly columns: Columns;
  /** 0 by document that the asker may not find; absent where every document may be found. */
  readonly visible?: Uint8Array;
}

/** The views of a shard's documents. */
export class Views {
  readonly #stored = new Map<string, View>();
  readonly #restricted = new Growable(Uint8Array);
  /** Documents that were ever restricted: while there is none, everybody finds everything. */
  #restrictions = 0;
  readonly #shown = new Map<string, Shown>();

  /** Replaces what a document has, after its own values were set; the fields that this changes, and whether it is found elsewhere. */
  set(
    doc: number,
    views: Readonly<Record<string, ViewValues>>,
    restricted: boolean,
    own: Columns,
  ): { readonly fields: ReadonlySet<string>; readonly views: boolean } {
    const fields = new Set<string>();
    let moved = restricted !== this.#isRestricted(doc);
    for (const [name, view] of this.#stored) {
      if (!view.has(doc) || Object.hasOwn(views, name)) continue;
      view.drop(doc);
      view.compare(undefined, view.get(doc), fields);
      moved ||= restricted;
    }
    for (const name in views) {
      let view = this.#stored.get(name);
      const fresh = view === undefined;
      if (view === undefined) this.#stored.set(name, (view = new View()));
      const before = view.has(doc) ? view.get(doc) : undefined;
      if (view.put(doc, views[name]!) || fresh) this.#shown.clear();
      view.compare(before, view.get(doc), fields);
      moved ||= restricted && before === undefined;
    }
    if (restricted || doc < this.#restricted.length) {
      this.#restricted.extend(doc + 1, 0);
      this.#restricted.data[doc] = restricted ? 1 : 0;
      if (restricted) this.#restrictions++;
    }
    this.refresh(doc, own);
    return { fields, views: moved };
  }

  #isRestricted(doc: number): boolean {
    return doc < this.#restricted.length && this.#restricted.data[doc] === 1;
  }

  /** Call when a document's own values changed. */
  refresh(doc: number, own: Columns): void {
    for (const shown of this.#shown.values()) shown.update(doc, own, this.#isRestricted(doc));
  }

  /** What an asker of these views, the most specific first, looks at among `size` documents. */
  sight(names: readonly string[] | undefined, own: Columns, size: number): Sight {
    if (names === undefined) return { columns: own };
    const held = names.filter((name) => this.#stored.has(name));
    if (held.length === 0 && this.#restrictions === 0) return { columns: own };
    const shown = this.#shownTo(held, own, size);
    const columns = new Columns(
      own.keywords,
      new Map([...own.numbers, ...shown.numbers]),
      new Map([...own.flags, ...shown.flags]),
      own.points,
    );
    return this.#restrictions === 0 ? { columns } : { columns, visible: shown.visible.data };
  }

  #shownTo(names: readonly string[], own: Columns, size: number): Shown {
    const key = JSON.stringify(names);
    let shown = this.#shown.get(key);
    if (shown === undefined) {
      shown = new Shown(names.map((name) => this.#stored.get(name)!));
      for (let doc = 0; doc < size; doc++) shown.update(doc, own, this.#isRestricted(doc));
      if (this.#shown.size >= shownKept) this.#shown.delete(this.#shown.keys().next().value!);
    }
    this.#shown.delete(key);
    this.#shown.set(key, shown);
    return shown;
  }

  /** The same for documents renumbered by `places` (old number → new, or -1). */
  renumbered(places: Int32Array, own: Columns): Views {
    const fresh = new Views();
    if (this.#stored.size === 0 && this.#restrictions === 0) return fresh;
    places.forEach((place, doc) => {
      if (place < 0) return;
      const views: Record<string, ViewValues> = {};
      for (const [name, view] of this.#stored) if (view.has(doc)) views[name] = view.get(doc);
      fresh.set(place, views, this.#isRestricted(doc), own);
    });
    return fresh;
  }

  write(writer: ByteWriter): void {
    writer.varint(this.#restrictions).array(this.#restricted.view()).varint(this.#stored.size);
    for (const [name, view] of this.#stored) {
      writer.text(name);
      view.write(writer);
    }
  }

  static read(reader: ByteReader): Views {
    const views = new Views();
    views.#restrictions = reader.varint();
    const restricted = reader.array(Uint8Array);
    views.#restricted.extend(restricted.length, 0);
    views.#restricted.data.set(restricted);
    for (let left = reader.varint(); left > 0; left--) views.#stored.set(reader.text(), View.read(reader));
    return views;
  }
}
