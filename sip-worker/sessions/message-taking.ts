/** One message as it is kept: its place first, then each piece of sound as it was spoken, then its completion, or nothing at all. */
import type { MessageStart } from "../../lib/domain/message.ts";
import type { OrganisationParts } from "./house.ts";

const octetsPerSecond = 8_000;

export class MessageTaking {
  readonly #parts: OrganisationParts;
  readonly #start: MessageStart;
  /** Pieces of sound so far, of each answer. */
  readonly #pieces = new Map<number, number>();
  readonly #answered = new Set<number>();
  #octets = 0;
  #state: "asked" | "begun" | "over" = "asked";

  constructor(parts: OrganisationParts, start: MessageStart) {
    this.#parts = parts;
    this.#start = start;
  }

  get seconds(): number {
    return this.#octets / octetsPerSecond;
  }

  /** False: no message can be left, for whatever reason. */
  async begin(): Promise<boolean> {
    const begun = await this.#parts.messages.begin(this.#start).catch((error: unknown) => {
      this.#parts.log.warn("a message cannot be taken", { callId: this.#start.callId, error: String(error) });
      return "unavailable" as const;
    });
    if (begun !== "begun") return false;
    if (this.#state === "over") this.#discard();
    else this.#state = "begun";
    return this.#state === "begun";
  }

  sound(question: number, alaw: Uint8Array): void {
    const piece = this.#pieces.get(question) ?? 0;
    this.#pieces.set(question, piece + 1);
    this.#answered.add(question);
    this.#octets += alaw.length;
    const messageId = this.#start.id;
    this.#parts.records.message({ kind: "sound", messageId, question, piece, alaw: Buffer.from(alaw).toString("base64") });
  }

  keys(question: number, keys: string): void {
    this.#answered.add(question);
    this.#parts.records.message({ kind: "keys", messageId: this.#start.id, question, keys });
  }

  /** Null: nothing was left. */
  end(): { answers: number; seconds: number } | null {
    const begun = this.#state === "begun";
    this.#state = "over";
    if (!begun) return null;
    if (this.#answered.size === 0) {
      this.#discard();
      return null;
    }
    this.#parts.records.message({ kind: "complete", messageId: this.#start.id, at: this.#parts.clock.date() });
    return { answers: this.#answered.size, seconds: Math.round(this.seconds) };
  }

  #discard(): void {
    this.#parts.records.message({ kind: "discarded", messageId: this.#start.id });
  }
}
