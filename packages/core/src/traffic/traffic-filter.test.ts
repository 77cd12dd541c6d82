import assert from "node:assert/strict";
import { test } from "node:test";
import type { LoggedEvent, ShopEvent } from "../event.ts";
import { TrafficFilter } from "./traffic-filter.ts";
import type { TrafficOptions } from "./traffic-filter.ts";

const start = Date.UTC(2026, 0, 1);
const minute = 60_000;

/** A filter at the end of a log; what is sent arrives when it happens, or later where nothing older may arrive after it. */
function log(options: Partial<TrafficOptions> = {}) {
  const filter = new TrafficFilter(options);
  let position = 0;
  let arrival = start;
  const send = (event: ShopEvent) => {
    arrival = Math.max(arrival, event.time);
    return filter.apply({ position: position++, arrival, event, ...("user" in event ? { person: event.user } : {}) });
  };
  const view = (user: string, product: string, time: number, more: object = {}) => send({ type: "view", user, product, time, ...more });
  return { filter, send, view };
}

/** Pauses of a person: long and short, none like the one before. */
const pauses = [4_000, 21_000, 9_000, 45_000, 2_500, 70_000, 13_000, 31_000, 6_000, 120_000];

function browse(view: (user: string, product: string, time: number) => unknown, user: string, count: number, from = start): void {
  let time = from;
  for (let i = 0; i < count; i++) {
    view(user, `p${i % 37}`, time);
    time += pauses[i % pauses.length]!;
  }
}

test("somebody who browses for hours is a human, and so is one who opens eight tabs at once", () => {
  const { filter, view } = log();
  browse(view, "ann", 500);
  for (let i = 0; i < 8; i++) view("bob", `p${i}`, start + i * 700 + (i % 3) * 200);
  assert.deepEqual(
    [filter.verdictOn("ann"), filter.verdictOn("bob"), filter.verdictOn("nobody")],
    Array.from({ length: 3 }, () => ({ verdict: "human", reasons: [] })),
  );
  assert.deepEqual(filter.report().events, { human: 508, suspect: 0, bot: 0 });
});

test("even pauses are a machine's: suspect, then bot; what was learned before is taken back", () => {
  const { filter, view } = log();
  const judged = Array.from({ length: 12 }, (_, i) => view("bot", `p${i}`, start + i * 2_000));
  assert.deepEqual(
    judged.map(({ verdict }) => verdict),
    [...Array.from({ length: 7 }, () => "human"), ...Array.from({ length: 3 }, () => "suspect"), "bot", "bot"],
  );
  assert.deepEqual(
    judged.map(({ relearned }) => relearned.map(({ person, events }) => [person, events.map(({ weight }) => weight)])),
    judged.map((_, i) => (i === 7 ? [["bot", Array.from({ length: 7 }, () => -1)]] : [])),
  );
  assert.deepEqual(filter.verdictOn("bot"), { verdict: "bot", reasons: ["regularity"] });
  assert.equal(filter.report().takenBack, 7);
});

test("a suspect who goes on like a person is learned from after all", () => {
  const { filter, view } = log();
  for (let i = 0; i < 9; i++) view("ann", `p${i}`, start + i * 2_000);
  assert.equal(filter.verdictOn("ann").verdict, "suspect");
  const { verdict, teaches, relearned } = view("ann", "p9", start + 80_000);
  assert.deepEqual(
    [verdict, teaches, relearned.map(({ events }) => events.map(({ weight }) => weight))],
    ["human", true, [Array.from({ length: 9 }, () => 1)]],
  );
  assert.deepEqual([filter.report().takenBack, filter.report().released], [7, 9]);
});

test("more products than anybody reads is a machine whatever its pauses", () => {
  const { filter, view } = log();
  let time = start;
  for (let i = 0; i < 60; i++) view("bot", `p${i}`, (time += [150, 700, 320, 1_100][i % 4]!));
  assert.deepEqual(filter.verdictOn("bot"), { verdict: "bot", reasons: ["velocity"] });
});

test("somebody who bought is at most a suspect by pace", () => {
  const { filter, view, send } = log();
  send({ type: "purchase", user: "ann", time: start, order: "1", lines: [] });
  for (let i = 1; i < 30; i++) view("ann", `p${i}`, start + i * 2_000);
  assert.deepEqual(filter.verdictOn("ann"), { verdict: "suspect", reasons: ["regularity"] });
});

test("what an offline device brings late has its own pace", () => {
  const { filter, view } = log();
  browse(view, "ann", 40, start + 60 * minute);
  for (let i = 0; i < 20; i++) view("ann", `late${i}`, start + i * 30_000);
  assert.equal(filter.verdictOn("ann").verdict, "human");
});

test("an imported history with rounded or made up times is judged by none of them", () => {
  const filter = new TrafficFilter();
  for (let i = 0; i < 200; i++) {
    filter.apply({
      position: i,
      arrival: start + 90 * minute,
      person: "old",
      event: { type: "view", user: "old", product: `p${i}`, time: start + i * 1_000 },
    });
  }
  assert.deepEqual(filter.report().events, { human: 200, suspect: 0, bot: 0 });
});

test("a user agent that says so is a bot at once", () => {
  const { filter, view } = log();
  assert.equal(view("crawler", "p", start, { agent: "bot" }).teaches, false);
  assert.deepEqual(filter.verdictOn("crawler").reasons, ["declared"]);
});

test("clicks on what an answer never showed, and answers copied from others", () => {
  const { filter, send } = log();
  const click = (user: string, product: string, answer: string, i: number) =>
    send({ type: "click", user, product, answer, time: start + minute + pauses[i % 10]! * i });
  send({ type: "impression", user: "ann", products: ["a", "b", "c"], answer: "answer", time: start });
  click("ann", "a", "answer", 1);
  for (let i = 0; i < 7; i++) click("liar", `x${i}`, "answer", i);
  assert.deepEqual(
    [filter.verdictOn("ann").verdict, filter.verdictOn("liar").verdict, filter.verdictOn("liar").reasons],
    ["human", "bot", ["unshown"]],
  );
  for (let i = 0; i < 5; i++) {
    for (const user of ["device", "login"]) click(user, "p", `of-${i}`, i);
    click("copier", "p", `of-${i}`, i);
  }
  assert.deepEqual(filter.verdictOn("copier"), { verdict: "bot", reasons: ["replayed"] });
  assert.deepEqual([filter.verdictOn("device").verdict, filter.verdictOn("login").verdict], ["human", "human"]);
});

test("many names in one rhythm on one product are a farm; others who look at it in their own are not", () => {
  const { filter, view } = log();
  browse(view, "ann", 100);
  for (let name = 0; name < 6; name++)
    for (let i = 0; i < 4; i++) view(`farm${name}`, "paid", start + (name + 1) * 60 * minute + i * 3_000);
  for (let name = 0; name < 6; name++) {
    for (let i = 0; i < 4; i++)
      view(`human${name}`, "paid", start + (name + 20) * 60 * minute + i * pauses[(name + i) % 10]! + i * name * 9_000);
  }
  for (let name = 0; name < 6; name++) assert.deepEqual(filter.verdictOn(`farm${name}`), { verdict: "bot", reasons: ["click_farm"] });
  for (let name = 0; name < 6; name++) assert.equal(filter.verdictOn(`human${name}`).verdict, "human");
});

test("visitors who come for one product alone are suspects where they are most of its visitors, and not where they are few", () => {
  const { filter, view } = log();
  const visit = (user: string, product: string, looks: number, from: number, seed: number) => {
    let time = from;
    for (let i = 0; i < looks; i++) view(user, product, (time += 2_000 + ((seed * 7_919 + i * 104_729) % 60_011)));
  };
  for (let i = 0; i < 60; i++) visit(`guest${i}`, i < 40 ? "liked" : `p${i}`, 1, start + i * minute, i);
  for (let i = 0; i < 12; i++) visit(`fan${i}`, "liked", 4, start + (100 + i) * minute, i + 60);
  for (let i = 0; i < 12; i++) visit(`paid${i}`, "pushed", 4, start + (200 + i) * minute, i + 90);
  assert.equal(filter.verdictOn("fan11").verdict, "human");
  assert.deepEqual(
    [filter.verdictOn("paid0"), filter.verdictOn("paid11")],
    Array.from({ length: 2 }, () => ({ verdict: "suspect", reasons: ["single_product"] })),
  );
});

test("a network that brings more names than people come is held back; an office is not", () => {
  const { filter, view } = log();
  for (let i = 0; i < 300; i++) view(`drop${i}`, `p${i}`, start + i * 200, { network: "crawler" });
  for (let i = 0; i < 100; i++) view(`office${i}`, `p${i}`, start + i * 3_000, { network: "office" });
  assert.deepEqual([filter.verdictOn("drop0").verdict, filter.verdictOn("drop299").reasons], ["human", ["identity_churn"]]);
  assert.equal(filter.verdictOn("office99").verdict, "human");
});

test("an operator's word stands above every sign, until it is taken back", () => {
  const { filter, view, send } = log();
  const order = (what: object) => send({ type: "operator", time: start, command: "traffic", arguments: { ...what } });
  for (let i = 0; i < 12; i++) view("partner", `p${i}`, start + i * 2_000);
  assert.equal(filter.verdictOn("partner").verdict, "bot");
  assert.deepEqual(
    order({ allow: ["partner"] }).relearned[0]?.events.map(({ weight }) => weight),
    [1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
  );
  assert.equal(view("partner", "p", start + 30_000).verdict, "human");
  order({ deny: ["stranger", 7], allow: "nonsense" });
  assert.deepEqual([view("stranger", "p", start).verdict, filter.verdictOn("stranger").reasons], ["bot", ["operator"]]);
  order({ clear: ["stranger"] });
  assert.equal(filter.verdictOn("stranger").verdict, "human");
});

test("observing judges and counts, and holds nothing", () => {
  const { filter, view } = log({ mode: "observe" });
  const judged = Array.from({ length: 20 }, (_, i) => view("bot", `p${i}`, start + i * 2_000));
  assert.ok(judged.every(({ teaches, relearned }) => teaches && relearned.length === 0));
  assert.equal(filter.report().events.bot, 10);
});

/** A stream with a bit of everything. */
function mixed(): readonly LoggedEvent[] {
  const events: ShopEvent[] = [];
  const view = (user: string, product: string, time: number) => events.push({ type: "view", user, product, time });
  browse(view, "ann", 60);
  for (let i = 0; i < 30; i++) view("clockwork", `p${i}`, start + i * 2_000);
  for (let name = 0; name < 6; name++) for (let i = 0; i < 4; i++) view(`farm${name}`, "paid", start + name * 5 * minute + i * 3_000);
  for (let i = 0; i < 20; i++) {
    events.push({ type: "impression", user: "bob", products: ["a"], answer: `x${i}`, time: start + i * minute });
    events.push({
      type: "click",
      user: i % 2 === 0 ? "bob" : "liar",
      product: i % 3 === 0 ? "a" : "b",
      answer: `x${i}`,
      time: start + i * minute + 1_000,
    });
  }
  events.push({ type: "operator", time: start + 9 * minute, command: "traffic", arguments: { deny: ["denied"] } });
  view("denied", "p", start + 10 * minute);
  return events
    .toSorted((a, b) => a.time - b.time)
    .map((event, position) => ({ position, arrival: event.time, event, ...("user" in event ? { person: event.user } : {}) }));
}

function bytesOf(filter: TrafficFilter): Uint8Array {
  const steps = filter.snapshotSteps();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

test("a snapshot anywhere changes no judgement after it, and is of the moment it began", () => {
  const events = mixed();
  const whole = new TrafficFilter();
  const judged = events.map((logged) => whole.apply(logged));
  for (let cut = 0; cut < events.length; cut += 13) {
    const before = new TrafficFilter();
    for (const logged of events.slice(0, cut)) before.apply(logged);
    const steps = before.snapshotSteps();
    const resumed = new TrafficFilter();
    resumed.restore(bytesOf(before));
    assert.deepEqual(
      events.slice(cut).map((logged) => resumed.apply(logged)),
      judged.slice(cut),
    );
    for (const logged of events.slice(cut)) before.apply(logged);
    let bytes: Uint8Array | undefined;
    while (bytes === undefined) {
      const step = steps.next();
      if (step.done) bytes = step.value;
    }
    const frozen = new TrafficFilter();
    frozen.restore(bytes);
    assert.deepEqual(
      events.slice(cut).map((logged) => frozen.apply(logged)),
      judged.slice(cut),
    );
    assert.deepEqual(Buffer.from(bytesOf(resumed)), Buffer.from(bytesOf(whole)));
  }
  assert.throws(() => new TrafficFilter().restore(new Uint8Array([9])), { code: "corrupt" });
});

test("whoever is erased is nowhere in the state", () => {
  const events = mixed();
  const filter = new TrafficFilter();
  for (const logged of events) filter.apply(logged);
  const names = new Set(events.flatMap(({ person }) => (person === undefined ? [] : [person])));
  for (const name of names) filter.forget(name);
  const bytes = Buffer.from(bytesOf(filter)).toString("latin1");
  for (const name of names) assert.equal(bytes.includes(name), false, name);
  assert.deepEqual(filter.report().visitors, { human: 0, suspect: 0, bot: 0 });
});

test("memory is bounded by what is said, whoever comes", () => {
  const { filter, view } = log({ visitors: 50, journals: 10, journal: 4, entries: 20 });
  for (let i = 0; i < 5_000; i++) view(`v${i % 700}`, `p${i}`, start + i * 5_000, { network: `n${i}`, answer: `x${i}` });
  const { visitors } = filter.report();
  assert.equal(visitors.human + visitors.suspect + visitors.bot, 50);
  assert.ok(bytesOf(filter).length < 50_000);
});
