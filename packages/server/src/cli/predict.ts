/** `aisle predict`: labels and probabilities of texts by a model. */
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { AisleError } from "@aisle/core/base";
import { onnxRuntime } from "@aisle/learn/runtime";
import { likeliest, predictClasses, readClassifier } from "@aisle/learn/tasks";
import type { ClassifierCard } from "@aisle/learn/tasks";
import { loadConfig } from "../config.ts";
import { readLabelled } from "../models/labelled-file.ts";
import { readModel } from "../models/model-folder.ts";
import { createJiebaSegmenter } from "../text/jieba-segmenter.ts";
import { textOption } from "./command.ts";
import type { Command } from "./command.ts";

export const command: Command = {
  name: "predict",
  summary: "label texts with a model",
  usage: [
    "usage: aisle predict --model NAME --in F.tsv --out F.tsv [--data DIR]",
    "",
    "Reads TSV with a header (text[<TAB>text2], ids optional) and writes id, label and probability; a missing id is the 1-based row.",
  ].join("\n"),
  options: { model: { type: "string" }, in: { type: "string" }, out: { type: "string" } },
  run: async (input) => {
    const [name, from, to] = ["model", "in", "out"].map((option) => textOption(input, option));
    if (name === undefined || from === undefined || to === undefined)
      throw new AisleError("bad_argument", "--model, --in and --out are needed");
    const config = loadConfig(textOption(input, "data") === undefined ? {} : { data: textOption(input, "data") }, process.env);
    const stored = await readModel(join(config.data, "models"), name);
    if (stored.card["format"] !== "aisle-classifier") throw new AisleError("bad_argument", `model "${name}" labels no texts`);
    const card = stored.card as unknown as ClassifierCard;
    const rows = await readLabelled(from, "text", input.note);
    if (card.pairs !== (rows.second !== undefined))
      throw new AisleError(
        "bad_file",
        card.pairs ? `model "${name}" reads pairs: ${from} needs a column "text2"` : `model "${name}" reads single texts`,
      );
    const segmenter = createJiebaSegmenter();
    const model = readClassifier(card, stored.files, (run) => segmenter.cut(run));
    const runtime = model.encoder && model.share > 0 ? onnxRuntime(await import("onnxruntime-node")) : undefined;
    const classes = card.labels.length;
    const found = await predictClasses(model, { first: rows.first, ...(rows.second ? { second: rows.second } : {}) }, runtime);
    const lines = rows.ids.map((id, row) => {
      const label = likeliest(found, row, classes);
      return `${id}\t${card.labels[label]}\t${found[row * classes + label]!.toFixed(6)}`;
    });
    await writeFile(`${to}.partial`, `id\tlabel\tprobability\n${lines.join("\n")}\n`);
    await rename(`${to}.partial`, to);
    if (input.options["json"] === true) input.print(JSON.stringify({ model: name, rows: lines.length, out: to }));
    else input.print(`${to}: ${lines.length} rows`);
    return 0;
  },
};
