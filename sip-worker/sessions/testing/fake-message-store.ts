/** For tests: messages in memory, as the database would keep them. */
import type { MessageStart, MessageWrite } from "../../../lib/domain/message.ts";
import type { MessageStore } from "../../ports/messages.ts";

interface KeptMessage extends MessageStart {
  complete: boolean;
  /** What was said or pressed, for each question. */
  said: string[];
}

export class FakeMessageStore implements MessageStore {
  readonly kept = new Map<string, KeptMessage>();
  mode: "ready" | "slow" | "away" | "full" = "ready";
  #waiting: (() => void)[] = [];

  async begin(start: MessageStart): Promise<"begun" | "full"> {
    const { mode } = this;
    if (mode === "away") throw new Error("the database is away");
    if (mode === "full") return "full";
    if (mode === "slow") await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.kept.set(start.id, { ...start, complete: false, said: start.questions.map(() => "") });
    return "begun";
  }

  letAnswer(): void {
    this.mode = "ready";
    for (const answer of this.#waiting.splice(0)) answer();
  }

  write(write: MessageWrite): void {
    const message = this.kept.get(write.messageId);
    if (!message) throw new Error(`"${write.kind}" of a message that was never begun`);
    if (write.kind === "discarded") this.kept.delete(write.messageId);
    if (write.kind === "complete") message.complete = true;
    if (write.kind === "keys") message.said[write.question] += write.keys;
    if (write.kind === "sound") message.said[write.question] += Buffer.from(write.alaw, "base64").toString();
  }

  /** Of each message: whether it is complete, and its answers. */
  seen(): [boolean, ...string[]][] {
    return [...this.kept.values()].map(({ complete, said }) => [complete, ...said]);
  }
}
