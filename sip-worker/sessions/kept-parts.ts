/**
 * The parts of a picture that is taken again and again: a part is made anew only when something that it is made from is no longer the
 * same, and is the very same object until then. Whoever compares two pictures sees at once what has not changed.
 */
export class KeptParts<Part> {
  #before = new Map<string, { from: readonly unknown[]; part: Part }>();
  #now = new Map<string, { from: readonly unknown[]; part: Part }>();

  /** Another picture: a part that the last one did not have is forgotten. */
  begin(): void {
    this.#before = this.#now;
    this.#now = new Map();
  }

  /** `from`: all that `make` reads and that can change, each value compared by `===`. */
  part(id: string, from: readonly unknown[], make: () => Part): Part {
    const kept = this.#before.get(id);
    const entry = kept && isSame(kept.from, from) ? kept : { from, part: make() };
    this.#now.set(id, entry);
    return entry.part;
  }
}

function isSame(before: readonly unknown[], now: readonly unknown[]): boolean {
  return before.length === now.length && before.every((value, index) => value === now[index]);
}
