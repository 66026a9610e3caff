/** Bans on their way to the database, and back at a start or when one was lifted. */
import { add, inForce } from "../../lib/db/sip-bans.ts";
import { inBackground } from "../runtime/background.ts";
import type { Log } from "../runtime/log.ts";

export interface StoredBan {
  organisationId: string | null;
  address: string;
  username: string | null;
  endsAt: Date;
}

export class BanWriter {
  readonly #log: Log;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(log: Log) {
    this.#log = log;
  }

  add(ban: StoredBan): void {
    this.#writing = this.#writing
      .then(() => add(ban))
      .catch((error: unknown) => this.#log.warn("a ban was not stored", { error: String(error) }));
    inBackground(this.#log, "store a ban", this.#writing);
  }

  /** All in force, the latest included. */
  async read(): Promise<StoredBan[]> {
    await this.#writing;
    return inForce();
  }
}
