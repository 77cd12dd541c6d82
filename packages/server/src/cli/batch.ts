/** `aisle batch search|recommend`: the answers to a whole file at once, for evaluation and export. */
import { AisleError } from "@aisle/core/base";
import type { Product } from "@aisle/core/catalog";
import { createMemoryIndex } from "@aisle/core/retrieve";
import { createAnalyzer } from "@aisle/core/text";
import { readFieldMap } from "../catalog/field-map-file.ts";
import { createJiebaSegmenter } from "../text/jieba-segmenter.ts";
import { batchRecommend } from "./batch-recommend.ts";
import { batchSearch } from "./batch-search.ts";
import { catalogProducts } from "../catalog/ingest-catalog.ts";
import { textOption } from "./command.ts";
import type { Command, CommandInput } from "./command.ts";

function needed(input: CommandInput, name: string): string {
  const value = textOption(input, name);
  if (value === undefined) throw new AisleError("bad_argument", `aisle batch ${input.words[0]} needs --${name}`);
  return value;
}

async function products(file: string, input: CommandInput): Promise<AsyncGenerator<Product>> {
  const map = await readFieldMap(textOption(input, "map"));
  return catalogProducts([file], { note: input.note, ...(map === undefined ? {} : { map }) });
}

async function search(input: CommandInput): Promise<object> {
  const mode = textOption(input, "mode", "lexical");
  if (mode !== "lexical")
    throw new AisleError("bad_argument", `--mode ${mode} needs a model, which this version cannot serve yet; use lexical`);
  const analyzer = createAnalyzer({ segmenter: createJiebaSegmenter() });
  return batchSearch(createMemoryIndex({ analyzer }), await products(needed(input, "catalog"), input), {
    queries: needed(input, "queries"),
    top: Number(textOption(input, "top", "10")),
    out: needed(input, "out"),
    explain: input.options["explain"] === true,
    note: input.note,
  });
}

async function recommend(input: CommandInput): Promise<object> {
  const repeat = textOption(input, "repeat", "never");
  if (repeat !== "never" && repeat !== "allow") throw new AisleError("bad_argument", `--repeat takes allow or never, not "${repeat}"`);
  const catalog = textOption(input, "catalog");
  const history = textOption(input, "history");
  return batchRecommend(catalog === undefined ? undefined : await products(catalog, input), {
    events: needed(input, "events"),
    users: needed(input, "users"),
    top: Number(textOption(input, "top", "10")),
    out: needed(input, "out"),
    method: textOption(input, "method", "auto"),
    repeat,
    note: input.note,
    ...(history === undefined ? {} : { history }),
  });
}

const kinds: Readonly<Record<string, (input: CommandInput) => Promise<object>>> = { search, recommend };

export const command: Command = {
  name: "batch",
  summary: "answer a whole file: search or recommend",
  usage: `usage: aisle batch search    --catalog F --queries F.tsv --top N --out RUN.trec [--map FILE] [--mode lexical] [--explain]
       aisle batch recommend --events F.csv [--catalog F] [--history F.csv] --users F.txt --top N --out RUN.csv
                             [--map FILE] [--method auto|NAME] [--repeat allow|never]

Queries: query_id<TAB>query. Events: user_id,item_id,timestamp[,event_type]. --history tells what shoppers have done when
asked; nothing is fitted on it. --method auto chooses every setting on each shopper's last event of --events.`,
  options: {
    catalog: { type: "string" },
    map: { type: "string" },
    queries: { type: "string" },
    events: { type: "string" },
    history: { type: "string" },
    users: { type: "string" },
    top: { type: "string" },
    out: { type: "string" },
    mode: { type: "string" },
    method: { type: "string" },
    repeat: { type: "string" },
    explain: { type: "boolean" },
  },
  run: async (input) => {
    const kind = kinds[input.words[0] ?? ""];
    if (!kind) throw new AisleError("bad_argument", `aisle batch takes search or recommend, not "${input.words[0] ?? ""}"`);
    const report = await kind(input);
    if (input.options["json"] === true) input.print(JSON.stringify(report));
    else
      for (const [name, value] of Object.entries(report))
        input.print(`${name.padEnd(18)} ${typeof value === "object" ? JSON.stringify(value) : value}`);
    return 0;
  },
};
