/** The control connection to the edge or to a drachtio-server, and what is known of it. drachtio-srf reconnects by itself. */
import type { Log } from "../runtime/log.ts";
import { createApplication, type SrfApplication } from "./srf.ts";

export class SrfLink {
  readonly srf: SrfApplication = createApplication();
  readonly #log: Log;
  connected = false;
  #everConnected = false;
  #told = false;

  constructor(log: Log) {
    this.#log = log;
  }

  /** Resolves at the first connection. */
  connect(host: string, port: number, secret: string): Promise<void> {
    return new Promise((resolve) => {
      this.srf.on("connect", (error, hostport) => {
        this.#onConnect(error, hostport);
        if (!error) resolve();
      });
      this.srf.on("disconnect", () => {
        this.connected = false;
        this.#log.warn("the SIP server's control connection is lost");
      });
      // Fires at every refused retry: told once.
      this.srf.on("error", (error) => {
        this.connected = false;
        if (!this.#told) this.#log.warn("the SIP server cannot be reached, trying again", { host, port, error: error?.message ?? "" });
        this.#told = true;
      });
      void this.srf.connect({ host, port, secret, enablePing: true, pingInterval: 5_000 });
    });
  }

  /** drachtio-srf throws when it was never connected. */
  disconnect(): void {
    if (this.#everConnected) this.srf.disconnect();
  }

  #onConnect(error: Error | null, hostport: string): void {
    if (error) {
      this.#log.error("the SIP server refused us", { error: error.message });
      return;
    }
    this.connected = true;
    this.#everConnected = true;
    this.#told = false;
    this.#log.info("connected to the SIP server", { listeners: hostport });
  }
}
