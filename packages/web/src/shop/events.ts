/**
 * What the shopper does, told to the shop with search-insights. Each acknowledgement brings the log position that later
 * questions demand (position.ts), so the next recommendation already knows. A lost event never disturbs the page.
 */
import { createInsightsClient } from "search-insights";
import { appId, indexName, searchKey } from "../config.ts";
import { currencyOf, type ProductFields } from "./hit.ts";
import { userToken } from "./identity.ts";
import { notePosition, trackEvent } from "./position.ts";

async function post(url: string, data: unknown): Promise<boolean> {
  try {
    // keepalive: a click must reach the shop even when the page is left with it.
    const response = await fetch(url, { method: "POST", body: JSON.stringify(data), keepalive: true });
    notePosition(response.headers.get("Aisle-Position"));
    // An unread body would keep the connection busy.
    await response.text();
    return response.ok;
  } catch (error) {
    console.warn("aisle: an event did not reach the shop", error);
    return false;
  }
}

const insights = createInsightsClient((url, data) => {
  const sending = post(url, data);
  trackEvent(sending);
  return sending;
});

insights("init", { appId, apiKey: searchKey, host: location.origin, userToken });

/** Answers that led to a product in this visit: a later cart or purchase names the answer it came from. */
const origins = new Map<string, string>();
const maximumOrigins = 500;

function rememberOrigin(objectID: string, queryID: string): void {
  origins.delete(objectID);
  origins.set(objectID, queryID);
  if (origins.size > maximumOrigins) origins.delete(origins.keys().next().value!);
}

export function originOf(objectID: string): string | undefined {
  return origins.get(objectID);
}

/** A product opened from a list; `position` counts from 1. */
export function sendClick(objectID: string, queryID: string | undefined, position: number, surface: string): void {
  if (queryID === undefined) {
    void insights("clickedObjectIDs", { eventName: `${surface} clicked`, index: indexName, objectIDs: [objectID] });
    return;
  }
  rememberOrigin(objectID, queryID);
  void insights("clickedObjectIDsAfterSearch", {
    eventName: `${surface} clicked`,
    index: indexName,
    queryID,
    objectIDs: [objectID],
    positions: [position],
  });
}

export function sendView(objectID: string): void {
  void insights("viewedObjectIDs", { eventName: "Product viewed", index: indexName, objectIDs: [objectID] });
}

export function sendAddToCart(hit: ProductFields, quantity: number): void {
  const queryID = originOf(hit.objectID);
  const price = hit.price ?? 0;
  const event = {
    eventName: "Added to cart",
    index: indexName,
    objectIDs: [hit.objectID],
    objectData: [{ price, quantity, ...(queryID === undefined ? {} : { queryID }) }],
    value: price * quantity,
    currency: currencyOf(hit),
  };
  if (queryID === undefined) void insights("addedToCartObjectIDs", event);
  else void insights("addedToCartObjectIDsAfterSearch", { ...event, queryID });
}
