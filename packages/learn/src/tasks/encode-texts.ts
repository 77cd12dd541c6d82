/** Texts and pairs of texts as ids, and batches of about equal work from texts of about equal length. */
import { LearnError } from "../error.ts";
import type { Random } from "../random.ts";
import { integers } from "../runtime.ts";
import type { Value } from "../runtime.ts";
import { specialsOf } from "../tokenizer.ts";
import type { Specials, Tokenizer } from "../tokenizer.ts";

export interface Texts {
  readonly first: readonly string[];
  /** The other text of each pair. */
  readonly second?: readonly string[];
}

/** Token ids of one example; the second text begins at `border`. */
export interface EncodedText {
  readonly ids: readonly number[];
  readonly border: number;
}

/** Cut to `longest` tokens, special ones among them; of a pair the longer text is cut first. */
export function encodeTexts(texts: Texts, tokenizer: Tokenizer, longest: number): EncodedText[] {
  const specials = specialsOf(tokenizer);
  if (specials === undefined) throw new LearnError("unsupported", "the tokenizer has no special tokens to begin and end a text with");
  const room = longest - (texts.second ? 3 : 2);
  if (room < 1) throw new LearnError("bad_argument", `${longest} tokens are too few for a text`);
  return texts.first.map((text, row) => {
    const first = tokenizer.encode(text);
    const second = texts.second ? tokenizer.encode(texts.second[row] ?? "") : [];
    while (first.length + second.length > room) (first.length >= second.length ? first : second).pop();
    const ids = [specials.start, ...first, specials.end];
    return { ids: texts.second ? [...ids, ...second, specials.end] : ids, border: ids.length };
  });
}

/** Feeds of an encoder for some of the examples, padded to the longest of them. */
export function batchOf(
  examples: readonly EncodedText[],
  rows: readonly number[],
  { pad }: Specials,
  pairs: boolean,
): { readonly feeds: Record<string, Value>; readonly sizes: { readonly batch: number; readonly length: number } } {
  const length = Math.max(...rows.map((row) => examples[row]!.ids.length));
  const make = (f: (example: EncodedText, at: number) => number) => {
    const data = new BigInt64Array(rows.length * length);
    rows.forEach((row, i) => {
      for (let at = 0; at < length; at++) data[i * length + at] = BigInt(f(examples[row]!, at));
    });
    return integers(data, [rows.length, length]);
  };
  return {
    feeds: {
      ids: make(({ ids }, at) => ids[at] ?? pad),
      mask: make(({ ids }, at) => (at < ids.length ? 1 : 0)),
      ...(pairs ? { segments: make(({ ids, border }, at) => (at >= border && at < ids.length ? 1 : 0)) } : {}),
    },
    sizes: { batch: rows.length, length },
  };
}

/**
 * Rows in batches of at most `size`, neighbours in length together, in random order. Without a random source in order of length:
 * for prediction.
 */
export function bucketed(examples: readonly EncodedText[], size: number, random?: Random): number[][] {
  const rows = Array.from({ length: examples.length }, (_, row) => row);
  // Shuffled first, so that equal lengths come in another order every time.
  random?.shuffle(rows);
  // Sorted within large stretches only: batches differ from one epoch to the next.
  const stretch = random ? size * 50 : rows.length;
  const batches: number[][] = [];
  for (let from = 0; from < rows.length; from += stretch) {
    const some = rows.slice(from, from + stretch).sort((a, b) => examples[a]!.ids.length - examples[b]!.ids.length);
    for (let i = 0; i < some.length; i += size) batches.push(some.slice(i, i + size));
  }
  return random ? random.shuffle(batches) : batches;
}
