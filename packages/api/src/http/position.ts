/** Law 3 on the wire: a request that demands a position is answered from state that reflects it, or refused in bounded time. */
import { AisleError } from "@aisle/core/base";
import type { Engine } from "@aisle/core/engine";
import { positionHeader } from "./answer.ts";

/** Waits until the engine has applied what the request demands; "position_ahead" where that does not happen within `maximumMs`. */
export async function awaitPosition(request: Request, engine: Engine, maximumMs: number): Promise<void> {
  const header = request.headers.get(positionHeader);
  if (header === null) return;
  const text = header.trim();
  const position = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(position)) {
    throw new AisleError("bad_request", `${positionHeader} must be a whole number, is ${JSON.stringify(text.slice(0, 40))}`, {
      header: positionHeader,
    });
  }
  if (position <= engine.position) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(
        new AisleError("position_ahead", `position ${position} was not reached within ${maximumMs} ms`, {
          position,
          reached: engine.position,
        }),
      );
    }, maximumMs);
  });
  try {
    await Promise.race([engine.reached(position), late]);
  } finally {
    clearTimeout(timer);
  }
}
