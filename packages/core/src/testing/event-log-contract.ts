/**
 * What every EventLog must do, whatever it stands on; each implementation runs all of it. Framework-free: the runner and
 * its assertions are passed in, so that core stays pure. Rule IDs are those of packages/server/src/log/SPEC.md.
 */
import { isAisleError } from "../base.ts";
import type { EventLog, LoggedEvent, ShopEvent } from "../event.ts";

export interface ContractKit {
  readonly test: (name: string, run: () => Promise<void>) => unknown;
  readonly equal: (actual: unknown, expected: unknown) => void;
  /** A fresh empty log whose clock stands at 1000; small segments where it has some. */
  readonly open: () => Promise<EventLog>;
}

const view = (user: string, product: string, extra: object = {}): ShopEvent => ({ type: "view", time: 900, user, product, ...extra });

/** All events of a log from a position, in a list. */
export async function collect(log: EventLog, from = 0): Promise<LoggedEvent[]> {
  const events: LoggedEvent[] = [];
  for await (const event of log.read(from)) events.push(event);
  return events;
}

async function codeOf(run: () => unknown): Promise<string | undefined> {
  try {
    await run();
  } catch (error) {
    return isAisleError(error) ? error.code : String(error);
  }
  return undefined;
}

/** Registers the suite. */
export function eventLogContract({ test, equal, open }: ContractKit): void {
  const withLog = (name: string, run: (log: EventLog) => Promise<void>) =>
    test(name, async () => {
      const log = await open();
      try {
        await run(log);
      } finally {
        await log.close();
      }
    });

  withLog("L1 an append answers level, position and counts, and the events are there", async (log) => {
    equal([log.start, log.end], [0, 0]);
    equal(await log.append([view("ann", "a"), view("ann", "b")]), { level: "durable", position: 2, accepted: 2, duplicates: 0 });
    equal(log.end, 2);
    const person = log.pseudonym("ann");
    equal(await collect(log), [
      { position: 0, arrival: 1000, person, consent: 0, event: view("ann", "a") },
      { position: 1, arrival: 1000, person, consent: 0, event: view("ann", "b") },
    ]);
  });

  withLog("L1 an empty batch is acknowledged and changes nothing", async (log) => {
    equal(await log.append([]), { level: "durable", position: 0, accepted: 0, duplicates: 0 });
    equal(await collect(log), []);
  });

  withLog("L2 concurrent appends keep each batch together and in its order", async (log) => {
    await Promise.all(
      Array.from({ length: 40 }, (_, batch) => log.append(Array.from({ length: 5 }, (_, i) => view(`u${batch}`, `${batch}-${i}`)))),
    );
    const products = (await collect(log)).map(({ event }) => (event as { product: string }).product);
    equal(products.length, 200);
    for (let at = 0; at < 200; at += 5) {
      const batch = products[at]!.split("-")[0];
      equal(
        products.slice(at, at + 5),
        [0, 1, 2, 3, 4].map((i) => `${batch}-${i}`),
      );
    }
  });

  withLog("L2 positions count up without a gap from 0", async (log) => {
    for (let i = 0; i < 30; i++) await log.append([view("u", `p${i}`), view("v", `q${i}`)]);
    equal(
      (await collect(log)).map((event) => event.position),
      Array.from({ length: 60 }, (_, i) => i),
    );
  });

  withLog("L3 a read starts at its position and ends where the log ended at the call", async (log) => {
    for (let i = 0; i < 10; i++) await log.append([view("u", `p${i}`)]);
    const reading = log.read(7);
    await log.append([view("u", "later")]);
    const positions: number[] = [];
    for await (const event of reading) positions.push(event.position);
    equal(positions, [7, 8, 9]);
    equal(await collect(log, 11), []);
    equal(await codeOf(async () => collect(log, 12)), "position_ahead");
  });

  withLog("L3 lists hold the same events as single reads", async (log) => {
    for (let i = 0; i < 10; i++) await log.append([view("u", `p${i}`), view("v", `q${i}`)]);
    const events: LoggedEvent[] = [];
    for await (const batch of log.readBatches(3)) events.push(...batch);
    equal(events, await collect(log, 3));
  });

  withLog("L4 the same id is applied once, within a batch and across batches", async (log) => {
    equal((await log.append([view("u", "a", { id: "e1" }), view("u", "b", { id: "e1" })])).duplicates, 1);
    equal(await log.append([view("u", "a", { id: "e1" })]), { level: "durable", position: 1, accepted: 0, duplicates: 1 });
    equal((await collect(log)).length, 1);
  });

  withLog("L4 the same producer and sequence is applied once; another producer's is its own", async (log) => {
    const from = (producer: string, sequence: number) => view("u", "a", { origin: { producer, sequence } });
    equal((await log.append([from("web", 1), from("web", 2), from("till", 1)])).accepted, 3);
    equal((await log.append([from("web", 1), from("web", 2), from("web", 3)])).accepted, 1);
    equal((await log.append([from("web", 3), from("till", 2)])).accepted, 1);
    equal(log.end, 5);
  });

  withLog("L4 a sequence that never arrived is accepted after later ones", async (log) => {
    const from = (sequence: number) => view("u", `p${sequence}`, { origin: { producer: "web", sequence } });
    await log.append([from(10), from(11)]);
    await log.append([from(20), from(21)]);
    equal((await log.append([from(12), from(13), from(20)])).accepted, 2);
    equal((await log.append([from(12), from(13)])).accepted, 0);
  });

  withLog("L4 concurrent deliveries of one event apply it once and all are acknowledged with a position that covers it", async (log) => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => log.append([view("u", "a", { id: "once" })])));
    equal(
      answers.reduce((sum, answer) => sum + answer.accepted, 0),
      1,
    );
    equal(
      answers.every((answer) => answer.position >= 1),
      true,
    );
    equal(log.end, 1);
  });

  withLog("L5 listeners get every event in order, before its append resolves, as a read would give it", async (log) => {
    const heard: LoggedEvent[] = [];
    const stop = log.subscribe((event) => heard.push(event));
    await log.append([view("u", "a", { session: "s1", position: 3 })]);
    equal(heard.length, 1);
    await Promise.all([log.append([view("v", "b")]), log.append([{ type: "product_removed", time: 5, product: "x" }])]);
    await log.append([{ type: "identify", time: 6, user: "login", anonymous: "device" }]);
    equal(heard, await collect(log));
    stop();
    await log.append([view("u", "c")]);
    equal(heard.length, 4);
  });

  withLog("L6 identify carries both pseudonyms; catalogue events carry none", async (log) => {
    await log.append([
      { type: "identify", time: 1, user: "login", anonymous: "device" },
      { type: "product_removed", time: 1, product: "x" },
    ]);
    const [identify, removed] = await collect(log);
    equal([identify!.person, identify!.anonymous], [log.pseudonym("login"), log.pseudonym("device")]);
    equal(removed, { position: 1, arrival: 1000, event: { type: "product_removed", time: 1, product: "x" } });
  });

  withLog("L6 a pseudonym is stable, differs between persons and does not hold the id", async (log) => {
    equal(log.pseudonym("ann"), log.pseudonym("ann"));
    equal(log.pseudonym("ann") === log.pseudonym("bob"), false);
    equal(log.pseudonym("ann").includes("ann"), false);
  });

  withLog("L7 consent changes are counted per person from the event on that changes it", async (log) => {
    const consent: ShopEvent = { type: "consent", time: 1, user: "ann", purposes: { personal: false } };
    await log.append([view("ann", "a"), consent, view("ann", "b"), view("bob", "c")]);
    await log.append([view("ann", "d"), consent]);
    equal(
      (await collect(log)).map((event) => event.consent),
      [0, 1, 1, 0, 1, 2],
    );
  });

  withLog("L8 erasing closes a person's earlier payloads for ever, keeps the erase event and everybody else", async (log) => {
    const heard: LoggedEvent[] = [];
    log.subscribe((event) => heard.push(event));
    await log.append([view("ann", "a"), view("bob", "b"), { type: "identify", time: 1, user: "ann", anonymous: "device" }]);
    await log.erase("ann");
    await log.append([view("ann", "back")]);
    const person = log.pseudonym("ann");
    const events = await collect(log);
    equal(
      events.map((event) => event.event?.type),
      [undefined, "view", undefined, "erase", "view"],
    );
    equal(
      events.map((event) => event.person),
      [person, log.pseudonym("bob"), person, person, person],
    );
    equal(events[2]!.anonymous, undefined);
    equal(events[3], { position: 3, arrival: 1000, person, consent: 0, event: { type: "erase", time: 1000, user: person } });
    equal(heard[3], events[3]);
  });

  withLog("L8 an erase event inside a batch erases what stands before it and nothing after", async (log) => {
    await log.append([view("ann", "a"), { type: "erase", time: 2, user: "ann" }, view("ann", "b")]);
    equal(
      (await collect(log)).map((event) => event.event?.type),
      [undefined, "erase", "view"],
    );
  });

  withLog("L8 appends under way beside an erase are lost only where they stand before it", async (log) => {
    await Promise.all([log.append([view("ann", "a")]), log.erase("ann"), log.append([view("ann", "b")])]);
    const events = await collect(log);
    const erased = events.findIndex((event) => event.event?.type === "erase");
    equal(
      events.map((event) => event.event !== undefined),
      events.map((_, i) => i >= erased),
    );
  });

  withLog("L8 a person can be erased by pseudonym", async (log) => {
    await log.append([view("device", "a")]);
    await log.erasePerson(log.pseudonym("device"));
    equal(
      (await collect(log)).map((event) => [event.event?.type, event.person === log.pseudonym("device")]),
      [
        [undefined, true],
        ["erase", true],
      ],
    );
  });

  withLog("L9 retention moves the start, never beyond what was asked, and the rest stays readable", async (log) => {
    for (let i = 0; i < 200; i++) await log.append([view("u", `p${i}`)]);
    await log.retain(150);
    equal(log.start > 0 && log.start <= 150, true);
    equal(log.end, 200);
    equal(
      (await collect(log, log.start)).map((event) => (event.event as { product: string }).product),
      Array.from({ length: 200 - log.start }, (_, i) => `p${i + log.start}`),
    );
    equal(await codeOf(async () => collect(log, 0)), "not_found");
    equal((await log.append([view("u", "next")])).position, 201);
  });

  withLog("L10 a closed log takes nothing more", async (log) => {
    await log.append([view("u", "a")]);
    await log.close();
    equal(await codeOf(() => log.append([view("u", "b")])), "closed");
  });

  withLog("L11 more events in a batch than the limit is a typed error and none is applied", async (log) => {
    equal(await codeOf(() => log.append(Array.from({ length: 10_001 }, () => view("u", "a")))), "limit_exceeded");
    equal(log.end, 0);
  });
}
