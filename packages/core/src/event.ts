/** Event: the one schema, its parsers and codec, sessions; port EventLog. */
export { isShopperEvent } from "./event/shop-event.ts";
export type { CatalogEvent, EventType, OperatorEvent, OrderLine, Origin, ShopEvent, ShopperEvent } from "./event/shop-event.ts";
export type { AckLevel, Appended, EventLog, LoggedEvent, Position } from "./event/event-log.ts";
export { decodeEvent } from "./event/decode-event.ts";
export { eventTypes } from "./event/event-schema.ts";
export { decodeStoredEvent, encodeEvent, storedForm } from "./event/event-codec.ts";
export { checkPosition, flattened, memoryEventLog } from "./event/memory-log.ts";
export { Deduplication, PendingKeys, defaultDeduplication } from "./event/deduplication.ts";
export type { DeduplicationLimits, DeliveryKey } from "./event/deduplication.ts";
