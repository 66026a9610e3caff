/** Phone locations on their way to the database: the newest of each account; the phone does not wait for it. */
import { add as addEvent } from "../../lib/db/registration-events.ts";
import { saveBindings } from "../../lib/db/sip-accounts.ts";
import type { Binding, BindingStore, RegistrationNote } from "../ports/accounts.ts";
import { inBackground } from "../runtime/background.ts";
import type { Log } from "../runtime/log.ts";

export class BindingWriter implements BindingStore {
  readonly #log: Log;
  readonly #waiting = new Map<string, Binding[]>();
  #busy = false;

  constructor(log: Log) {
    this.#log = log;
  }

  save(accountId: string, bindings: Binding[]): void {
    this.#waiting.set(accountId, bindings);
    if (!this.#busy) inBackground(this.#log, "save phone locations", this.#run());
  }

  /** What the screen of phones tells; with the database away it is lost, and the next refusal is told. */
  note(note: RegistrationNote): void {
    inBackground(this.#log, "note a registration", addEvent(note));
  }

  async #run(): Promise<void> {
    this.#busy = true;
    try {
      for (let [next] = this.#waiting; next; [next] = this.#waiting) {
        const [accountId, bindings] = next;
        this.#waiting.delete(accountId);
        await saveBindings(
          accountId,
          bindings.map((binding) => ({ accountId, ...binding })),
        );
      }
    } finally {
      this.#busy = false;
    }
  }
}
