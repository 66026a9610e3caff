/** How often what happened. One counter per reason; the names are the metrics' labels. */
export class Counters {
  readonly #counts = new Map<string, number>();

  add(name: string, step = 1): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + step);
  }

  get(name: string): number {
    return this.#counts.get(name) ?? 0;
  }

  snapshot(): Record<string, number> {
    return Object.fromEntries([...this.#counts].sort(([a], [b]) => a.localeCompare(b)));
  }
}
