/**
 * Frames of the control connection: `<byte length>#<payload>`. Bytes are characters here (latin1), so the announced length and the
 * string's length are the same thing and a frame may be cut anywhere, also inside a UTF-8 character.
 */
const longestLength = 7;

export const encodeFrame = (payload: string): string => `${payload.length}#${payload}`;

export class FrameReader {
  #chunks: string[] = [];
  #size = 0;
  /** Payload length of the frame under way; -1 while its length is incomplete. */
  #needed = -1;
  #broken = false;
  readonly #maxBytes: number;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Whole payloads in order, or null: the peer does not speak this protocol and the connection must be closed. */
  push(bytes: string): string[] | null {
    if (this.#broken) return null;
    this.#chunks.push(bytes);
    this.#size += bytes.length;
    const payloads: string[] = [];
    while (this.#needed >= 0 ? this.#size >= this.#needed : this.#readLength()) {
      if (this.#size < this.#needed) break;
      payloads.push(this.#take(this.#needed));
      this.#needed = -1;
    }
    return this.#broken ? null : payloads;
  }

  /** True when a length was read. */
  #readLength(): boolean {
    if (this.#size === 0) return false;
    const text = this.#join();
    const mark = text.indexOf("#");
    const digits = mark < 0 ? text.slice(0, longestLength + 1) : text.slice(0, mark);
    if (!isLength(digits) || (mark >= 0 && Number(digits) > this.#maxBytes)) {
      this.#broken = true;
      return false;
    }
    if (mark < 0) return false;
    this.#take(mark + 1);
    this.#needed = Number(digits);
    return true;
  }

  #take(count: number): string {
    const text = this.#join();
    this.#chunks = [text.slice(count)];
    this.#size -= count;
    return text.slice(0, count);
  }

  #join(): string {
    if (this.#chunks.length > 1) this.#chunks = [this.#chunks.join("")];
    return this.#chunks[0] ?? "";
  }
}

function isLength(digits: string): boolean {
  if (digits.length === 0 || digits.length > longestLength || digits[0] === "0") return false;
  for (let i = 0; i < digits.length; i++) if (digits.charCodeAt(i) < 48 || digits.charCodeAt(i) > 57) return false;
  return true;
}
