/**
 * Values of documents by field, for filters, facets and sorting: keywords as ids of a dictionary per field, numbers, flags and
 * points. A document's values are replaced in place; what a longer list leaves behind is collected when the shard is compacted.
 */
import { AisleError } from "../base.ts";
import type { ByteReader, ByteWriter } from "../base.ts";
import type { GeoPoint } from "../catalog.ts";
import { Growable } from "./growable.ts";

/** Values of a keyword field, as lists of dictionary ids per document. */
export class KeywordColumn {
  readonly values: string[] = [];
  readonly #ids = new Map<string, number>();
  readonly starts: Growable<Uint32Array>;
  readonly counts: Growable<Uint16Array>;
  readonly pool: Growable<Uint32Array>;

  constructor(starts?: Uint32Array, counts?: Uint16Array, pool?: Uint32Array) {
    this.starts = new Growable(Uint32Array, starts);
    this.counts = new Growable(Uint16Array, counts);
    this.pool = new Growable(Uint32Array, pool);
  }

  set(doc: number, values: readonly string[]): void {
    const ids = [...new Set(values)].slice(0, 65_535).map((value) => this.#id(value));
    this.starts.extend(doc + 1, 0);
    this.counts.extend(doc + 1, 0);
    if (ids.length > this.counts.data[doc]!) {
      this.starts.data[doc] = this.pool.length;
      for (const id of ids) this.pool.push(id);
    } else {
      this.pool.data.set(ids, this.starts.data[doc]!);
    }
    this.counts.data[doc] = ids.length;
  }

  #id(value: string): number {
    const known = this.#ids.get(value);
    if (known !== undefined) return known;
    const id = this.values.length;
    this.values.push(value);
    this.#ids.set(value, id);
    return id;
  }

  /** Dictionary id of a value, -1 where no document ever had it. */
  find(value: string): number {
    return this.#ids.get(value) ?? -1;
  }

  get(doc: number): readonly string[] {
    if (doc >= this.counts.length) return [];
    const start = this.starts.data[doc]!;
    return Array.from(this.pool.data.subarray(start, start + this.counts.data[doc]!), (id) => this.values[id]!);
  }

  write(writer: ByteWriter): void {
    writer.varint(this.values.length);
    for (const value of this.values) writer.text(value);
    writer.array(this.starts.view()).array(this.counts.view()).array(this.pool.view());
  }

  static read(reader: ByteReader): KeywordColumn {
    const values = Array.from({ length: reader.varint() }, () => reader.text());
    const column = new KeywordColumn(reader.array(Uint32Array), reader.array(Uint16Array), reader.array(Uint32Array));
    for (const value of values) column.#id(value);
    if (column.starts.length !== column.counts.length) throw new AisleError("corrupt", "a keyword column's parts differ in length");
    return column;
  }
}

/** NaN stands for no value. */
export class NumberColumn {
  readonly cells: Growable<Float64Array>;

  constructor(cells?: Float64Array) {
    this.cells = new Growable(Float64Array, cells);
  }

  set(doc: number, value: number | null): void {
    this.cells.extend(doc + 1, Number.NaN);
    // Negative zero would sort and print unlike zero.
    this.cells.data[doc] = value === null ? Number.NaN : value + 0;
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

  set(doc: number, value: boolean): void {
    this.cells.extend(doc + 1, 0);
    this.cells.data[doc] = value ? 2 : 1;
  }

  get(doc: number): 0 | 1 | 2 {
    return doc < this.cells.length ? (this.cells.data[doc]! as 0 | 1 | 2) : 0;
  }
}

export class PointColumn {
  readonly lat = new NumberColumn();
  readonly lng = new NumberColumn();

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

  setKeywords(doc: number, field: string, values: readonly string[]): void {
    column(this.keywords, field, () => new KeywordColumn()).set(doc, values);
  }

  setNumber(doc: number, field: string, value: number | null): void {
    if (value !== null && !Number.isFinite(value)) return;
    column(this.numbers, field, () => new NumberColumn()).set(doc, value);
  }

  setFlag(doc: number, field: string, value: boolean): void {
    column(this.flags, field, () => new FlagColumn()).set(doc, value);
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
    each(writer, this.numbers, (one) => writer.array(one.cells.view()));
    each(writer, this.flags, (one) => writer.array(one.cells.view()));
    each(writer, this.points, (one) => writer.array(one.lat.cells.view()).array(one.lng.cells.view()));
  }

  static read(reader: ByteReader): Columns {
    const columns = new Columns();
    for (let left = reader.varint(); left > 0; left--) columns.keywords.set(reader.text(), KeywordColumn.read(reader));
    for (let left = reader.varint(); left > 0; left--) columns.numbers.set(reader.text(), new NumberColumn(reader.array(Float64Array)));
    for (let left = reader.varint(); left > 0; left--) columns.flags.set(reader.text(), new FlagColumn(reader.array(Uint8Array)));
    for (let left = reader.varint(); left > 0; left--) {
      const field = reader.text();
      const lat = reader.array(Float64Array);
      const lng = reader.array(Float64Array);
      const points = new PointColumn();
      lat.forEach((value, doc) => {
        if (!Number.isNaN(value)) points.set(doc, { lat: value, lng: lng[doc]! });
      });
      columns.points.set(field, points);
    }
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
