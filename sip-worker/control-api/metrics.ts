/** Prometheus text (base units, `_total`, `_seconds`; no phone numbers in labels). */
import type { EdgeState } from "../runtime/edge-process.ts";

export class Metrics {
  readonly #counters = new Map<string, number>();
  readonly #gauges = new Map<string, () => number>();

  /** `name` with its labels, as `jono_calls_total{outcome="answered"}`. */
  count(name: string, by = 1): void {
    this.#counters.set(name, (this.#counters.get(name) ?? 0) + by);
  }

  set(name: string, value: number): void {
    this.#counters.set(name, value);
  }

  gauge(name: string, read: () => number): void {
    this.#gauges.set(name, read);
  }

  text(): string {
    const lines = [...this.#counters].map(([name, value]) => `${name} ${value}`);
    for (const [name, read] of this.#gauges) lines.push(`${name} ${read()}`);
    return `${lines.sort().join("\n")}\n`;
  }
}

/** The edge's own counters, one per reason for which a message was refused, dropped or limited; its tables and its memory. */
export function edgeMetrics({ counters, sizes, memory }: EdgeState): string {
  const of = (name: string, label: string, values: Record<string, number>) =>
    Object.entries(values).map(([key, value]) => `${name}{${label}="${key.replace(/[^\w.:-]/g, "_")}"} ${value}\n`);
  return [
    ...of("jono_sip_edge_events_total", "reason", counters),
    ...of("jono_sip_edge_entries", "table", sizes),
    `jono_sip_edge_resident_memory_bytes ${memory}\n`,
  ].join("");
}
