import assert from "node:assert/strict";
import { test } from "node:test";
import { draftOf, withDraft } from "./rule-draft.ts";

const rule = {
  objectID: "boots",
  description: "Boots first",
  enabled: true,
  conditions: [
    { pattern: "boot", anchoring: "contains", context: "winter", alternatives: true },
    { pattern: "stiefel", anchoring: "is" },
  ],
  validity: [{ from: 1, until: 2 }],
  consequence: {
    promote: [{ objectIDs: ["3", "a b"], position: 0 }],
    hide: [{ objectID: "9" }],
    params: { filters: "in_stock:true", optionalFilters: ["brand:Alba<score=2>"], hitsPerPage: 5 },
    userData: { banner: "boots" },
  },
};

test("the form shows a rule's parts", () => {
  assert.deepEqual(draftOf(rule), {
    description: "Boots first",
    enabled: true,
    pattern: "boot",
    anchoring: "contains",
    context: "winter",
    furtherConditions: 1,
    pins: "3 1\na b 2",
    hides: "9",
    query: "",
    edits: false,
    filters: "in_stock:true",
    boosts: "brand:Alba<score=2>",
  });
});

test("what the form does not show stays, what it shows changes", () => {
  const changed = withDraft(rule, {
    ...draftOf(rule),
    enabled: false,
    pattern: "boots",
    context: "",
    hides: "",
    boosts: " \n",
    pins: "4\n3 7",
  });
  assert.deepEqual(changed, {
    objectID: "boots",
    description: "Boots first",
    enabled: false,
    conditions: [
      { pattern: "boots", anchoring: "contains", alternatives: true },
      { pattern: "stiefel", anchoring: "is" },
    ],
    validity: [{ from: 1, until: 2 }],
    consequence: {
      promote: [
        { objectID: "4", position: 0 },
        { objectID: "3", position: 6 },
      ],
      params: { filters: "in_stock:true", hitsPerPage: 5 },
      userData: { banner: "boots" },
    },
  });
});

test("a rule saved as it was shown means the same; an edited query stays an edited query", () => {
  const edits = { objectID: "e", consequence: { params: { query: { edits: [{ type: "remove", delete: "cheap" }] } } } };
  assert.deepEqual(withDraft(edits, draftOf(edits)).consequence, edits.consequence);
  assert.deepEqual(draftOf(withDraft(rule, draftOf(rule))), draftOf(rule));
  const single = { objectID: "s", condition: { pattern: "hat", anchoring: "is" }, consequence: {} };
  assert.deepEqual(withDraft(single, draftOf(single)), {
    objectID: "s",
    enabled: true,
    conditions: [{ pattern: "hat", anchoring: "is" }],
    consequence: {},
  });
});
