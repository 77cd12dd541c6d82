/** Prometheus metrics of one server: what was asked, how long it took, how far the log is. */
import type { TrafficReport } from "@aisle/core/traffic";
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";

export interface Metrics {
  /** Seconds of one answered request. */
  request(route: string, status: number, seconds: number): void;
  events(type: string, count: number): void;
  text(): Promise<string>;
}

/** `position` and `traffic` are read at each scrape. */
export function createMetrics(position: () => number, traffic: () => TrafficReport): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: "aisle_http_request_seconds",
    help: "Time from request to answer",
    labelNames: ["route", "status"],
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers,
  });
  const events = new Counter({ name: "aisle_events_total", help: "Events the log accepted", labelNames: ["type"], registers });
  const end: Gauge = new Gauge({ name: "aisle_log_position", help: "Events applied", registers, collect: (): void => end.set(position()) });
  const gauge = (name: string, help: string, label: string, values: () => Readonly<Record<string, number>>): void => {
    const one: Gauge = new Gauge({
      name,
      help,
      labelNames: [label],
      registers,
      collect: (): void => {
        for (const [key, value] of Object.entries(values())) one.set({ [label]: key }, value);
      },
    });
  };
  gauge("aisle_traffic_visitors", "Visitors remembered, by what they are held for", "verdict", () => traffic().visitors);
  gauge("aisle_traffic_events", "Events of shoppers in the log, by the verdict on who sent them", "verdict", () => traffic().events);
  gauge("aisle_traffic_marked_events", "Events of suspects and bots in the log, by reason", "reason", () => traffic().marked);
  gauge("aisle_traffic_relearned_events", "Events taken back and learned after all", "way", () => {
    const { released, takenBack } = traffic();
    return { released, taken_back: takenBack };
  });
  return {
    request: (route, status, value) => seconds.observe({ route, status: String(status) }, value),
    events: (type, count) => events.inc({ type }, count),
    text: () => registry.metrics(),
  };
}
