/** Session timer of one dialog (RFC 4028 10): who refreshes, when, and when the session counts as dead. Sans-IO. */
import { parseDecimal } from "../message/characters.ts";
import { headerValue, type SipMessage } from "../message/message.ts";

export interface SessionTerms {
  readonly intervalSeconds: number;
  /** Null: the message does not say. */
  readonly refresher: "uac" | "uas" | null;
}

export const shortestIntervalSeconds = 90;

/** Session-Expires of a message; null when it has none or one that means nothing. */
export function sessionTermsOf(message: SipMessage): SessionTerms | null {
  const [number = "", ...parameters] = (headerValue(message, "session-expires") ?? "").split(";").map((part) => part.trim().toLowerCase());
  const intervalSeconds = parseDecimal(number, 4_294_967_295);
  if (!intervalSeconds) return null;
  const named = parameters.find((parameter) => parameter.startsWith("refresher="))?.slice("refresher=".length);
  return { intervalSeconds, refresher: named === "uac" || named === "uas" ? named : null };
}

export const formatSessionTerms = ({ intervalSeconds, refresher }: SessionTerms): string =>
  refresher ? `${intervalSeconds};refresher=${refresher}` : String(intervalSeconds);

export class SessionTimer {
  #refreshAt: number | null;
  readonly #endAt: number;

  /** Starts at every 2xx that carries the terms; `weRefresh` is our side of them. */
  constructor(intervalSeconds: number, weRefresh: boolean, now: number) {
    const intervalMs = Math.max(shortestIntervalSeconds, intervalSeconds) * 1000;
    this.#refreshAt = weRefresh ? now + intervalMs / 2 : null;
    this.#endAt = now + intervalMs;
  }

  deadline(): number {
    return Math.min(this.#refreshAt ?? this.#endAt, this.#endAt);
  }

  timerFired(now: number): "refresh" | "expired" | null {
    if (now >= this.#endAt) return "expired";
    if (this.#refreshAt === null || now < this.#refreshAt) return null;
    this.#refreshAt = null;
    return "refresh";
  }

  /** The refresh met another request under way (491): once more, a little later. */
  retryRefresh(at: number): void {
    this.#refreshAt = at;
  }
}
