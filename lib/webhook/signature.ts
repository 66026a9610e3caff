/** How a receiver knows that a delivery is ours and of now (docs/webhooks.md). */
import { createHmac } from "node:crypto";

/** `t=SECONDS,v1=HEX`: HMAC-SHA256 of the time, a full stop and the body, by the webhook's secret; `v1` once for each secret. */
export function signature(secrets: readonly string[], body: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  const signed = (secret: string) => `v1=${createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex")}`;
  return [`t=${seconds}`, ...secrets.map(signed)].join(",");
}
