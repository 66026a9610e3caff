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

  /** A line that was cut by a crash is left out, and ended, so that the next one begins on a line of its own. */
  async read(): Promise<Entry[]> {
    const text = await readFile(this.#file, "utf8").catch(() => "");
    if (text !== "" && !text.endsWith("\n")) await appendFile(this.#file, "\n", { flush: true });
    return text.split("\n").flatMap((line) => parsed<Entry>(line));
  }

  clear(): Promise<void> {
    return rm(this.#file, { force: true });
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
