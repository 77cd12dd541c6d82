/** The command line: finds the command, parses its options, prints errors as one readable line with a code. */
import { parseArgs } from "node:util";
import { AisleError } from "@aisle/core/base";
import { LearnError } from "@aisle/learn/error";
import type { Command } from "./cli/command.ts";

/** Loaded on demand, so that `aisle evaluate` does not pay for the server. */
const commands: Readonly<Record<string, () => Promise<{ readonly command: Command }>>> = {
  serve: () => import("./cli/serve.ts"),
  ingest: () => import("./cli/ingest.ts"),
  connect: () => import("./cli/connect.ts"),
  batch: () => import("./cli/batch.ts"),
  evaluate: () => import("./cli/evaluate.ts"),
  erase: () => import("./cli/erase.ts"),
  replay: () => import("./cli/replay.ts"),
  verify: () => import("./cli/verify.ts"),
  config: () => import("./cli/config.ts"),
  bench: () => import("./cli/bench.ts"),
  simulate: () => import("./cli/simulate.ts"),
  tokenizer: () => import("./cli/tokenizer.ts"),
  finetune: () => import("./cli/finetune.ts"),
  predict: () => import("./cli/predict.ts"),
};

const common = {
  data: { type: "string" },
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
  trace: { type: "boolean" },
} as const;

async function help(): Promise<string> {
  const lines = await Promise.all(
    Object.values(commands).map(async (load) => {
      const { command } = await load();
      return `  ${command.name.padEnd(10)} ${command.summary}`;
    }),
  );
  return ["usage: aisle COMMAND [options]", "", ...lines, "", "aisle COMMAND --help shows a command's options."].join("\n");
}

async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    console.log(await help());
    return name === undefined ? 2 : 0;
  }
  const load = commands[name];
  if (!load) throw new AisleError("bad_argument", `unknown command "${name}"; known: ${Object.keys(commands).join(", ")}`);
  const { command } = await load();
  let parsed;
  try {
    parsed = parseArgs({ args: rest, options: { ...command.options, ...common }, allowPositionals: true });
  } catch (cause) {
    throw new AisleError("bad_argument", `${(cause as Error).message.split("\n")[0]}; see aisle ${name} --help`, {}, cause);
  }
  if (parsed.values["help"] === true) {
    console.log(command.usage);
    return 0;
  }
  return command.run({
    words: parsed.positionals,
    options: parsed.values as Readonly<Record<string, string | boolean | readonly string[] | undefined>>,
    print: (line) => process.stdout.write(`${line}\n`),
    note: (line) => process.stderr.write(`${line}\n`),
  });
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = 1;
  if (error instanceof AisleError || error instanceof LearnError) console.error(`aisle: ${error.message} [${error.code}]`);
  else console.error(`aisle: ${error instanceof Error ? error.message : String(error)} [internal]`);
  if (process.argv.includes("--trace")) console.error(error);
}
