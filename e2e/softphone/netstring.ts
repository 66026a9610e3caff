/** Netstrings ("5:hello,"), the framing of baresip's control port. */
export class NetstringReader {
  #rest: Buffer = Buffer.alloc(0);

  /** The texts that are complete by now. Throws when the other side does not speak netstrings. */
  push(bytes: Buffer): string[] {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    const complete: string[] = [];
    for (let text = this.#take(); text !== null; text = this.#take()) complete.push(text);
    return complete;
  }

  #take(): string | null {
    const colon = this.#rest.indexOf(":");
    if (colon < 0) return null;
    const length = Number(this.#rest.toString("latin1", 0, colon));
    const end = colon + 1 + length;
    if (!Number.isInteger(length)) throw new Error("no netstring");
    if (this.#rest.length <= end) return null;
    const text = this.#rest.toString("utf8", colon + 1, end);
    this.#rest = this.#rest.subarray(end + 1);
    return text;
  }
}

export function netstring(text: string): string {
  return `${Buffer.byteLength(text)}:${text},`;
}
