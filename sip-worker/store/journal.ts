/** An append-only file of writes that the database did not take, one JSON object a line; replayed exactly as it was. */
import { appendFile, mkdir, readFile, rm } from "node:fs/promises";
import path from "node:path";

export class Journal<Entry> {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  async append(entries: Entry[]): Promise<void> {
    await mkdir(path.dirname(this.#file), { recursive: true });
    await appendFile(this.#file, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""), { flush: true });
  }

  /** A last line that was cut by a crash is left out. */
  async read(): Promise<Entry[]> {
    const text = await readFile(this.#file, "utf8").catch(() => "");
    return text
      .split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line, reviveDates) as Entry);
  }

  clear(): Promise<void> {
    return rm(this.#file, { force: true });
  }
}

const isoDate = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const reviveDates = (_key: string, value: unknown) => (typeof value === "string" && isoDate.test(value) ? new Date(value) : value);
