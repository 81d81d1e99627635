import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** What the server counts, in the text format of Prometheus. */
export interface Metrics {
  readonly contentType: string;
  /** A request has begun; the returned function is told its path and status at the end. */
  begin(): (path: string, status: number) => void;
  /** So many examples were predicted. */
  predicted(rows: number): void;
  text(): Promise<string>;
}

/** Counters of their own for each server, so that two in one process do not add up. */
export function metrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: "chainrule_requests_total",
    help: "Requests answered",
    labelNames: ["path", "status"],
    registers,
  });
  const seconds = new Histogram({
    name: "chainrule_request_seconds",
    help: "Time from the request's headers to the answer",
    labelNames: ["path"],
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers,
  });
  const rows = new Counter({
    name: "chainrule_predictions_total",
    help: "Examples predicted",
    registers,
  });
  const running = new Gauge({
    name: "chainrule_requests_in_flight",
    help: "Requests not answered yet",
    registers,
  });
  return {
    contentType: registry.contentType,
    begin() {
      running.inc();
      const began = performance.now();
      return (path, status) => {
        running.dec();
        requests.inc({ path, status });
        seconds.observe({ path }, (performance.now() - began) / 1000);
      };
    },
    predicted: (count) => rows.inc(count),
    text: () => registry.metrics(),
  };
}
