/**
 * Configurations of all organisations: read whole at first, after a failure and whenever notices may have been missed; when a notice
 * says that one changed, what was changed since.
 */
import { configurationVersion, loadConfiguration, organisationIds } from "../../lib/db/configuration.ts";
import { ConfigurationNotices } from "../../lib/db/configuration-notices.ts";
import type { OrganisationConfiguration } from "../../lib/domain/configuration.ts";
import { inBackground } from "../runtime/background.ts";
import type { Log } from "../runtime/log.ts";

export interface ConfigurationListener {
  changed(configuration: OrganisationConfiguration): Promise<void>;
  removed(organisationId: string): void;
}

const retryMs = 1_000;
/** Newer than any: what changed is not known, so the whole is read. */
const anyVersion = Number.POSITIVE_INFINITY;

export class ConfigurationSource {
  readonly #log: Log;
  readonly #notices: ConfigurationNotices;
  readonly #listener: ConfigurationListener;
  readonly #loading = new Map<string, Promise<void>>();
  /** The newest version that was told of and is not in force. */
  readonly #wanted = new Map<string, number>();
  readonly #inForce = new Map<string, OrganisationConfiguration>();
  readonly #retries = new Map<string, NodeJS.Timeout>();
  #stopped = false;
  /** False while the database cannot be reached: calls go on with what was read last. */
  available = false;

  constructor(url: string, log: Log, listener: ConfigurationListener) {
    this.#log = log;
    this.#listener = listener;
    this.#notices = new ConfigurationNotices(url, {
      changed: ({ organisationId, version }) => inBackground(log, "read a configuration", this.#readOrRetry(organisationId, version)),
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
  async refresh(organisationId: string): Promise<void> {
    await this.#read(organisationId, (await configurationVersion(organisationId)) ?? anyVersion);
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
  async #readOrRetry(organisationId: string, version = anyVersion): Promise<void> {
    try {
      await this.#read(organisationId, version);
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

  /** What is told while one is being read leads to one more reading at most, and to none when it has come with that one. */
  async #read(organisationId: string, version: number): Promise<void> {
    this.#wanted.set(organisationId, Math.max(version, this.#wanted.get(organisationId) ?? 0));
    let reading = this.#loading.get(organisationId);
    if (!reading) {
      // Begun in the next step: one that finds nothing to read ends at once, and must not end before it is noted.
      reading = Promise.resolve().then(() => this.#readUntilSettled(organisationId));
      this.#loading.set(organisationId, reading);
    }
    await reading;
  }

  #isInForce = (organisationId: string, version: number) => (this.#inForce.get(organisationId)?.version ?? 0) >= version;

  async #readUntilSettled(organisationId: string): Promise<void> {
    try {
      for (let wanted = this.#wanted.get(organisationId); wanted !== undefined; wanted = this.#wanted.get(organisationId)) {
        this.#wanted.delete(organisationId);
        if (!this.#isInForce(organisationId, wanted)) await this.#readOnce(organisationId, wanted === anyVersion);
      }
    } finally {
      // In the same step as the last look at `#wanted`: a notice in between would be lost.
      this.#loading.delete(organisationId);
    }
  }

  async #readOnce(organisationId: string, whole: boolean): Promise<void> {
    const configuration = await loadConfiguration(organisationId, whole ? undefined : this.#inForce.get(organisationId));
    if (configuration) {
      await this.#listener.changed(configuration);
      this.#inForce.set(organisationId, configuration);
    } else {
      this.#inForce.delete(organisationId);
      this.#listener.removed(organisationId);
    }
    this.#log.debug("configuration read", { organisationId, version: configuration?.version ?? null, whole });
  }
}
