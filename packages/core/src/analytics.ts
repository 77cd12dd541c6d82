/** Analytics: figures folded from the log. */
export { LiveFigures } from "./analytics/live-figures.ts";
export type { MinuteFigures, WindowFigures } from "./analytics/live-figures.ts";
