/** Values of documents by field, for filters, facets and sorting: keywords, numbers, flags and points, replaced in place. */
import type { ByteReader, ByteWriter } from "../base.ts";
import type { GeoPoint } from "../catalog.ts";
import { readArray, writeArray } from "./arrays.ts";
import { Growable } from "./growable.ts";
import { KeywordColumn } from "./keyword-column.ts";

/** NaN stands for no value. */
export class NumberColumn {
  readonly cells: Growable<Float64Array>;

  constructor(cells?: Float64Array) {
    this.cells = new Growable(Float64Array, cells);
  }

  /** True where the document had another value. */
  set(doc: number, value: number | null): boolean {
    this.cells.extend(doc + 1, Number.NaN);
    const old = this.cells.data[doc]!;
    // Negative zero would sort and print unlike zero.
    this.cells.data[doc] = value === null ? Number.NaN : value + 0;
    return !Object.is(old, this.cells.data[doc]);
  }

  get(doc: number): number {
    return doc < this.cells.length ? this.cells.data[doc]! : Number.NaN;
  }
}

/** 0 no value, 1 false, 2 true. */
export class FlagColumn {
  readonly cells: Growable<Uint8Array>;

  constructor(cells?: Uint8Array) {
    this.cells = new Growable(Uint8Array, cells);
  }

  /** True where the document had another value. */
  set(doc: number, value: boolean): boolean {
    this.cells.extend(doc + 1, 0);
    const old = this.cells.data[doc];
    this.cells.data[doc] = value ? 2 : 1;
    return old !== this.cells.data[doc];
  }

  get(doc: number): 0 | 1 | 2 {
    return doc < this.cells.length ? (this.cells.data[doc]! as 0 | 1 | 2) : 0;
  }
}

export class PointColumn {
  readonly lat: NumberColumn;
  readonly lng: NumberColumn;

  constructor(lat?: Float64Array, lng?: Float64Array) {
    this.lat = new NumberColumn(lat);
    this.lng = new NumberColumn(lng);
  }

  set(doc: number, point: GeoPoint): void {
    this.lat.set(doc, point.lat);
    this.lng.set(doc, point.lng);
  }
}

/** Every column of a shard, made when a document first brings the field. */
export class Columns {
  readonly keywords: Map<string, KeywordColumn>;
  readonly numbers: Map<string, NumberColumn>;
  readonly flags: Map<string, FlagColumn>;
  readonly points: Map<string, PointColumn>;

  constructor(
    keywords = new Map<string, KeywordColumn>(),
    numbers = new Map<string, NumberColumn>(),
    flags = new Map<string, FlagColumn>(),
    points = new Map<string, PointColumn>(),
  ) {
    this.keywords = keywords;
    this.numbers = numbers;
    this.flags = flags;
    this.points = points;
  }

  /** These are true where a document had another value. */
  setKeywords(doc: number, field: string, values: readonly string[]): boolean {
    const one = column(this.keywords, field, () => new KeywordColumn());
    const changed = one.set(doc, values);
    const tidy = one.tidy();
    if (tidy !== one) this.keywords.set(field, tidy);
    return changed;
  }

  setNumber(doc: number, field: string, value: number | null): boolean {
    if (value !== null && !Number.isFinite(value)) return false;
    return column(this.numbers, field, () => new NumberColumn()).set(doc, value);
  }

  setFlag(doc: number, field: string, value: boolean): boolean {
    return column(this.flags, field, () => new FlagColumn()).set(doc, value);
  }

  /** Sets a field of many documents; numbers below 0 are passed over, NaN empties. */
  patchNumbers(docs: Int32Array, field: string, cells: Float64Array): boolean {
    const one = column(this.numbers, field, () => new NumberColumn());
    let changed = false;
    docs.forEach((doc, i) => {
      if (doc >= 0 && one.set(doc, cells[i]!)) changed = true;
    });
    return changed;
  }

  patchFlags(docs: Int32Array, field: string, cells: Uint8Array): boolean {
    const one = column(this.flags, field, () => new FlagColumn());
    let changed = false;
    docs.forEach((doc, i) => {
      if (doc >= 0 && one.set(doc, cells[i] === 1)) changed = true;
    });
    return changed;
  }

  setPoint(doc: number, field: string, value: GeoPoint): void {
    column(this.points, field, () => new PointColumn()).set(doc, value);
  }

  /** The same values for documents renumbered by `places` (old number → new, or -1). */
  renumbered(places: Int32Array): Columns {
    const fresh = new Columns();
    places.forEach((place, doc) => {
      if (place < 0) return;
      for (const [field, one] of this.keywords) {
        const values = one.get(doc);
        if (values.length > 0) fresh.setKeywords(place, field, values);
      }
      for (const [field, one] of this.numbers) if (!Number.isNaN(one.get(doc))) fresh.setNumber(place, field, one.get(doc));
      for (const [field, one] of this.flags) if (one.get(doc) !== 0) fresh.setFlag(place, field, one.get(doc) === 2);
      for (const [field, one] of this.points) {
        const lat = one.lat.get(doc);
        if (!Number.isNaN(lat)) fresh.setPoint(place, field, { lat, lng: one.lng.get(doc) });
      }
    });
    return fresh;
  }

  write(writer: ByteWriter): void {
    each(writer, this.keywords, (one) => one.write(writer));
    each(writer, this.numbers, (one) => writeArray(writer, one.cells.view()));
    each(writer, this.flags, (one) => writeArray(writer, one.cells.view()));
    each(writer, this.points, (one) => {
      for (const { cells } of [one.lat, one.lng]) writeArray(writer, cells.view());
    });
  }

  static read(reader: ByteReader): Columns {
    const columns = new Columns();
    for (let left = reader.varint(); left > 0; left--) columns.keywords.set(reader.text(), KeywordColumn.read(reader));
    for (let left = reader.varint(); left > 0; left--)
      columns.numbers.set(reader.text(), new NumberColumn(readArray(reader, Float64Array)));
    for (let left = reader.varint(); left > 0; left--) columns.flags.set(reader.text(), new FlagColumn(readArray(reader, Uint8Array)));
    for (let left = reader.varint(); left > 0; left--)
      columns.points.set(reader.text(), new PointColumn(readArray(reader, Float64Array), readArray(reader, Float64Array)));
    return columns;
  }
}

function column<T>(columns: Map<string, T>, field: string, make: () => T): T {
  let found = columns.get(field);
  if (found === undefined) columns.set(field, (found = make()));
  return found;
}

function each<T>(writer: ByteWriter, columns: ReadonlyMap<string, T>, write: (one: T) => void): void {
  writer.varint(columns.size);
  for (const [field, one] of columns) {
    writer.text(field);
    write(one);
  }
}
