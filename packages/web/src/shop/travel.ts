/**
 * How a question travels to the shop: after the events before it, with the log position that its answer must reflect, and watched
 * for what a visitor should be told (connection.ts).
 */
import { watched } from "./connection.ts";
import { demandedPosition, eventsSettled, forgetPosition } from "./position.ts";

function withPosition(init: RequestInit, position: string): RequestInit {
  const headers = new Headers(init.headers);
  headers.set("Aisle-Position", position);
  return { ...init, headers };
}

/** `fetch` for questions: reads the visitor's own writes. */
export async function ask(url: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  await eventsSettled();
  const position = demandedPosition();
  if (position === undefined) return watched(fetch(url, init));
  const response = await watched(fetch(url, withPosition(init, position)));
  if (response.status !== 409) return response;
  forgetPosition();
  return watched(fetch(url, init));
}
