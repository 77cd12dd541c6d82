/** The shop's own API through its typed client: reviews, and events that Algolia's vocabulary has no word for. */
import { createClient } from "@aisle/api/client";
import { searchKey } from "../config.ts";
import { userToken } from "./identity.ts";
import { notePosition, trackEvent } from "./position.ts";
import { ask } from "./travel.ts";

const client = createClient({ url: location.origin, key: searchKey, fetch: ask, readYourWrites: false });

type Event = Parameters<typeof client.events>[0]["events"][number];
type OwnEvent = Event extends infer One ? (One extends { user: string } ? Omit<One, "user"> : never) : never;

export type Reviews = Awaited<ReturnType<typeof client.reviews>>;

/** Appends an event of this visitor; resolves with whether the shop has it. */
export async function sendOwn(event: OwnEvent): Promise<boolean> {
  const sending = client.events({ events: [{ ...event, user: userToken } as Event] }).then(
    ({ position }) => {
      notePosition(String(position));
      return true;
    },
    (error: unknown) => {
      console.warn("aisle: an event did not reach the shop", error);
      return false;
    },
  );
  trackEvent(sending);
  return sending;
}

export type SuggestAnswer = Awaited<ReturnType<typeof client.suggest>>;

/** What the shop suggests for what was typed so far. */
export async function suggestFor(question: Parameters<typeof client.suggest>[0]): Promise<SuggestAnswer> {
  return client.suggest(question);
}

/** What shoppers say of these products together, a page of texts at a time. */
export async function fetchReviews(products: readonly string[], offset: number, limit: number): Promise<Reviews> {
  return client.reviews({ products: products.slice(0, 100), offset, limit });
}
