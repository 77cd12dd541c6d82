import assert from "node:assert/strict";
import { test } from "node:test";
import { createAnalyzer } from "../text.ts";
import { Merchandise } from "./merchandise.ts";

const analyzer = createAnalyzer();
const kept = (id: string, from: readonly string[], to: readonly string[]) => ({ id, meaning: { from, to }, source: { objectID: id } });

test("synonyms: two-way, one-way, looked up as the index writes a word", () => {
  const view = new Merchandise();
  assert.deepEqual(view.synonymTables(analyzer), {});
  view.apply("synonyms", { save: [kept("a", ["Sofas", "couch"], ["Sofas", "couch"]), kept("b", ["sofa"], ["settee"])] });
  const table = view.synonymTables(analyzer).synonyms!;
  assert.deepEqual(table["sofas"], ["couch"]);
  assert.deepEqual(table["sofa"], ["couch", "settee"]);
  assert.deepEqual(table["couch"], ["Sofas"]);
  assert.equal(table["constructor"], undefined);
  view.apply("synonyms", { remove: ["a"] });
  assert.deepEqual({ ...view.synonymTables(analyzer).synonyms }, { sofa: ["settee"] });
});

test("synonyms: phrases by their words, Chinese by its grams, other spellings in a table of their own", () => {
  const view = new Merchandise();
  const spelling = { id: "b", meaning: { from: ["couch"], to: ["couhc"], corrected: true }, source: {} };
  view.apply("synonyms", { save: [kept("a", ["television sets"], ["tv"]), kept("c", ["羽绒服"], ["down jacket"]), spelling] });
  const { synonyms, alternatives } = view.synonymTables(analyzer);
  assert.deepEqual({ ...synonyms }, { "television sets": ["tv"], "televis set": ["tv"], "羽绒 绒服": ["down jacket"] });
  assert.deepEqual({ ...alternatives }, { couch: ["couhc"] });
});

test("settings merge, null takes one back, unknown ones stay as they are", () => {
  const view = new Merchandise();
  view.apply("settings", { set: { hitsPerPage: 5, odd: { deep: [1, null] } } });
  view.apply("settings", { set: { hitsPerPage: null, distinct: true } });
  assert.deepEqual(view.settings, { odd: { deep: [1, null] }, distinct: true });
});

test("a snapshot holds everything; what has no meaning is skipped", () => {
  const view = new Merchandise();
  view.apply("settings", { set: { hitsPerPage: 5 } });
  view.apply("synonyms", { save: [kept("a", ["tv"], ["television"]), { id: "b" }, 7, null, kept("c", [""], [])] });
  view.apply("settings", { set: 7 });
  view.apply("restart", { now: true });
  const again = new Merchandise();
  again.apply("synonyms", { save: [kept("old", ["x1"], ["y1"])] });
  again.restore(view.snapshot());
  assert.deepEqual(again.settings, { hitsPerPage: 5 });
  assert.deepEqual([...again.synonyms.all()], [kept("a", ["tv"], ["television"])]);
  assert.deepEqual(again.snapshot(), view.snapshot());
});
