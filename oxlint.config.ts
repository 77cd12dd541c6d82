/**
 * The layer table is the lint configuration: which rooms of core may see which, and which workspace may see which.
 * A room is imported through its face (`../text.ts`), never through a file inside it.
 */
import { defineConfig } from "oxlint";

/** Rooms of core, lowest first; a room may import the faces of the rooms listed for it, and its own inside. */
const rooms: Record<string, readonly string[]> = {
  base: [],
  text: ["base"],
  metrics: ["base"],
  catalog: ["base", "text"],
  event: ["base", "text", "catalog"],
  suggest: ["base", "text", "catalog", "event"],
  profile: ["base", "text", "metrics", "catalog", "event"],
  traffic: ["base", "catalog", "event", "profile"],
  retrieve: ["base", "text", "metrics", "catalog", "event"],
  privacy: ["base", "text", "metrics", "catalog", "event"],
  experiment: ["base", "text", "metrics", "catalog", "event"],
  rank: ["base", "text", "metrics", "catalog", "event", "profile", "retrieve", "privacy", "experiment"],
  sentiment: ["base", "text", "metrics", "catalog", "event", "profile", "privacy"],
  analytics: ["base", "text", "metrics", "catalog", "event", "profile", "retrieve", "privacy", "experiment"],
  recommend: ["base", "text", "metrics", "catalog", "event", "profile", "retrieve", "privacy", "experiment", "rank"],
};
rooms["engine"] = Object.keys(rooms);

const names = Object.keys(rooms);

const purity = {
  "no-restricted-globals": ["error", { name: "process", message: "core runs anywhere" }, { name: "Buffer", message: "core runs anywhere" }],
  "no-restricted-properties": [
    "error",
    { object: "Date", property: "now", message: "pass a Clock in" },
    { object: "Math", property: "random", message: "pass a Random in" },
  ],
} as const;

function restricted(patterns: readonly { group: string[]; message: string }[]) {
  return { "no-restricted-imports": ["error", { patterns: [...patterns] }] } as const;
}

export default defineConfig({
  plugins: ["import", "typescript", "unicorn", "oxc", "react", "jsx-a11y"],
  categories: { correctness: "error", suspicious: "error" },
  ignorePatterns: ["**/dist/**", "**/node_modules/**", ".cache/**"],
  rules: {
    "import/no-cycle": "error",
    "typescript/no-explicit-any": "error",
    "no-underscore-dangle": "off",
    "no-await-in-loop": "off",
    "import/no-unassigned-import": "off",
    "import/no-named-as-default-member": "off",
    "react/react-in-jsx-scope": "off",
    "unicorn/no-array-sort": "off",
    "unicorn/no-array-reverse": "off",
    "unicorn/consistent-function-scoping": "off",
    "no-shadow": "off",
    "unicorn/prefer-add-event-listener": "off",
    "unicorn/require-post-message-target-origin": "off",
  },
  overrides: [
    ...names.map((room) => {
      const others = names.filter((other) => other !== room);
      const forbidden = others.filter((other) => !rooms[room]!.includes(other));
      return {
        files: [`packages/core/src/${room}/**/*.ts`, `packages/core/src/${room}.ts`],
        excludeFiles: ["**/*.test.ts"],
        rules: {
          ...purity,
          ...restricted([
            { group: ["node:*", "@aisle/*"], message: "core stands on nothing of ours and on no platform" },
            { group: others.flatMap((other) => [`../${other}/*`, `./${other}/*`]), message: "a room is entered through its face" },
            ...(forbidden.length > 0
              ? [{ group: forbidden.flatMap((other) => [`../${other}.ts`, `./${other}.ts`]), message: `${room} stands below that room` }]
              : []),
          ]),
        },
      };
    }),
    {
      files: ["packages/learn/src/**/*.ts"],
      excludeFiles: ["**/*.test.ts", "**/testing/**"],
      rules: {
        ...purity,
        ...restricted([{ group: ["node:*", "@aisle/*", "onnxruntime-*"], message: "learn stands alone; a runtime is passed in" }]),
      },
    },
    {
      files: ["packages/api/src/**/*.ts"],
      excludeFiles: ["**/*.test.ts", "**/testing/**"],
      rules: restricted([
        { group: ["node:*", "@aisle/server*", "@aisle/web*", "@aisle/learn*"], message: "api is web-standard and stands on core alone" },
      ]),
    },
    {
      files: ["packages/web/src/**/*.{ts,tsx}"],
      excludeFiles: ["**/*.test.ts"],
      rules: restricted([
        { group: ["node:*", "@aisle/server*", "@aisle/core*", "@aisle/learn*"], message: "web knows the contract and the client of api" },
      ]),
    },
    {
      files: ["packages/server/src/**/*.ts"],
      rules: restricted([{ group: ["@aisle/web*"], message: "server serves web's build, it does not import it" }]),
    },
  ],
});
