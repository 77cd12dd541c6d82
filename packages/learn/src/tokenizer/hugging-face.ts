/** Tokenizers as Hugging Face's tokenizer.json, version 1.0: what is trained here is read there, and the other way round. */
import { LearnError } from "../error.ts";
import { ByteBpe } from "./byte-bpe.ts";
import { spaceMark, Unigram } from "./unigram.ts";
import { WordPiece } from "./wordpiece.ts";
import type { Tokenizer } from "./tokenizer.ts";
import { specialTokens } from "./tokenizer.ts";

/** As much of the file as is read or written. */
interface TokenizerFile {
  readonly added_tokens?: readonly { readonly id: number; readonly content: string; readonly special?: boolean }[];
  readonly normalizer?: unknown;
  readonly pre_tokenizer?: unknown;
  readonly model: {
    readonly type?: string;
    readonly vocab: Readonly<Record<string, number>> | readonly (readonly [string, number])[];
    readonly merges?: readonly (string | readonly [string, string])[];
    readonly unk_id?: number;
    readonly [other: string]: unknown;
  };
}

const vocabularyMost = 2_000_000;

function listOf(vocab: Readonly<Record<string, number>>, added: TokenizerFile["added_tokens"]): string[] {
  const tokens: string[] = [];
  for (const [token, id] of [...Object.entries(vocab), ...(added ?? []).map(({ content, id }) => [content, id] as const)]) {
    if (!Number.isInteger(id) || id < 0 || id > vocabularyMost) throw new LearnError("bad_file", `token "${token}" has the id ${id}`);
    tokens[id] = token;
  }
  // Ids that no token has, as some files leave them.
  return Array.from(tokens, (token, id) => token ?? `[unused:${id}]`);
}

interface Step {
  readonly type?: string;
  readonly normalizers?: readonly Step[];
  readonly pretokenizers?: readonly Step[];
  readonly lowercase?: boolean;
  readonly strip_accents?: boolean | null;
}

const stepsOf = (step: Step | undefined | null): readonly Step[] =>
  step ? [step, ...[...(step.normalizers ?? []), ...(step.pretokenizers ?? [])].flatMap(stepsOf)] : [];

/** Errors: bad_file (not such a file), unsupported (a kind of model or step that is not known). */
export function readTokenizer(text: string): Tokenizer {
  let file: TokenizerFile;
  try {
    file = JSON.parse(text) as TokenizerFile;
  } catch (cause) {
    throw new LearnError("bad_file", "the tokenizer is not JSON", cause);
  }
  const { model } = file;
  if (typeof model?.vocab !== "object" || model.vocab === null) throw new LearnError("bad_file", "the tokenizer has no vocabulary");
  const normalizers = stepsOf(file.normalizer as Step);
  const pieces = model.vocab;
  const type = model.type ?? (Array.isArray(pieces) ? "Unigram" : model.merges ? "BPE" : "WordPiece");
  if (type === "Unigram") {
    const list = pieces as readonly (readonly [string, number])[];
    return new Unigram(
      { vocabulary: list.map(([piece]) => piece), scores: list.map(([, score]) => score) },
      list[model.unk_id ?? 0]?.[0] ?? "",
    );
  }
  const vocabulary = listOf(pieces as Readonly<Record<string, number>>, file.added_tokens);
  if (type === "WordPiece") {
    const bert = normalizers.find((step) => step.type === "BertNormalizer");
    const lowercase = bert ? bert.lowercase !== false : normalizers.some((step) => step.type === "Lowercase");
    return new WordPiece(vocabulary, { lowercase, stripAccents: bert?.strip_accents ?? lowercase });
  }
  if (type === "BPE") {
    if (!stepsOf(file.pre_tokenizer as Step).some((step) => step.type === "ByteLevel"))
      throw new LearnError("unsupported", "byte-pair encodings are read where they are byte-level");
    const merges = (model.merges ?? []).map((pair) => (typeof pair === "string" ? (pair.split(" ") as [string, string]) : pair));
    return new ByteBpe({ vocabulary, merges });
  }
  throw new LearnError("unsupported", `tokenizers of the kind "${type}" are not read`);
}

const ids = (vocabulary: readonly string[]) => Object.fromEntries(vocabulary.map((token, id) => [token, id]));

export function writeTokenizer(tokenizer: Tokenizer): string {
  const added = specialTokens.flatMap((content) => {
    const id = tokenizer.id(content);
    return id === undefined ? [] : [{ id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true }];
  });
  const special = (token: string) => ({ SpecialToken: { id: token, type_id: 0 } });
  const [start, end] = [tokenizer.id("[CLS]"), tokenizer.id("[SEP]")];
  const common = {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: added,
    ...(start !== undefined && end !== undefined
      ? {
          post_processor: {
            type: "TemplateProcessing",
            single: [special("[CLS]"), { Sequence: { id: "A", type_id: 0 } }, special("[SEP]")],
            pair: [
              special("[CLS]"),
              { Sequence: { id: "A", type_id: 0 } },
              special("[SEP]"),
              { Sequence: { id: "B", type_id: 1 } },
              { SpecialToken: { id: "[SEP]", type_id: 1 } },
            ],
            special_tokens: {
              "[CLS]": { id: "[CLS]", ids: [start], tokens: ["[CLS]"] },
              "[SEP]": { id: "[SEP]", ids: [end], tokens: ["[SEP]"] },
            },
          },
        }
      : { post_processor: null }),
  };
  if (tokenizer instanceof WordPiece) {
    const { lowercase = true, stripAccents = lowercase } = tokenizer.options;
    return JSON.stringify({
      ...common,
      normalizer: { type: "BertNormalizer", clean_text: true, handle_chinese_chars: true, strip_accents: stripAccents, lowercase },
      pre_tokenizer: { type: "BertPreTokenizer" },
      decoder: { type: "WordPiece", prefix: "##", cleanup: false },
      model: {
        type: "WordPiece",
        unk_token: "[UNK]",
        continuing_subword_prefix: "##",
        max_input_chars_per_word: 100,
        vocab: ids(tokenizer.vocabulary),
      },
    });
  }
  if (tokenizer instanceof ByteBpe) {
    const bytes = { type: "ByteLevel", add_prefix_space: false, trim_offsets: true, use_regex: true };
    return JSON.stringify({
      ...common,
      normalizer: null,
      pre_tokenizer: bytes,
      decoder: bytes,
      model: {
        type: "BPE",
        dropout: null,
        unk_token: null,
        continuing_subword_prefix: null,
        end_of_word_suffix: null,
        fuse_unk: false,
        byte_fallback: false,
        ignore_merges: false,
        vocab: ids(tokenizer.vocabulary),
        merges: tokenizer.merges,
      },
    });
  }
  if (tokenizer instanceof Unigram) {
    const space = { type: "Metaspace", replacement: spaceMark, prepend_scheme: "always", split: true };
    return JSON.stringify({
      ...common,
      normalizer: {
        type: "Sequence",
        normalizers: [
          { type: "NFKC" },
          { type: "Replace", pattern: { Regex: "\\s+" }, content: " " },
          { type: "Strip", strip_left: true, strip_right: true },
        ],
      },
      pre_tokenizer: space,
      decoder: space,
      model: {
        type: "Unigram",
        unk_id: tokenizer.id("[UNK]") ?? 0,
        vocab: tokenizer.vocabulary.map((piece, id) => [piece, tokenizer.scores[id]]),
        byte_fallback: false,
      },
    });
  }
  throw new LearnError("unsupported", `a tokenizer of the kind "${tokenizer.kind}" cannot be written`);
}
