/** The decisions of one organisation as a file that `npm run replay` steps through: one for each time its lease is taken. */
import { mkdirSync, openSync, writeSync } from "node:fs";
import path from "node:path";
import type { Lease } from "../../lib/db/leases.ts";
import type { DistributionCommand, DistributionEvent } from "../../lib/distribution/events.ts";
import { historyBegin, historyLine } from "../../lib/distribution/history.ts";

export class HistoryFile {
  readonly #descriptor: number;

  constructor(directory: string, { organisationId, token }: Lease, seed: number) {
    mkdirSync(directory, { recursive: true });
    this.#descriptor = openSync(path.join(directory, `${organisationId}-${token}.jsonl`), "w");
    this.#write(historyBegin(seed));
  }

  note(now: number, event: DistributionEvent, commands: readonly DistributionCommand[]): void {
    this.#write(historyLine(now, event, commands));
  }

  #write(line: string): void {
    writeSync(this.#descriptor, `${line}\n`);
  }
}
