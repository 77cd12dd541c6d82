/** What a command is: a name, its options, and one function; `main` parses and dispatches. */
import type { ParseArgsConfig } from "node:util";

export interface CommandInput {
  /** Words after the command's name. */
  readonly words: readonly string[];
  /** Parsed options by their long name. */
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
  /** Figures and results: stdout. */
  readonly print: (line: string) => void;
  /** Progress and remarks: stderr. */
  readonly note: (line: string) => void;
}

export interface Command {
  readonly name: string;
  /** One line for `aisle --help`. */
  readonly summary: string;
  /** The usage block printed by `aisle NAME --help`. */
  readonly usage: string;
  /** Options beside --data, --json and --help, which every command takes; `--option=A --option=B` needs `multiple`. */
  readonly options: NonNullable<ParseArgsConfig["options"]>;
  /** Answers the exit status; a thrown AisleError is printed as one line with its code. */
  readonly run: (input: CommandInput) => Promise<number>;
}

/** An option as text, or the fallback. */
export function textOption(input: CommandInput, name: string, fallback: string): string;
export function textOption(input: CommandInput, name: string): string | undefined;
export function textOption(input: CommandInput, name: string, fallback?: string): string | undefined {
  const value = input.options[name];
  return typeof value === "string" ? value : fallback;
}
