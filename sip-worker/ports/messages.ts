/** Where messages stand that callers leave. */
import type { MessageStart } from "../../lib/domain/message.ts";

export interface MessageStore {
  /** Its place, before the caller is told that he may speak. Rejects when the database does not take it. */
  begin(start: MessageStart): Promise<"begun" | "full">;
}
