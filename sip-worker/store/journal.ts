/**
 * An append-only file of facts that the database has not taken yet, one JSON object a line; replayed exactly as it was. Appending is
 * synchronous: when it returns, the facts outlive the process (kill -9), and after `sync` the machine's power too.
 */
import { closeSync, fdatasync, fstatSync, ftruncateSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";

export class Journal<Entry> {
  readonly #file: string;
  #descriptor: number | null = null;
  #size = 0;

  constructor(file: string) {
    this.#file = file;
  }

  /** Of the file, in bytes. */
  get size(): number {
    return this.#size;
  }

  /** All of them or, when it throws, none. */
  append(entries: readonly Entry[]): void {
    const descriptor = this.#open();
    const bytes = linesOf(entries);
    try {
      writeWhole(descriptor, bytes);
    } catch (error) {
      ftruncateSync(descriptor, this.#size);
      throw error;
    }
    this.#size += bytes.length;
  }

  async sync(): Promise<void> {
    await promisify(fdatasync)(this.#open());
  }

  /** A line that was cut by a crash is left out, and taken away, so that the next one begins on a line of its own. */
  read(): Entry[] {
    const descriptor = this.#open();
    const bytes = readFileSync(this.#file);
    this.#size = bytes.lastIndexOf("\n") + 1;
    if (this.#size < bytes.length) ftruncateSync(descriptor, this.#size);
    return bytes
      .toString("utf8", 0, this.#size)
      .split("\n")
      .flatMap((line) => parsed<Entry>(line));
  }

  clear(): void {
    ftruncateSync(this.#open());
    this.#size = 0;
  }

  /** These entries in place of all others. Whenever it is interrupted, by a kill or a full disk, the file is the old one or the new one. */
  rewrite(entries: readonly Entry[]): void {
    const fresh = `${this.#file}.new`;
    const bytes = linesOf(entries);
    const descriptor = openSync(fresh, "w");
    try {
      writeWhole(descriptor, bytes);
      renameSync(fresh, this.#file);
    } finally {
      closeSync(descriptor);
    }
    this.close();
    this.#open();
  }

  close(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor);
    this.#descriptor = null;
  }

  #open(): number {
    if (this.#descriptor !== null) return this.#descriptor;
    mkdirSync(path.dirname(this.#file), { recursive: true });
    this.#descriptor = openSync(this.#file, "a+");
    this.#size = fstatSync(this.#descriptor).size;
    return this.#descriptor;
  }
}

const linesOf = (entries: readonly unknown[]) => Buffer.from(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""));

/** A disk that is nearly full takes a part first, and throws at the rest. */
function writeWhole(descriptor: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
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
