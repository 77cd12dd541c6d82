/** What every kind of tokenizer can do. */
export interface Tokenizer {
  readonly kind: "wordpiece" | "bpe" | "unigram";
  /** Tokens by id. */
  readonly vocabulary: readonly string[];
  /** Ids of a text, without special tokens. */
  encode(text: string): number[];
  decode(ids: readonly number[]): string;
  /** The id of a token of the vocabulary, special ones among them. */
  id(token: string): number | undefined;
}

export interface Specials {
  readonly pad: number;
  readonly unknown: number;
  /** Begins a text. */
  readonly start: number;
  /** Ends a text. */
  readonly end: number;
  readonly mask: number;
}

/** In this order at the head of every vocabulary trained here. */
export const specialTokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] as const;

/** BERT's special tokens, or RoBERTa's; undefined where the vocabulary has neither. */
export function specialsOf(tokenizer: Tokenizer): Specials | undefined {
  for (const [pad, unknown, start, end, mask] of [specialTokens, ["<pad>", "<unk>", "<s>", "</s>", "<mask>"]]) {
    const ids = [pad, unknown, start, end, mask].map((token) => tokenizer.id(token!));
    if (ids.every((id) => id !== undefined)) {
      const [p, u, s, e, m] = ids as [number, number, number, number, number];
      return { pad: p, unknown: u, start: s, end: e, mask: m };
    }
  }
  return undefined;
}
