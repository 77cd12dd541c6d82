/**
 * One shard: documents, postings, columns. It answers with what it holds, by a plan that was made for all shards; nothing in an
 * answer depends on what else the shard holds or when it merged (decision 002).
 */
import { AisleError } from "../base.ts";
import type { ByteReader, ByteWriter, NumberArray } from "../base.ts";
import type { Analyzer } from "../text.ts";
import { isSpellable } from "../text.ts";
import { readArray, writeArray } from "./arrays.ts";
import type { ArrayType } from "./arrays.ts";
import { Columns } from "./columns.ts";
import type { FieldWeight, Relevance } from "./defaults.ts";
import { Growable } from "./growable.ts";
import type { Effects } from "./query-cache.ts";
import type { IndexChange, IndexDocument } from "./retrieval.ts";
import { invert, merge, readSegment, writeSegment } from "./segment.ts";
import type { Segment } from "./segment.ts";
import { TextList } from "./text-list.ts";
import { Views } from "./views.ts";
import type { Sight } from "./views.ts";

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

const noViews = {};
const identifierField: FieldWeight = { weight: 3, b: 0, length: 1 };

export class Shard {
  readonly #analyzer: Analyzer;
  readonly #relevance: Relevance;
  #terms = new TextList();
  #frequencies = new Growable(Uint32Array);
  /** Ids by document number; an id that was put again stands at its newest. */
  #ids = new TextList();
  #living = 0;
  #alive = new Growable(Uint8Array);
  /** Group number per document, 0 for none. */
  #groups = new Growable(Uint32Array);
  #groupNames = new TextList();
  /** Ascending term numbers of each document as varint differences: what a removal takes back from the frequencies. */
  #forward = new Growable(Uint8Array);
  #forwardEnds = new Growable(Uint32Array);
  #tailTerms = new Growable(Uint32Array);
  #tailImpacts = new Growable(Uint8Array);
  #tailEnds: number[] = [];
  #tail: Segment | undefined;
  #segments: Segment[] = [];
  #merging: Merging | undefined;
  /** Spellable words, one for each of its terms. */
  #words = new TextList();
  /** Term number by word. */
  #wordTerms = new Growable(Uint32Array);
  /** By word: 1 + where the same word stands with the term before, 0 where it has no other. */
  #wordBefore = new Growable(Uint32Array);
  /** 1 by term number where the term was seen as a word that is its own term. */
  #ownWords = new Growable(Uint8Array);
  #fresh: Surface[] = [];
  #documentsChanged = false;
  #viewsChanged = false;
  readonly #fieldsChanged = new Set<string>();
  #columns = new Columns();
  #views = new Views();
  #version = 0;
  /** Accumulated weighted frequency per term of the document being added. */
  #weights = new Growable(Float64Array);

  constructor(analyzer: Analyzer, relevance: Relevance) {
    this.#analyzer = analyzer;
    this.#relevance = relevance;
  }

  get count(): number {
    return this.#living;
  }

  /** Grows with every change: what was worked out at one version holds for it alone. */
  get version(): number {
    return this.#version;
  }

  /** The columns as those see them who ask in these views, the most specific first. */
  sight(views: readonly string[] | undefined): Sight {
    return this.#views.sight(views, this.#columns, this.size);
  }

  /** Document numbers given so far, the dead's too. */
  get size(): number {
    return this.#ids.length;
  }

  id(doc: number): string {
    return this.#ids.at(doc);
  }

  /** Number of a living document, -1 where there is none. */
  number(id: string): number {
    const doc = this.#ids.find(id);
    return doc >= 0 && this.isAlive(doc) ? doc : -1;
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
    return this.#groupNames.length;
  }

  termNumber(term: string): number {
    return this.#terms.find(term);
  }

  /** Live documents that hold each term. */
  frequencies(terms: readonly string[]): number[] {
    return terms.map((term) => {
      const id = this.#terms.find(term);
      return id < 0 ? 0 : this.#frequencies.data[id]!;
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

  /** What changed since the last call. */
  takeEffects(): Effects {
    const effects = { documents: this.#documentsChanged, fields: [...this.#fieldsChanged], views: this.#viewsChanged };
    this.#documentsChanged = false;
    this.#viewsChanged = false;
    this.#fieldsChanged.clear();
    return effects;
  }

  /** The spellable words known by now, read when they are asked for. */
  words(): Iterable<Surface> {
    return this.#wordsUpTo(this.#words.length);
  }

  *#wordsUpTo(count: number): Generator<Surface> {
    for (let index = 0; index < count; index++) yield { word: this.#words.at(index), term: this.#terms.at(this.#wordTerms.data[index]!) };
  }

  apply(change: IndexChange): void {
    this.#version++;
    if (change.op === "put") this.#put(change.document);
    else if (change.op === "delete") this.#remove(change.id);
    else if (change.op === "patch") this.#patch(change);
    else this.#patchMany(change);
  }

  #patchMany({ ids, numbers, flags }: Extract<IndexChange, { op: "patches" }>): void {
    const docs = Int32Array.from(ids, (id) => this.number(id));
    for (const [field, cells] of Object.entries(numbers)) this.#note(field, this.#columns.patchNumbers(docs, field, cells));
    for (const [field, cells] of Object.entries(flags)) this.#note(field, this.#columns.patchFlags(docs, field, cells));
    for (const doc of docs) if (doc >= 0) this.#setViews(doc, noViews, false);
  }

  #note(field: string, changed: boolean): void {
    if (changed) this.#fieldsChanged.add(field);
  }

  #setViews(doc: number, views: NonNullable<IndexDocument["views"]>, restricted: boolean): void {
    const effects = this.#views.set(doc, views, restricted, this.#columns);
    for (const field of effects.fields) this.#fieldsChanged.add(field);
    this.#viewsChanged ||= effects.views;
  }

  #patch(change: Extract<IndexChange, { op: "patch" }>): void {
    const doc = this.number(change.id);
    if (doc < 0) return;
    for (const [field, value] of Object.entries(change.numbers ?? {})) this.#note(field, this.#columns.setNumber(doc, field, value));
    for (const [field, value] of Object.entries(change.flags ?? {})) this.#note(field, this.#columns.setFlag(doc, field, value));
    for (const [field, values] of Object.entries(change.keywords ?? {})) this.#note(field, this.#columns.setKeywords(doc, field, values));
    if (change.views === undefined) this.#views.refresh(doc, this.#columns);
    else this.#setViews(doc, change.views, change.restricted === true);
  }

  #remove(id: string): void {
    const doc = this.number(id);
    if (doc < 0) return;
    this.#documentsChanged = true;
    this.#living--;
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
    const dead = this.#ids.length - this.#living;
    if (dead > leastDead && dead > this.#living) this.#compact();
  }

  #put(document: IndexDocument): void {
    this.#remove(document.id);
    this.#documentsChanged = true;
    const doc = this.#ids.push(document.id);
    this.#living++;
    this.#alive.push(1);
    this.#groups.push(this.#groupNumber(document.group));
    for (const [field, values] of Object.entries(document.keywords ?? {})) this.#columns.setKeywords(doc, field, values);
    for (const [field, value] of Object.entries(document.numbers ?? {})) this.#columns.setNumber(doc, field, value);
    for (const [field, value] of Object.entries(document.flags ?? {})) this.#columns.setFlag(doc, field, value);
    for (const [field, value] of Object.entries(document.points ?? {})) this.#columns.setPoint(doc, field, value);
    this.#views.set(doc, document.views ?? {}, document.restricted === true, this.#columns);
    this.#addPostings(this.#weigh(document));
    if (this.#tailEnds.length >= tailDocuments) this.#seal();
  }

  #groupNumber(group: string | undefined): number {
    if (group === undefined) return 0;
    const known = this.#groupNames.find(group);
    return (known < 0 ? this.#groupNames.push(group) : known) + 1;
  }

  /** Analyses the texts; the document's terms, ascending, with #weights filled for each. */
  #weigh(document: IndexDocument): Uint32Array {
    const touched: number[] = [];
    const { fields, other } = this.#relevance;
    for (const { field, value, language } of document.texts)
      this.#weighText(value, language, Object.hasOwn(fields, field) ? fields[field]! : other, touched);
    for (const value of document.identifiers ?? []) this.#weighText(value, undefined, identifierField, touched);
    return Uint32Array.from(touched).sort();
  }

  #weighText(value: string, language: string | undefined, field: FieldWeight, touched: number[]): void {
    const found: number[] = [];
    const length = this.#analyzer.index(value, language, (term, kind, _position, surface) => {
      let id = this.#terms.find(term);
      if (id < 0) {
        id = this.#terms.push(term);
        this.#frequencies.push(0);
        this.#weights.push(0);
        this.#ownWords.push(0);
      }
      found.push(id);
      if (kind !== "word") return;
      // Most words are their own term, and a look at an array is cheaper than one more at a table.
      if (surface === term) {
        if (this.#ownWords.data[id] === 1) return;
        this.#ownWords.data[id] = 1;
      }
      const last = this.#words.find(surface);
      // Languages stem some words differently, and each of a word's terms is kept: mostly there is one.
      for (let at = last; at >= 0; at = this.#wordBefore.data[at]! - 1) if (this.#wordTerms.data[at] === id) return;
      if (last < 0 && !isSpellable(surface)) return;
      this.#words.push(surface);
      this.#wordTerms.push(id);
      this.#wordBefore.push(last + 1);
      this.#fresh.push({ word: surface, term });
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
    const ids = new TextList();
    const alive = new Growable(Uint8Array);
    const groups = new Growable(Uint32Array);
    const forward = new Growable(Uint8Array);
    const forwardEnds = new Growable(Uint32Array);
    for (let doc = 0; doc < places.length; doc++) {
      if (!this.isAlive(doc)) continue;
      places[doc] = ids.length;
      ids.push(this.#ids.at(doc));
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
    this.#views = this.#views.renumbered(places, this.#columns);
    this.#ids = ids;
    this.#alive = alive;
    this.#groups = groups;
    this.#forward = forward;
    this.#forwardEnds = forwardEnds;
  }

  write(writer: ByteWriter): void {
    if (this.#tailEnds.length > 0) this.#seal();
    this.#terms.write(writer);
    writeArray(writer, this.#frequencies.view());
    this.#ids.write(writer);
    writeArray(writer, this.#alive.view());
    writeArray(writer, this.#groups.view());
    this.#groupNames.write(writer);
    writeArray(writer, this.#forward.view());
    writeArray(writer, this.#forwardEnds.view());
    this.#words.write(writer);
    writeArray(writer, this.#wordTerms.view());
    writeArray(writer, this.#wordBefore.view());
    writer.varint(this.#segments.length);
    for (const segment of this.#segments) writeSegment(writer, segment);
    this.#columns.write(writer);
    this.#views.write(writer);
  }

  /** The bytes become the shard's: it looks at some of them in place and writes to others. */
  static read(reader: ByteReader, analyzer: Analyzer, relevance: Relevance): Shard {
    const shard = new Shard(analyzer, relevance);
    const array = <T extends NumberArray>(type: ArrayType<T>) => new Growable(type, readArray(reader, type));
    shard.#terms = TextList.read(reader);
    shard.#frequencies = array(Uint32Array);
    shard.#weights.extend(shard.#terms.length, 0);
    shard.#ownWords.extend(shard.#terms.length, 0);
    shard.#ids = TextList.read(reader);
    shard.#alive = array(Uint8Array);
    shard.#groups = array(Uint32Array);
    shard.#groupNames = TextList.read(reader);
    shard.#forward = array(Uint8Array);
    shard.#forwardEnds = array(Uint32Array);
    shard.#words = TextList.read(reader);
    shard.#wordTerms = array(Uint32Array);
    shard.#wordBefore = array(Uint32Array);
    shard.#segments = Array.from({ length: reader.varint() }, () => readSegment(reader));
    shard.#columns = Columns.read(reader);
    shard.#views = Views.read(reader);
    const lengths = [shard.#alive.length, shard.#groups.length, shard.#forwardEnds.length];
    const fits =
      lengths.every((length) => length === shard.#ids.length) &&
      shard.#frequencies.length === shard.#terms.length &&
      shard.#wordTerms.length === shard.#words.length &&
      shard.#wordTerms.view().every((term) => term < shard.#terms.length) &&
      shard.#wordBefore.length === shard.#words.length &&
      shard.#wordBefore.view().every((before, at) => before <= at);
    if (!fits) throw new AisleError("corrupt", "the parts of an index shard do not fit together");
    for (const alive of shard.#alive.view()) shard.#living += alive;
    return shard;
  }
}

function finish<T>(steps: Generator<undefined, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
