/** Event: the one schema, its parsers and codec, sessions; port EventLog. */
export { isShopperEvent } from "./event/shop-event.ts";
export type { CatalogEvent, EventType, OperatorEvent, OrderLine, Origin, ShopEvent, ShopperEvent } from "./event/shop-event.ts";
export type { AckLevel, Appended, EventLog, LoggedEvent, Position } from "./event/event-log.ts";
