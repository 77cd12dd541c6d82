/**
 * One shard: documents, postings, columns. It answers with what it holds, by a plan that was made for all shards; nothing in an
 * answer depends on what else the shard holds or when it merged (decision 002).
 */
import { AisleError } from "../base.ts";
import type { ByteReader, ByteWriter } from "../base.ts";
import type { Analyzer } from "../text.ts";
import { isSpellable } from "../text.ts";
import { Columns } from "./columns.ts";
import type { FieldWeight, Relevance } from "./defaults.ts";
import { Growable } from "./growable.ts";
import type { IndexChange, IndexDocument } from "./retrieval.ts";
import { invert, merge, readSegment, writeSegment } from "./segment.ts";
import type { Segment } from "./segment.ts";

/** Documents that gather before they become a segment; a search of a fresh document turns at most these into one. */
const tailDocuments = 128;
/** Segments of one level that merge into one of the next. */
const fan = 8;
/** Postings that one step of a merge moves: about a millisecond. */
const mergeStep = 100_000;
/** Dead documents below which numbers are not given out anew. */
const leastDead = 4_096;

export interface Surface {
  readonly word: string;
  readonly term: string;
}

interface Merging {
  readonly at: number;
  readonly count: number;
  readonly steps: Generator<undefined, Segment>;
}

const identifierField: FieldWeight = { weight: 3, b: 0, length: 1 };

export class Shard {
  readonly #analyzer: Analyzer;
  readonly #relevance: Relevance;
  #terms = new Map<string, number>();
  #names: string[] = [];
  #frequencies = new Growable(Uint32Array);
  #ids: string[] = [];
  #numbers = new Map<string, number>();
  #alive = new Growable(Uint8Array);
  /** Group number per document, 0 for none. */
  #groups = new Growable(Uint32Array);
  #groupNumbers = new Map<string, number>();
  /** Ascending term numbers of each document as varint differences: what a removal takes back from the frequencies. */
  #forward = new Growable(Uint8Array);
  #forwardEnds = new Growable(Uint32Array);
  #tailTerms = new Growable(Uint32Array);
  #tailImpacts = new Growable(Uint8Array);
  #tailEnds: number[] = [];
  #tail: Segment | undefined;
  #segments: Segment[] = [];
  #merging: Merging | undefined;
  #words = new Map<string, string>();
  #fresh: Surface[] = [];
  #columns = new Columns();
  #version = 0;
  /** Accumulated weighted frequency per term of the document being added. */
  #weights = new Growable(Float64Array);

  constructor(analyzer: Analyzer, relevance: Relevance) {
    this.#analyzer = analyzer;
    this.#relevance = relevance;
  }

  get count(): number {
    return this.#numbers.size;
  }

  /** Grows with every change: what was worked out at one version holds for it alone. */
  get version(): number {
    return this.#version;
  }

  get columns(): Columns {
    return this.#columns;
  }

  /** Ids by document number. */
  get ids(): readonly string[] {
    return this.#ids;
  }

  number(id: string): number {
    return this.#numbers.get(id) ?? -1;
  }

  isAlive(doc: number): boolean {
    return this.#alive.data[doc] === 1;
  }

  /** 1 by document where it is alive, valid up to the number of ids. */
  get alive(): Uint8Array {
    return this.#alive.data;
  }

  /** Group number by document, 0 for none, valid up to the number of ids. */
  get groups(): Uint32Array {
    return this.#groups.data;
  }

  /** The greatest group number. */
  get groupCount(): number {
    return this.#groupNumbers.size;
  }

  termNumber(term: string): number {
    return this.#terms.get(term) ?? -1;
  }

  /** Live documents that hold each term. */
  frequencies(terms: readonly string[]): number[] {
    return terms.map((term) => {
      const id = this.#terms.get(term);
      return id === undefined ? 0 : this.#frequencies.data[id]!;
    });
  }

  /** Segments that together hold every document, the newest last. */
  segments(): readonly Segment[] {
    if (this.#tailEnds.length === 0) return this.#segments;
    this.#tail ??= this.#invertTail();
    return [...this.#segments, this.#tail];
  }

  /** Spellable words that appeared since the last call. */
  takeFresh(): readonly Surface[] {
    const fresh = this.#fresh;
    this.#fresh = [];
    return fresh;
  }

  words(): Iterable<readonly [string, string]> {
    return this.#words;
  }

  apply(change: IndexChange): void {
    this.#version++;
    if (change.op === "put") this.#put(change.document);
    else if (change.op === "delete") this.#remove(change.id);
    else this.#patch(change);
  }

  #patch(change: Extract<IndexChange, { op: "patch" }>): void {
    const doc = this.#numbers.get(change.id);
    if (doc === undefined) return;
    for (const [field, value] of Object.entries(change.numbers ?? {})) this.#columns.setNumber(doc, field, value);
    for (const [field, value] of Object.entries(change.flags ?? {})) this.#columns.setFlag(doc, field, value);
    for (const [field, values] of Object.entries(change.keywords ?? {})) this.#columns.setKeywords(doc, field, values);
  }

  #remove(id: string): void {
    const doc = this.#numbers.get(id);
    if (doc === undefined) return;
    this.#numbers.delete(id);
    this.#alive.data[doc] = 0;
    const { data } = this.#forward;
    const end = this.#forwardEnds.data[doc]!;
    let at = doc === 0 ? 0 : this.#forwardEnds.data[doc - 1]!;
    let term = -1;
    while (at < end) {
      let step = 0;
      let shift = 0;
      let byte;
      do {
        byte = data[at++]!;
        step |= (byte & 0x7f) << shift;
        shift += 7;
      } while (byte >= 0x80);
      term += step;
      this.#frequencies.data[term] = this.#frequencies.data[term]! - 1;
    }
    const dead = this.#ids.length - this.#numbers.size;
    if (dead > leastDead && dead > this.#numbers.size) this.#compact();
  }

  #put(document: IndexDocument): void {
    this.#remove(document.id);
    const doc = this.#ids.length;
    this.#ids.push(document.id);
    this.#numbers.set(document.id, doc);
    this.#alive.push(1);
    this.#groups.push(this.#groupNumber(document.group));
    for (const [field, values] of Object.entries(document.keywords ?? {})) this.#columns.setKeywords(doc, field, values);
    for (const [field, value] of Object.entries(document.numbers ?? {})) this.#columns.setNumber(doc, field, value);
    for (const [field, value] of Object.entries(document.flags ?? {})) this.#columns.setFlag(doc, field, value);
    for (const [field, value] of Object.entries(document.points ?? {})) this.#columns.setPoint(doc, field, value);
    this.#addPostings(this.#weigh(document));
    if (this.#tailEnds.length >= tailDocuments) this.#seal();
  }

  #groupNumber(group: string | undefined): number {
    if (group === undefined) return 0;
    let number = this.#groupNumbers.get(group);
    if (number === undefined) this.#groupNumbers.set(group, (number = this.#groupNumbers.size + 1));
    return number;
  }

  /** Analyses the texts; the document's terms, ascending, with #weights filled for each. */
  #weigh(document: IndexDocument): Uint32Array {
    const touched: number[] = [];
    for (const { field, value, language } of document.texts)
      this.#weighText(value, language, this.#relevance.fields[field] ?? this.#relevance.other, touched);
    for (const value of document.identifiers ?? []) this.#weighText(value, undefined, identifierField, touched);
    return Uint32Array.from(touched).sort();
  }

  #weighText(value: string, language: string | undefined, field: FieldWeight, touched: number[]): void {
    const found: number[] = [];
    const length = this.#analyzer.index(value, language, (term, kind, _position, surface) => {
      let id = this.#terms.get(term);
      if (id === undefined) {
        id = this.#names.length;
        this.#terms.set(term, id);
        this.#names.push(term);
        this.#frequencies.push(0);
        this.#weights.push(0);
      }
      found.push(id);
      if (kind === "word" && !this.#words.has(surface) && isSpellable(surface)) {
        this.#words.set(surface, term);
        this.#fresh.push({ word: surface, term });
      }
    });
    const gain = field.weight / (1 - field.b + field.b * (length / field.length));
    const weights = this.#weights.data;
    for (const id of found) {
      if (weights[id] === 0) touched.push(id);
      weights[id] = weights[id]! + gain;
    }
  }

  #addPostings(terms: Uint32Array): void {
    const { k1 } = this.#relevance;
    const weights = this.#weights.data;
    let last = -1;
    for (const term of terms) {
      const weight = weights[term]!;
      weights[term] = 0;
      this.#tailTerms.push(term);
      this.#tailImpacts.push(Math.max(1, Math.round((255 * weight) / (k1 + weight))));
      this.#frequencies.data[term] = this.#frequencies.data[term]! + 1;
      let step = term - last;
      last = term;
      while (step >= 0x80) {
        this.#forward.push((step & 0x7f) | 0x80);
        step >>>= 7;
      }
      this.#forward.push(step);
    }
    this.#forwardEnds.push(this.#forward.length);
    this.#tailEnds.push(this.#tailTerms.length);
    this.#tail = undefined;
  }

  #invertTail(): Segment {
    return invert(this.#ids.length - this.#tailEnds.length, this.#tailEnds, this.#tailTerms.view(), this.#tailImpacts.view());
  }

  #seal(): void {
    this.#segments.push(this.#tail ?? this.#invertTail());
    this.#tailTerms = new Growable(Uint32Array);
    this.#tailImpacts = new Growable(Uint8Array);
    this.#tailEnds = [];
    this.#tail = undefined;
    this.maintain(1);
  }

  /** Moves merging on by some steps; false when nothing is left to do. Answers do not depend on it. */
  maintain(steps: number): boolean {
    for (let step = 0; step < steps; step++) {
      this.#merging ??= this.#nextMerge();
      if (!this.#merging) return false;
      const { at, count, steps: generator } = this.#merging;
      const next = generator.next();
      if (next.done !== true) continue;
      this.#segments.splice(at, count, next.value);
      this.#merging = undefined;
    }
    return true;
  }

  #nextMerge(): Merging | undefined {
    const level = ({ first, end }: Segment) => Math.floor(Math.log((end - first) / tailDocuments) / Math.log(fan) + 1e-9);
    let run = 0;
    for (let at = 0; at < this.#segments.length; at++) {
      run = at > 0 && level(this.#segments[at]!) === level(this.#segments[at - 1]!) ? run + 1 : 1;
      if (run < fan) continue;
      const from = at - fan + 1;
      return { at: from, count: fan, steps: merge(this.#segments.slice(from, from + fan), this.#alive.data, mergeStep) };
    }
    return undefined;
  }

  /** Gives living documents new numbers and drops what the dead left behind. */
  #compact(): void {
    if (this.#tailEnds.length > 0) this.#seal();
    this.#merging = undefined;
    const places = new Int32Array(this.#ids.length).fill(-1);
    const ids: string[] = [];
    const alive = new Growable(Uint8Array);
    const groups = new Growable(Uint32Array);
    const forward = new Growable(Uint8Array);
    const forwardEnds = new Growable(Uint32Array);
    for (let doc = 0; doc < places.length; doc++) {
      if (!this.isAlive(doc)) continue;
      places[doc] = ids.length;
      ids.push(this.#ids[doc]!);
      alive.push(1);
      groups.push(this.#groups.data[doc]!);
      for (let at = doc === 0 ? 0 : this.#forwardEnds.data[doc - 1]!; at < this.#forwardEnds.data[doc]!; at++)
        forward.push(this.#forward.data[at]!);
      forwardEnds.push(forward.length);
    }
    if (this.#segments.length > 0) {
      const merged = finish(merge(this.#segments, this.#alive.data, Infinity));
      this.#segments = [{ ...merged, first: 0, end: ids.length, docs: merged.docs.map((doc) => places[doc]!) }];
    }
    this.#columns = this.#columns.renumbered(places);
    this.#ids = ids;
    this.#numbers = new Map(ids.map((id, doc) => [id, doc]));
    this.#alive = alive;
    this.#groups = groups;
    this.#forward = forward;
    this.#forwardEnds = forwardEnds;
  }

  write(writer: ByteWriter): void {
    if (this.#tailEnds.length > 0) this.#seal();
    writeTexts(writer, this.#names);
    writer.array(this.#frequencies.view());
    writeTexts(writer, this.#ids);
    writer.array(this.#alive.view()).array(this.#groups.view());
    writeTexts(writer, [...this.#groupNumbers.keys()]);
    writer.array(this.#forward.view()).array(this.#forwardEnds.view());
    writeTexts(writer, [...this.#words.keys()]);
    writeTexts(writer, [...this.#words.values()]);
    writer.varint(this.#segments.length);
    for (const segment of this.#segments) writeSegment(writer, segment);
    this.#columns.write(writer);
  }

  static read(reader: ByteReader, analyzer: Analyzer, relevance: Relevance): Shard {
    const shard = new Shard(analyzer, relevance);
    shard.#names = readTexts(reader);
    shard.#names.forEach((name, id) => shard.#terms.set(name, id));
    shard.#frequencies = new Growable(Uint32Array, reader.array(Uint32Array));
    shard.#weights.extend(shard.#names.length, 0);
    shard.#ids = readTexts(reader);
    shard.#alive = new Growable(Uint8Array, reader.array(Uint8Array));
    shard.#groups = new Growable(Uint32Array, reader.array(Uint32Array));
    readTexts(reader).forEach((group, index) => shard.#groupNumbers.set(group, index + 1));
    shard.#forward = new Growable(Uint8Array, reader.array(Uint8Array));
    shard.#forwardEnds = new Growable(Uint32Array, reader.array(Uint32Array));
    const words = readTexts(reader);
    const terms = readTexts(reader);
    words.forEach((word, index) => shard.#words.set(word, terms[index] ?? word));
    shard.#segments = Array.from({ length: reader.varint() }, () => readSegment(reader));
    shard.#columns = Columns.read(reader);
    const lengths = [shard.#alive.length, shard.#groups.length, shard.#forwardEnds.length];
    if (lengths.some((length) => length !== shard.#ids.length) || shard.#frequencies.length !== shard.#names.length) {
      throw new AisleError("corrupt", "the parts of an index shard do not fit together");
    }
    shard.#ids.forEach((id, doc) => {
      if (shard.isAlive(doc)) shard.#numbers.set(id, doc);
    });
    return shard;
  }
}

function finish<T>(steps: Generator<undefined, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** One text and an array of lengths: decoding one long text is many times faster than many short ones. */
function writeTexts(writer: ByteWriter, texts: readonly string[]): void {
  writer.array(Uint32Array.from(texts, (text) => text.length)).text(texts.join(""));
}

function readTexts(reader: ByteReader): string[] {
  const lengths = reader.array(Uint32Array);
  const joined = reader.text();
  const texts: string[] = [];
  let at = 0;
  for (const length of lengths) texts.push(joined.slice(at, (at += length)));
  if (at !== joined.length) throw new AisleError("corrupt", "a list of texts does not fit its lengths");
  return texts;
}
