/**
 * Connections that phones registered over (TCP, TLS, WebSocket): a phone behind NAT or in a browser can be reached by no other way, so
 * requests to its Contact go down the connection it keeps open.
 */
import { headerValue, headerValues, type SipRequest, type SipResponse } from "../message/message.ts";
import { parseNameAddrList } from "../message/name-addr.ts";
import { parameterValue } from "../message/parameters.ts";
import { parseSipUri } from "../message/uri.ts";
import type { Flow } from "../transport/flow.ts";

const contactsAtMost = 20_000;
const longestSeconds = 86_400;

export class RegisteredFlows {
  readonly #flows = new Map<string, { flow: Flow; until: number }>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** An application accepted a registration. */
  registered(request: SipRequest, response: SipResponse, flow: Flow): void {
    if (!flow.reliable) return;
    for (const { uri, parameters } of headerValues(request, "contact").flatMap((value) => parseNameAddrList(value) ?? [])) {
      const key = keyOf(uri);
      const own = parameterValue(parameters, "expires") ?? headerValue(response, "expires") ?? headerValue(request, "expires") ?? "3600";
      const seconds = Math.min(Number.parseInt(own, 10) || 0, longestSeconds);
      if (key === null) continue;
      this.#flows.delete(key);
      if (seconds > 0) this.#flows.set(key, { flow, until: this.#now() + seconds * 1000 });
      const [oldest] = this.#flows.keys();
      if (this.#flows.size > contactsAtMost && oldest !== undefined) this.#flows.delete(oldest);
    }
  }

  find(uri: string): Flow | null {
    const key = keyOf(uri);
    const found = key === null ? undefined : this.#flows.get(key);
    if (!found || key === null) return null;
    if (found.flow.open && found.until > this.#now()) return found.flow;
    this.#flows.delete(key);
    return null;
  }
}

function keyOf(uri: string): string | null {
  const parsed = parseSipUri(uri);
  return parsed && `${parsed.user ?? ""}@${parsed.host.toLowerCase()}:${parsed.port ?? ""}`;
}
