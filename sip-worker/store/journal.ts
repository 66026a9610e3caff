/**
 * An append-only file of facts that the database has not taken yet, one JSON object a line; replayed exactly as it was. Appending is
 * synchronous: when it returns, the facts outlive the process (kill -9), and after `sync` the machine's power too.
 */
import { closeSync, fdatasync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";

export class Journal<Entry> {
  readonly #file: string;
  #descriptor: number | null = null;
  #size = 0;

  constructor(file: string) {
    this.#file = file;
  }

  /** Bytes that were appended since it was last cleared. */
  get size(): number {
    return this.#size;
  }

  append(entries: readonly Entry[]): void {
    const text = entries.map((entry) => `${JSON.stringify(entry)}\n`).join("");
    this.#size += writeSync(this.#open(), text);
  }

  async sync(): Promise<void> {
    await promisify(fdatasync)(this.#open());
  }

  /** A line that was cut by a crash is left out, and ended, so that the next one begins on a line of its own. */
  read(): Entry[] {
    this.#open();
    const text = readFileSync(this.#file, "utf8");
    if (text !== "" && !text.endsWith("\n")) writeSync(this.#open(), "\n");
    return text.split("\n").flatMap((line) => parsed<Entry>(line));
  }

  clear(): void {
    ftruncateSync(this.#open());
    this.#size = 0;
  }

  close(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor);
    this.#descriptor = null;
  }

  #open(): number {
    if (this.#descriptor !== null) return this.#descriptor;
    mkdirSync(path.dirname(this.#file), { recursive: true });
    this.#descriptor = openSync(this.#file, "a+");
    return this.#descriptor;
  }
}

const isoDate = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const reviveDates = (_key: string, value: unknown) => (typeof value === "string" && isoDate.test(value) ? new Date(value) : value);

function parsed<Entry>(line: string): Entry[] {
  try {
    return line === "" ? [] : [JSON.parse(line, reviveDates) as Entry];
  } catch {
    return [];
  }
}
