/** LISTEN on one channel: one connection, reconnected when it is lost. */
import pg from "pg";

export interface NoticeListener {
  told(payload: string): void;
  /** Listening (again): what was told meanwhile is lost, so everything must be looked at. */
  connected(): void;
  lost(error: Error): void;
}

const retryMs = 1_000;

export class Notices {
  readonly #url: string;
  readonly #channel: string;
  readonly #applicationName: string;
  readonly #listener: NoticeListener;
  #client: pg.Client | null = null;
  #timer: NodeJS.Timeout | null = null;
  #stopped = false;

  constructor(url: string, channel: string, applicationName: string, listener: NoticeListener) {
    this.#url = url;
    this.#channel = channel;
    this.#applicationName = applicationName;
    this.#listener = listener;
  }

  async start(): Promise<void> {
    const client = new pg.Client({ connectionString: this.#url, application_name: this.#applicationName, keepAlive: true });
    client.on("notification", ({ payload }) => this.#listener.told(payload ?? ""));
    client.on("error", (error) => this.#onLost(client, error));
    client.on("end", () => this.#onLost(client, new Error("connection ended")));
    this.#client = client;
    try {
      await client.connect();
      await client.query(`LISTEN ${this.#channel}`);
      this.#listener.connected();
    } catch (error) {
      this.#onLost(client, error as Error);
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#client?.end().catch(() => undefined);
  }

  #onLost(client: pg.Client, error: Error): void {
    if (this.#stopped || this.#client !== client) return;
    this.#client = null;
    this.#listener.lost(error);
    this.#timer = setTimeout(() => void this.start(), retryMs);
  }
}
