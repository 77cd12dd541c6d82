/**
 * A batch that holds erases. What a login did before it logged in stands in the log under its devices' pseudonyms, sealed with their
 * keys, and only the login's own events say which devices these are: so they are erased first, and an erase that is cut short and sent again
 * finds what is left. A device that several logins used is erased whole with the first of them.
 */
import type { Appended, EventLog, ShopEvent } from "@aisle/core/event";

export async function appendErasing(
  log: EventLog,
  events: readonly ShopEvent[],
  /** Devices of a login as far as the log goes; read after everything before the erase was applied. */
  devicesOf: (person: string) => readonly string[],
): Promise<Appended> {
  let accepted = 0;
  let from = 0;
  let appended: Appended | undefined;
  const append = async (to: number) => {
    if (to === from) return;
    appended = await log.append(events.slice(from, to));
    accepted += appended.accepted;
    from = to;
  };
  for (const [at, event] of events.entries()) {
    if (event.type !== "erase") continue;
    await append(at);
    for (const device of devicesOf(log.pseudonym(event.user))) await log.erasePerson(device);
    await append(at + 1);
  }
  await append(events.length);
  return { ...appended!, accepted, duplicates: events.length - accepted };
}
