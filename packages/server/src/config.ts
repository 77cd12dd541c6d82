/**
 * One typed tree of settings, every default beside its comment. Flags win over the environment (AISLE_…), that over the
 * file (JSON), that over the defaults; an unknown key anywhere is an error that names it.
 */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { AisleError, defaultLimits } from "@aisle/core/base";

const size = (fallback: number) => z.int().positive().default(fallback);

const address = z.url({ protocol: /^https?$/ });
/** A host name, or an address with its scheme. */
const host = z.union([z.string().regex(/^[\w.-]+$/), address]);

/** What both platforms have. */
const connection = {
  /** ISO 4217 code of prices that name none; Shopify's own is asked for where there is a token. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  /** Address of the storefront, for links of products. */
  storefront: address.optional(),
  /** Minutes between two pulls; 0 for none. */
  pullMinutes: z.number().min(0).max(10_080).default(15),
};

const schema = z.strictObject({
  /** Folder of log, snapshots, documents and models. */
  data: z.string().min(1).default("./.aisle"),
  /** Folder of the key store; apart from `data`, so that a copy of the data alone reveals nobody. Default: `data` + "-keys". */
  keyStore: z.string().min(1).optional(),
  host: z.string().min(1).default("127.0.0.1"),
  /** The next free port is taken where this one is in use; 0 lets the system choose. */
  port: z.int().min(0).max(65_535).default(7700),
  role: z.enum(["all", "serve", "ingest", "train", "edge"]).default("all"),
  /** Catalogue files read at start; only differences to what is loaded become events. */
  catalog: z.array(z.string()).default([]),
  /** JSON file that maps our column names to the catalogue's. */
  map: z.string().optional(),
  /** Secret of all scopes; made and printed once where none is set. */
  adminKey: z.string().min(8).optional(),
  /** Public key of the scopes search and events. */
  searchKey: z.string().min(8).optional(),
  http: z
    .strictObject({
      /** Origins that browsers may call from; "*" for any. */
      corsOrigins: z.array(z.string()).default(["*"]),
      bodyBytes: size(defaultLimits.bodyBytes),
      /** Requests a second and key (or address without one); bursts of twice as many. */
      requestsPerSecond: size(2_000),
      /** Milliseconds that open requests may take after SIGTERM. */
      drainMs: size(4_000),
    })
    .prefault({}),
  log: z
    .strictObject({
      segmentBytes: size(64 << 20),
      /** Events between two snapshots; a change of price or stock alone counts as a twentieth of one. */
      snapshotEvery: size(200_000),
      /** Snapshots kept; the log is cut behind the oldest one where `retain` is on. */
      snapshots: size(2),
      retain: z.boolean().default(false),
    })
    .prefault({}),
  /** What is kept of answered questions, so that `aisle replay` can ask them again. */
  requests: z
    .strictObject({
      /** The newest so many, about; 0 keeps none. */
      keep: z.int().min(0).max(100_000_000).default(500_000),
      /** Days after which they go. */
      days: z.number().positive().max(3_650).default(30),
      segmentBytes: size(8 << 20),
    })
    .prefault({}),
  search: z
    .strictObject({
      /**
       * Index shards, each in its own worker; answers do not depend on it. Absent: as many as an index was kept with; in a new
       * one, one for each processor core (at most 8), and one in an index beside the default.
       */
      shards: z.int().min(1).max(64).optional(),
      /** Answers to frequent questions that are kept, at most; a change drops those that it makes untrue. */
      cachedAnswers: z.int().min(0).max(1_000_000).default(10_000),
      /** Indexes of one shop, each with workers of its own; an event that would open a further one is refused. */
      indexes: z.int().min(1).max(1_000).default(16),
      /** Hits that behaviour and personal taste may reorder. */
      window: z.int().min(10).max(1_000).default(100),
    })
    .prefault({}),
  traffic: z
    .strictObject({
      /** "filter": nothing is learned from bots. "observe": they are counted, and everything is learned. */
      mode: z.enum(["filter", "observe"]).default("filter"),
    })
    .prefault({}),
  storefront: z
    .strictObject({
      /** The market whose prices the pages of a language show: {"zh": "CN"}; a language without one names no market. */
      markets: z.strictObject({ en: z.string().min(1).optional(), zh: z.string().min(1).optional() }).prefault({}),
    })
    .prefault({}),
  /** Shop platforms, feeds and folders that products and events come from. */
  connect: z
    .strictObject({
      shopify: z
        .strictObject({
          /** Signs the webhooks (the app's client secret); without it they are refused. */
          secret: z.string().min(8).optional(),
          /** example.myshopify.com; with `token`, products and orders are pulled. */
          shop: host.optional(),
          /** Access token of the Admin API (read_products, read_orders, read_inventory). */
          token: z.string().min(8).optional(),
          version: z
            .string()
            .regex(/^\d{4}-\d{2}$/)
            .default("2025-10"),
          ...connection,
        })
        .prefault({}),
      medusa: z
        .strictObject({
          url: address.optional(),
          /** Secret API key of the Admin API; with `url`, products and orders are pulled. */
          token: z.string().min(8).optional(),
          /** Shared with the subscriber that forwards events; without it they are refused. */
          secret: z.string().min(8).optional(),
          ...connection,
        })
        .prefault({}),
      /** Product feeds (Google Merchant RSS or Atom, or any catalogue format) read over HTTP. */
      feeds: z
        .array(
          z.strictObject({
            url: address,
            everyMinutes: z.number().min(1).max(10_080).default(60),
            /** Removes products that the feed does not hold: only for a feed that is the whole catalogue. */
            replace: z.boolean().default(false),
          }),
        )
        .default([]),
      folder: z
        .strictObject({
          /** Files put into its folders catalog and events are read, then moved to done or failed. */
          path: z.string().min(1).optional(),
          pollMs: z.int().min(50).max(3_600_000).default(2_000),
        })
        .prefault({}),
    })
    .prefault({}),
});

export type Config = z.infer<typeof schema>;

type Tree = Record<string, unknown>;

/** Keys whose values are hidden, wherever they stand. */
const secrets = new Set(["adminKey", "searchKey", "secret", "token"]);
/** Variables with our prefix that are not settings. */
const otherVariables = new Set(["AISLE_DATASETS"]);

function variableName(path: readonly string[]): string {
  return `AISLE_${path.map((part) => part.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()).join("_")}`;
}

function* leaves(object: z.ZodObject, path: readonly string[] = []): Generator<{ path: readonly string[]; type: z.core.$ZodType }> {
  for (const [key, type] of Object.entries(object.shape)) {
    const inner = type instanceof z.ZodPrefault ? type.def.innerType : type;
    if (inner instanceof z.ZodObject) yield* leaves(inner, [...path, key]);
    else yield { path: [...path, key], type };
  }
}

function put(tree: Tree, path: readonly string[], value: unknown): void {
  const [key, ...rest] = path as [string, ...string[]];
  if (rest.length === 0) tree[key] = value;
  else put((tree[key] ??= {}) as Tree, rest, value);
}

function merge(base: Tree, over: Tree): Tree {
  const merged: Tree = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    const both = [value, below].every((one) => typeof one === "object" && one !== null && !Array.isArray(one));
    merged[key] = both ? merge(below as Tree, value as Tree) : value;
  }
  return merged;
}

/** A variable's text as the setting's type: as it stands, else as JSON, else a comma-separated list. */
function fromText(type: z.core.$ZodType, text: string): unknown {
  if (z.safeParse(type, text).success) return text;
  try {
    const value: unknown = JSON.parse(text);
    if (z.safeParse(type, value).success) return value;
  } catch {
    // Not JSON: the list below, or the validation's own message.
  }
  const list = text.split(",").map((part) => part.trim());
  return z.safeParse(type, list).success ? list : text;
}

function fromEnvironment(environment: Readonly<Record<string, string | undefined>>): Tree {
  const tree: Tree = {};
  const known = new Map([...leaves(schema)].map((leaf) => [variableName(leaf.path), leaf]));
  for (const [name, text] of Object.entries(environment)) {
    if (!name.startsWith("AISLE_") || text === undefined || otherVariables.has(name)) continue;
    const leaf = known.get(name);
    if (!leaf)
      throw new AisleError("bad_config", `unknown environment variable ${name}; known: ${[...known.keys()].join(", ")}`, { key: name });
    put(tree, leaf.path, fromText(leaf.type, text));
  }
  return tree;
}

function fromFile(path: string): Tree {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new AisleError("bad_config", `cannot read the configuration ${path}: ${(cause as Error).message}`, { file: path }, cause);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new AisleError("bad_config", `${path} must hold a JSON object`, { file: path });
  return value as Tree;
}

/** The effective configuration. `flags` holds only what the command line names. */
export function loadConfig(flags: Tree, environment: Readonly<Record<string, string | undefined>>, file?: string): Config {
  const tree = [file === undefined ? {} : fromFile(file), fromEnvironment(environment), flags].reduce(merge, {});
  const parsed = schema.safeParse(tree);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const path = issue.path.join(".");
  const message =
    issue.code === "unrecognized_keys" ? `unknown key ${[...issue.path, issue.keys[0]].join(".")}` : `${path}: ${issue.message}`;
  throw new AisleError("bad_config", message, { key: path });
}

/** The tree with its secrets hidden at every depth, those inside addresses too, for people and logs. */
export function publicConfig(config: Config): Tree {
  return hidden(config) as Tree;
}

function hidden(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hidden);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, secrets.has(key) && inner !== undefined ? "(set)" : hidden(inner)]),
    );
  }
  return typeof value === "string" ? value.replace(/^(https?:\/\/)[^/@]*@/i, "$1(set)@") : value;
}

/** Folder of the key store. */
export function keyStoreFolder(config: Config): string {
  return config.keyStore ?? `${config.data.replace(/[/\\]+$/, "")}-keys`;
}
