/** Configurations of all organisations, read whole, and again when a notice says that they changed. */

import { loadConfiguration, organisationIds } from "../../lib/db/configuration.ts";
import { ConfigurationNotices } from "../../lib/db/configuration-notices.ts";
import type { OrganisationConfiguration } from "../../lib/domain/configuration.ts";
import { inBackground } from "../runtime/background.ts";
import type { Log } from "../runtime/log.ts";

export interface ConfigurationListener {
  changed(configuration: OrganisationConfiguration): Promise<void>;
  removed(organisationId: string): void;
}

const retryMs = 1_000;

export class ConfigurationSource {
  readonly #log: Log;
  readonly #notices: ConfigurationNotices;
  readonly #listener: ConfigurationListener;
  readonly #loading = new Map<string, Promise<void>>();
  readonly #again = new Set<string>();
  readonly #retries = new Map<string, NodeJS.Timeout>();
  #stopped = false;
  /** False while the database cannot be reached: calls go on with what was read last. */
  available = false;

  constructor(url: string, log: Log, listener: ConfigurationListener) {
    this.#log = log;
    this.#listener = listener;
    this.#notices = new ConfigurationNotices(url, {
      changed: ({ organisationId }) => inBackground(log, "read a configuration", this.#readOrRetry(organisationId)),
      connected: () => inBackground(log, "read all configurations", this.#readAll()),
      lost: (error) => {
        if (this.available) log.warn("the database is away: calls go on with the last configuration", { error: error.message });
        this.available = false;
      },
    });
  }

  /** Resolves when every configuration has been read once. */
  async start(): Promise<void> {
    await this.#notices.start();
    await this.#readAll();
  }

  /** Reads the organisation now, for a command that names what a notice has not told yet. */
  refresh(organisationId: string): Promise<void> {
    return this.#read(organisationId);
  }

  stop(): Promise<void> {
    this.#stopped = true;
    for (const retry of this.#retries.values()) clearTimeout(retry);
    return this.#notices.stop();
  }

  /** An organisation that cannot be read does not keep the others from being served. */
  async #readAll(): Promise<void> {
    this.available = true;
    for (const id of await organisationIds()) await this.#readOrRetry(id);
  }

  /** A change that was told once and could not be read must not be forgotten. */
  async #readOrRetry(organisationId: string): Promise<void> {
    try {
      await this.#read(organisationId);
    } catch (error) {
      this.#log.error("a configuration could not be read", { organisationId, error: (error as Error).message });
      if (this.#retries.has(organisationId) || this.#stopped) return;
      const retry = setTimeout(() => {
        this.#retries.delete(organisationId);
        inBackground(this.#log, "read a configuration", this.#readOrRetry(organisationId));
      }, retryMs);
      this.#retries.set(organisationId, retry);
    }
  }

  /** Notices that come while one is being read lead to one more reading, not to many. */
  #read(organisationId: string): Promise<void> {
    const running = this.#loading.get(organisationId);
    if (running) {
      this.#again.add(organisationId);
      return running;
    }
    const reading = this.#readUntilSettled(organisationId);
    this.#loading.set(organisationId, reading);
    return reading;
  }

  async #readUntilSettled(organisationId: string): Promise<void> {
    try {
      do {
        this.#again.delete(organisationId);
        const configuration = await loadConfiguration(organisationId);
        if (configuration) await this.#listener.changed(configuration);
        else this.#listener.removed(organisationId);
        this.#log.debug("configuration read", { organisationId, version: configuration?.version ?? null });
      } while (this.#again.has(organisationId));
    } finally {
      // In the same step as the last look at `#again`: a notice in between would be lost.
      this.#loading.delete(organisationId);
    }
  }
}
