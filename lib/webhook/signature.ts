/** How a receiver knows that a delivery is ours and of now (docs/webhooks.md). */
import { createHmac } from "node:crypto";

/** `t=SECONDS,v1=HEX`: HMAC-SHA256 of the time, a full stop and the body, by the webhook's secret. */
export function signature(secret: string, body: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  return `t=${seconds},v1=${createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex")}`;
}
