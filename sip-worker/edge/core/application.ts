/** The applications behind the edge: one per control connection. */

export interface Application {
  /** Verbs it asked for: lower-case methods and `cdr:attempt`, `cdr:start`, `cdr:stop`. */
  readonly routes: ReadonlySet<string>;
  /** What it says of itself; only the request handler chooses by them. */
  readonly tags: readonly string[];
  /** Sends one frame. Nothing happens after the connection has gone. */
  send(payload: string): void;
}

/** Who gets what is new: in turn among those that asked for the verb. */
export class Applications {
  readonly #connected: Application[] = [];
  readonly #turns = new Map<string, number>();

  add(application: Application): void {
    this.#connected.push(application);
  }

  remove(application: Application): void {
    const at = this.#connected.indexOf(application);
    if (at >= 0) this.#connected.splice(at, 1);
  }

  has(application: Application): boolean {
    return this.#connected.includes(application);
  }

  /** With a tag: only among those that have it. */
  choose(verb: string, tag: string | null = null): Application | null {
    const candidates = this.#connected.filter(({ routes, tags }) => routes.has(verb) && (tag === null || tags.includes(tag)));
    if (candidates.length === 0) return null;
    const queue = tag === null ? verb : `${verb}|${tag}`;
    const turn = this.#turns.get(queue) ?? 0;
    this.#turns.set(queue, (turn + 1) % 1_000_000);
    return candidates[turn % candidates.length]!;
  }
}
