/** Tells each fault of the configuration once: again only when it was mended meanwhile. */
import type { OrganisationConfiguration } from "../../lib/domain/configuration.ts";
import { configurationFaults } from "../../lib/domain/configuration-faults.ts";
import type { Log } from "../runtime/log.ts";

export class FaultLog {
  readonly #log: Log;
  #told: ReadonlySet<string> = new Set();

  constructor(log: Log) {
    this.#log = log;
  }

  look(configuration: OrganisationConfiguration): void {
    const { organisationId } = configuration;
    const faults = new Map(configurationFaults(configuration).map((fault) => [JSON.stringify(fault), fault]));
    for (const [key, fault] of faults)
      if (!this.#told.has(key)) this.#log.warn("a setting cannot be followed", { organisationId, ...fault });
    this.#told = new Set(faults.keys());
  }
}
