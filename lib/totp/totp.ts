/** Time-based one-time passwords as authenticator apps make them: HMAC-SHA-1, six digits, steps of 30 seconds (RFC 6238, RFC 4226). */
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

const stepSeconds = 30;
const digits = 6;
/** A code of the step before or after is taken too: clocks differ, and typing takes its time (RFC 6238 5.2). */
const stepsAside = [0, -1, 1];

export const newSecret = (): Buffer => randomBytes(20);

export const stepAt = (now: Date): number => Math.floor(now.getTime() / 1000 / stepSeconds);

export function codeOf(secret: Buffer, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac("sha1", secret).update(counter).digest();
  const offset = mac[19]! & 15;
  return String((mac.readUInt32BE(offset) & 0x7f_ff_ff_ff) % 10 ** digits).padStart(digits, "0");
}

/** The step whose code it is, or null. Blanks are of the writer's eye only. */
export function stepOf(secret: Buffer, code: string, now: Date): number | null {
  const typed = Buffer.from(code.replace(/\s/g, ""));
  if (typed.length !== digits) return null;
  const steps = stepsAside.map((aside) => stepAt(now) + aside);
  return steps.find((step) => timingSafeEqual(Buffer.from(codeOf(secret, step)), typed)) ?? null;
}

/** What the QR code says (the "Key URI" that authenticator apps read). */
export const keyUri = (issuer: string, account: string, secret: Buffer): string =>
  `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(account)}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}`;

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** RFC 4648 6, without padding. */
export function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, "0"), 2)]).join("");
}
