import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { LoggedEvent } from "../event.ts";
import { ProductReviews } from "./product-reviews.ts";

const start = Date.UTC(2026, 0, 1);

function said(person: string, product: string, words: { time?: number; text?: string; value?: number }): LoggedEvent {
  const { time = start, text, value } = words;
  const common = { time, user: person, product };
  return {
    position: 0,
    arrival: time,
    person,
    event:
      text === undefined
        ? { type: "rating", ...common, value: value! }
        : { type: "review", ...common, text, ...(value === undefined ? {} : { value }) },
  };
}

function snapshotOf(reviews: ProductReviews): Uint8Array {
  const steps = reviews.snapshotSteps();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function reviewsOf(...events: readonly LoggedEvent[]): ProductReviews {
  const reviews = new ProductReviews();
  for (const event of events) reviews.apply(event);
  return reviews;
}

test("stars are counted and words listed, newest first", () => {
  const { count, average, histogram, written } = reviewsOf(
    said("ann", "mug", { value: 5 }),
    said("bob", "mug", { value: 2, text: " Leaks. ", time: start + 1 }),
    said("eva", "mug", { text: "Too small", time: start + 2 }),
    said("eva", "bowl", { value: 1 }),
  ).read(["mug"]);
  assert.deepEqual({ count, average, histogram }, { count: 2, average: 3.5, histogram: [0, 1, 0, 0, 1] });
  assert.deepEqual(
    written.map((one) => [one.person, one.text, one.value]),
    [
      ["eva", "Too small", undefined],
      ["bob", "Leaks.", 2],
    ],
  );
});

test("one person has one opinion of a product: the latest, and an older one that arrives late changes nothing", () => {
  const reviews = reviewsOf(
    said("ann", "mug", { value: 1, text: "Broken", time: start + 1 }),
    said("ann", "mug", { value: 4, time: start + 2 }),
    said("ann", "mug", { value: 2, text: "older", time: start }),
  );
  const { histogram, written } = reviews.read(["mug"]);
  assert.deepEqual(histogram, [0, 0, 0, 1, 0]);
  assert.deepEqual([written.length, written[0]!.text, written[0]!.value], [1, "Broken", 4]);
  reviews.apply(said("ann", "mug", { text: "", time: start + 3 }));
  assert.deepEqual([reviews.read(["mug"]).written.length, reviews.read(["mug"]).count], [0, 1]);
});

test("stars beyond five or below one are none", () => {
  assert.equal(reviewsOf(said("ann", "mug", { value: 50 }), said("bob", "mug", { value: 0 })).read(["mug"]).count, 0);
});

test("variants are read together", () => {
  const reviews = reviewsOf(said("ann", "mug-red", { value: 5 }), said("bob", "mug-blue", { value: 3 }));
  assert.deepEqual([reviews.read(["mug-red", "mug-blue", "mug-red"]).average, reviews.read(["mug-red"]).average], [4, 5]);
});

test("who is forgotten is in no list, no count and no snapshot", () => {
  const reviews = reviewsOf(said("ann", "mug", { value: 5, text: "secret words" }), said("bob", "mug", { value: 3 }));
  reviews.forget("ann");
  assert.deepEqual([reviews.read(["mug"]).count, reviews.read(["mug"]).written.length], [1, 0]);
  assert.doesNotMatch(new TextDecoder().decode(snapshotOf(reviews)), /ann|secret/);
});

test("memory is bounded by opinions and by characters; the oldest go first", () => {
  const reviews = new ProductReviews({ opinions: 3, characters: 12, textLength: 5 });
  for (const [at, person] of ["a", "b", "c", "d"].entries())
    reviews.apply(said(person, "mug", { value: 4, text: "123456789", time: start + at }));
  assert.deepEqual(
    reviews.read(["mug"]).written.map((one) => [one.person, one.text]),
    [
      ["d", "12345"],
      ["c", "12345"],
    ],
  );
});

test("a snapshot continues: restored and then applied is the same as applied throughout", () => {
  const event = fc.record({
    person: fc.constantFrom("a", "b", "c", "d"),
    product: fc.constantFrom("x", "y", "z"),
    time: fc.integer({ min: 0, max: 50 }),
    value: fc.option(fc.integer({ min: -1, max: 7 }), { nil: undefined }),
    text: fc.option(fc.string({ maxLength: 12 }), { nil: undefined }),
    forget: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), fc.nat(40), (events, cut) => {
      const limits = { opinions: 6, characters: 30, textLength: 8 };
      const whole = new ProductReviews(limits);
      let parted = new ProductReviews(limits);
      for (const [at, { person, product, time, value, text, forget }] of events.entries()) {
        if (at === cut) {
          const next = new ProductReviews(limits);
          next.restore(snapshotOf(parted));
          parted = next;
        }
        for (const reviews of [whole, parted]) {
          if (forget) reviews.forget(person);
          else
            reviews.apply(
              said(person, product, {
                time,
                ...(text === undefined ? { value: value ?? 3 } : { text, ...(value === undefined ? {} : { value }) }),
              }),
            );
        }
      }
      for (const product of ["x", "y", "z"]) assert.deepEqual(parted.read([product]), whole.read([product]));
      assert.deepEqual(snapshotOf(parted), snapshotOf(whole));
    }),
  );
});
