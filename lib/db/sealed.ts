/**
 * Secrets that must be used again in clear (a trunk's password): sealed with the installation's secret (AES-256-GCM), so that a copy of
 * the database alone gives nothing away. The name of what is sealed is bound in: one row's secret cannot be put in another's place.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

const version = "v1";
const ivBytes = 12;
const tagBytes = 16;

const keyOf = (secret: string) => Buffer.from(hkdfSync("sha256", secret, "jono", "sealed-secrets", 32));

export function seal(secret: string, name: string, text: string): string {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv("aes-256-gcm", keyOf(secret), iv).setAAD(Buffer.from(name));
  const sealed = Buffer.concat([iv, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `${version}.${sealed.toString("base64url")}`;
}

/** Null: sealed with another secret or under another name, or not by us at all. */
export function unseal(secret: string, name: string, sealed: string): string | null {
  const [given, text = ""] = sealed.split(".");
  const bytes = Buffer.from(text, "base64url");
  if (given !== version || bytes.length < ivBytes + tagBytes) return null;
  const decipher = createDecipheriv("aes-256-gcm", keyOf(secret), bytes.subarray(0, ivBytes)).setAAD(Buffer.from(name));
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(ivBytes, -tagBytes)), decipher.final()]).toString("utf8");
  } catch {
    return null;
  }
}

/** Under which name a trunk's password is sealed. */
export const trunkPasswordName = (trunkId: string) => `trunk ${trunkId} password`;

/** And a webhook's. */
export const webhookSecretName = (webhookId: string) => `webhook ${webhookId} secret`;
