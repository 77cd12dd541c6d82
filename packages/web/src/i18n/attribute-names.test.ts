import assert from "node:assert/strict";
import { test } from "node:test";
import { describeAttribute } from "./attribute-names.ts";

test("a number's unit leaves its name", () => {
  assert.deepEqual(describeAttribute("volume_l", true, "en"), { name: "Volume", unit: "L" });
  assert.deepEqual(describeAttribute("battery_hours", true, "zh"), { name: "续航", unit: "小时" });
});

test("a word that ends like a unit keeps its name", () => {
  assert.deepEqual(describeAttribute("built_in", false, "en"), { name: "Built in" });
  assert.deepEqual(describeAttribute("power_source", false, "zh"), { name: "供电方式" });
});
