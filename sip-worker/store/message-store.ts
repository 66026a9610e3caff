/** Messages of one organisation under this worker's lease. */
import type { Lease } from "../../lib/db/leases.ts";
import { beginMessage } from "../../lib/db/message-records.ts";
import type { MessageStart } from "../../lib/domain/message.ts";
import type { MessageStore } from "../ports/messages.ts";

export class LeasedMessageStore implements MessageStore {
  readonly #lease: Lease;
  readonly #refused: (reason: "full" | "unavailable") => void;

  /** `refused`: a caller could leave no message. */
  constructor(lease: Lease, refused: (reason: "full" | "unavailable") => void) {
    this.#lease = lease;
    this.#refused = refused;
  }

  async begin(start: MessageStart): Promise<"begun" | "full"> {
    try {
      const result = await beginMessage(this.#lease, start);
      if (result === "full") this.#refused("full");
      return result;
    } catch (error) {
      this.#refused("unavailable");
      throw error;
    }
  }
}
