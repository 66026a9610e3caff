/**
 * One attempt to deliver. The host's addresses are looked up once, every one of them must be permitted, and the connection goes to one
 * that was looked at: a name that changes meanwhile (DNS rebinding) changes nothing. Redirects are not followed.
 */
import { lookup } from "node:dns/promises";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest, type RequestOptions } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import type { WebhookAnswer, WebhookFailure } from "../domain/webhook-delivery.ts";
import { isPublicAddress } from "./public-address.ts";

export interface Delivery {
  url: string;
  headers: Record<string, string>;
  body: string;
}

export interface Network {
  resolve(host: string): Promise<string[]>;
  permits(address: string): boolean;
  /** Of authorities beside the system's, PEM. */
  authority?: string;
}

export const internet: Network = {
  resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  permits: isPublicAddress,
};

const longestAnswerBytes = 65_536;

export class WebhookPost {
  readonly #network: Network;
  readonly #timeoutMs: number;

  constructor(network: Network = internet, timeoutMs = 10_000) {
    this.#network = network;
    this.#timeoutMs = timeoutMs;
  }

  /** Never throws: whatever the other side does is an answer. */
  async send(delivery: Delivery): Promise<WebhookAnswer> {
    const end = new AbortController();
    const late = new Promise<WebhookAnswer>((resolve) => {
      end.signal.addEventListener("abort", () => resolve({ ok: false, failure: "timeout" }), { once: true });
    });
    const timer = setTimeout(() => end.abort(), this.#timeoutMs);
    try {
      return await Promise.race([this.#attempt(delivery, end.signal), late]);
    } finally {
      clearTimeout(timer);
      end.abort();
    }
  }

  async #attempt(delivery: Delivery, signal: AbortSignal): Promise<WebhookAnswer> {
    const url = new URL(delivery.url);
    const host = url.hostname.replace(/^\[|\]$/g, "");
    const addresses = isIP(host) ? [host] : await this.#network.resolve(host).catch(() => []);
    if (addresses.length === 0) return { ok: false, failure: "unknownHost" };
    if (!addresses.every((address) => this.#network.permits(address))) return { ok: false, failure: "forbiddenAddress" };
    if (signal.aborted) return { ok: false, failure: "timeout" };
    return exchange(url, delivery, { host, lookup: only(addresses), agent: false, signal, ca: this.#network.authority });
  }
}

/** What was looked at is all that the connection can find. */
const only =
  (addresses: string[]): LookupFunction =>
  (_host, { all }, told) => {
    const found = addresses.map((address) => ({ address, family: isIP(address) }));
    if (all) told(null, found);
    else told(null, found[0]!.address, found[0]!.family);
  };

function exchange(url: URL, { headers, body }: Delivery, connection: RequestOptions): Promise<WebhookAnswer> {
  const options: RequestOptions = {
    ...connection,
    method: "POST",
    port: url.port,
    path: url.pathname + url.search,
    headers: { ...headers, Host: url.host, "Content-Length": String(Buffer.byteLength(body)) },
  };
  return new Promise((resolve) => {
    const request = url.protocol === "https:" ? httpsRequest(options) : httpRequest(options);
    request.on("error", (error) => resolve({ ok: false, failure: failureOf(error) }));
    request.on("response", (response) => readToEnd(response, resolve));
    request.end(body);
  });
}

/** What is answered beyond its status is of no interest; more than 64 KB of it is not waited for. */
function readToEnd(response: IncomingMessage, resolve: (answer: WebhookAnswer) => void): void {
  const status = response.statusCode ?? 0;
  const answer = { ok: status >= 200 && status < 300, status };
  let bytes = 0;
  response.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= longestAnswerBytes) return;
    resolve(answer);
    response.destroy();
  });
  response.on("end", () => resolve(answer));
  response.on("error", () => resolve({ ok: false, failure: "brokenAnswer" }));
}

function failureOf(error: Error): WebhookFailure {
  const code = String((error as { code?: unknown }).code ?? "");
  if (/CERT|SIGNATURE|TLS|SSL|SELF_SIGNED/.test(code)) return "badCertificate";
  return code.startsWith("HPE_") ? "brokenAnswer" : "notConnected";
}
