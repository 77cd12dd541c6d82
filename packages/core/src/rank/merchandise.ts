/**
 * What operators order about search: settings, synonyms, rules. A fold over operator events, so it survives restarts and replays
 * like everything else. The log is trusted to be readable, not to be sensible: what has no meaning here is skipped.
 *
 *     settings  {set: {name: value | null}, replica?: name of a replica that the setting `replicas` lists}
 *     synonyms  {clear?: true, remove?: [id], save?: [{id, meaning: {from, to, corrected?}, source}]}
 *     rules     the same, a meaning being a Rule
 */
import { AisleError, ByteReader, ByteWriter } from "../base.ts";
import type { Analyzer } from "../text.ts";
import { KeptList } from "./kept-list.ts";
import { ordersOf, ruleIn } from "./rule.ts";
import type { Orders, Rule } from "./rule.ts";
import { synonymIn, synonymTables } from "./synonym.ts";
import type { Synonym, SynonymTables } from "./synonym.ts";

const formatVersion = 1;
/** Settings beyond which further ones are not kept. */
const maximumSettings = 1_000;
/** Replicas whose settings are kept. */
const maximumReplicas = 200;

export type Settings = Readonly<Record<string, unknown>>;

/** What a reader of the view may ask. */
export interface MerchandiseReader {
  readonly settings: Settings;
  /** What a replica orders beside those. */
  replica(name: string): Settings;
  readonly synonyms: Pick<KeptList<Synonym>, "get" | "all" | "size">;
  readonly rules: Pick<KeptList<Rule>, "get" | "all" | "size">;
}

function change(settings: Map<string, unknown>, values: unknown): void {
  if (typeof values !== "object" || values === null || Array.isArray(values)) return;
  for (const [name, value] of Object.entries(values)) {
    if (value === null) settings.delete(name);
    else if (settings.has(name) || settings.size < maximumSettings) settings.set(name, value);
  }
}

export class Merchandise implements MerchandiseReader {
  readonly synonyms = new KeptList<Synonym>(synonymIn);
  readonly rules = new KeptList<Rule>(ruleIn);
  readonly #settings = new Map<string, unknown>();
  #replicas = new Map<string, Map<string, unknown>>();
  #tables: SynonymTables | undefined;

  get settings(): Settings {
    return Object.fromEntries(this.#settings);
  }

  setting(name: string): unknown {
    return this.#settings.get(name);
  }

  replica(name: string): Settings {
    return Object.fromEntries(this.#replicas.get(name) ?? []);
  }

  /** Takes over the replicas of what this stands in for. */
  inheritReplicas(before: Merchandise): void {
    const { replicas = null } = before.settings;
    change(this.#settings, { replicas });
    this.#replicas = before.#replicas;
  }

  /** Folds one operator event; commands of others are none of its business. */
  apply(command: string, change: Readonly<Record<string, unknown>>): void {
    if (command === "settings") this.#set(change["set"], change["replica"]);
    else if (command === "synonyms") {
      this.synonyms.apply(change);
      this.#tables = undefined;
    } else if (command === "rules") this.rules.apply(change);
  }

  #set(values: unknown, replica: unknown): void {
    if (typeof replica !== "string") return change(this.#settings, values);
    let own = this.#replicas.get(replica);
    if (!own) {
      if (this.#replicas.size >= maximumReplicas) return;
      this.#replicas.set(replica, (own = new Map()));
    }
    change(own, values);
  }

  /** The tables that a search request takes. */
  synonymTables(analyzer: Analyzer): SynonymTables {
    this.#tables ??= synonymTables(
      Array.from(this.synonyms.all(), ({ meaning }) => meaning),
      analyzer,
    );
    return this.#tables;
  }

  /** What the rules order for a search; undefined where none holds. */
  orders(query: string, contexts: readonly string[], now: number): Orders | undefined {
    return this.rules.size === 0 ? undefined : ordersOf(this.rules.all(), query, contexts, now);
  }

  snapshot(): Uint8Array<ArrayBuffer> {
    const replicas = Object.fromEntries(Array.from(this.#replicas.keys(), (name) => [name, this.replica(name)]));
    const state = { settings: this.settings, replicas, synonyms: [...this.synonyms.all()], rules: [...this.rules.all()] };
    return new ByteWriter().u8(formatVersion).text(JSON.stringify(state)).finish();
  }

  restore(bytes: Uint8Array): void {
    const reader = new ByteReader(bytes);
    const version = reader.u8();
    if (version !== formatVersion) throw new AisleError("corrupt", `view format ${version} is not ${formatVersion}`, { version });
    const state = JSON.parse(reader.text()) as Readonly<Record<string, unknown>>;
    this.#settings.clear();
    this.#replicas.clear();
    this.apply("settings", { set: state["settings"] });
    // Snapshots of earlier builds hold no replicas.
    for (const [replica, set] of Object.entries(state["replicas"] ?? {})) this.apply("settings", { replica, set });
    this.apply("synonyms", { clear: true, save: state["synonyms"] });
    this.apply("rules", { clear: true, save: state["rules"] });
  }
}
