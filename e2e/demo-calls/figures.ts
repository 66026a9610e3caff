/** What happened since the last line that was printed. */
const kinds = ["called", "answered", "gaveUp", "askedBack", "calledBack", "missed", "refused", "failed"] as const;
export type Happening = (typeof kinds)[number];

export class Figures {
  #counts = new Map<Happening, number>();

  count(kind: Happening): void {
    this.#counts.set(kind, this.#of(kind) + 1);
  }

  /** One line, and from zero again. */
  line(): string {
    const words = [
      `${this.#of("called")} called`,
      `${this.#of("answered")} answered`,
      `${this.#of("gaveUp")} gave up`,
      `${this.#of("askedBack")} asked to be called back`,
      `${this.#of("calledBack")} called back`,
      `${this.#of("missed")} rings missed`,
    ];
    if (this.#of("refused")) words.push(`${this.#of("refused")} not let in`);
    if (this.#of("failed")) words.push(`${this.#of("failed")} FAILED`);
    this.#counts = new Map();
    return `${new Date().toTimeString().slice(0, 8)}  ${words.join(", ")}`;
  }

  #of(kind: Happening): number {
    return this.#counts.get(kind) ?? 0;
  }
}
