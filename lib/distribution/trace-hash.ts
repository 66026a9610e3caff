/** FNV-1a over the lines of a trace: two traces are the same when their hashes are. */
export class TraceHash {
  #hash = 0x811c9dc5;

  add(line: string): void {
    for (let index = 0; index < line.length; index++) this.#hash = Math.imul(this.#hash ^ line.charCodeAt(index), 0x01000193);
  }

  get value(): string {
    return (this.#hash >>> 0).toString(16).padStart(8, "0");
  }
}
