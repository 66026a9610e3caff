/**
 * Messages out of a stream (RFC 3261 18.3): bytes in, whole messages out. A stream whose next message cannot be found is broken for
 * good: the caller answers what can be answered and closes it.
 */

import { parseDecimal } from "./characters.ts";
import { readHead } from "./header-lines.ts";
import { limits } from "./limits.ts";

export type StreamOutput =
  | { readonly type: "message"; readonly text: string }
  /** Double CRLF between messages; the answer is one CRLF (RFC 5626 3.5.1). */
  | { readonly type: "keepAlive" }
  /** `head` may hold a request that can be refused before closing. */
  | { readonly type: "broken"; readonly reason: "garbage" | "tooLong" | "badContentLength"; readonly head: string | null };

export class MessageStream {
  #pending = "";
  /** Where the search for the end of the head goes on, so that bytes which come one by one are read once. */
  #searched = 0;
  /** Length of head and body of the message under way; -1 while the head is incomplete. */
  #needed = -1;
  #broken = false;

  /** True while part of a message has arrived: the owner closes a stream that stays so for 32 s. */
  get incomplete(): boolean {
    return this.#pending.length > 0 && this.#pending !== "\r\n";
  }

  push(bytes: string): StreamOutput[] {
    if (this.#broken) return [];
    const outputs: StreamOutput[] = [];
    this.#pending += bytes;
    for (let output = this.#next(); output; output = this.#next()) {
      outputs.push(output);
      if (output.type !== "broken") continue;
      this.#broken = true;
      this.#pending = "";
      break;
    }
    return outputs;
  }

  #next(): StreamOutput | null {
    if (this.#needed < 0) {
      const early = this.#readHead();
      if (early || this.#needed < 0) return early;
    }
    if (this.#pending.length < this.#needed) return null;
    const text = this.#pending.slice(0, this.#needed);
    this.#drop(this.#needed);
    return { type: "message", text };
  }

  #readHead(): StreamOutput | null {
    if (this.#pending.startsWith("\r\n\r\n")) {
      this.#drop(4);
      return { type: "keepAlive" };
    }
    const start = this.#pending.startsWith("\r\n") ? 2 : 0;
    if (this.#searched === 0 && !this.#mayBeMessage(start)) return { type: "broken", reason: "garbage", head: null };
    const end = this.#pending.indexOf("\r\n\r\n", Math.max(start, this.#searched - 3));
    if (end < 0) {
      // 0 keeps the check of the first line going until that line is complete
      this.#searched = this.#pending.includes("\r\n", start) ? this.#pending.length : 0;
      return this.#pending.length > limits.messageBytes ? { type: "broken", reason: "tooLong", head: this.#pending } : null;
    }
    return this.#readLength(this.#pending.slice(start, end), end + 4);
  }

  /** The first line names SIP, as far as it is there: leftovers of a body that was longer than announced are seen at once. */
  #mayBeMessage(start: number): boolean {
    const end = this.#pending.indexOf("\r\n", start);
    if (end < 0) return this.#pending.length - start <= limits.headerLineBytes;
    return this.#pending.slice(start, end).toUpperCase().includes("SIP/");
  }

  #readLength(head: string, bodyStart: number): StreamOutput | null {
    const values = readHead(head).headers.filter(({ key }) => key === "content-length");
    const lengths = new Set(values.map(({ value }) => parseDecimal(value, Number.MAX_SAFE_INTEGER)));
    const [length = 0] = lengths;
    if (lengths.size > 1 || length === null) return { type: "broken", reason: "badContentLength", head };
    if (bodyStart + length > limits.messageBytes) return { type: "broken", reason: "tooLong", head };
    this.#needed = bodyStart + length;
    return null;
  }

  #drop(count: number): void {
    this.#pending = this.#pending.slice(count);
    this.#searched = 0;
    this.#needed = -1;
  }
}
