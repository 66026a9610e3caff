/** Everything that must be unique or unguessable (RFC 3261 19.3: tags have at least 32 random bits). */
import { randomBytes, randomInt, randomUUID } from "node:crypto";

export interface Identifiers {
  /** Names a transaction or a frame towards applications. */
  uuid(): string;
  branch(): string;
  tag(): string;
  callId(): string;
  /** Where a CSeq or RSeq numbering starts: below 2^31 with room to grow (RFC 3261 8.1.1.5). */
  sequence(): number;
}

export const randomIdentifiers: Identifiers = {
  uuid: () => randomUUID(),
  branch: () => `z9hG4bK${randomBytes(12).toString("hex")}`,
  tag: () => randomBytes(8).toString("hex"),
  callId: () => randomUUID(),
  sequence: () => randomInt(1, 1_000_000_000),
};
