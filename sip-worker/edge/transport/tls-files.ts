/** Certificate, key and trusted authorities as read from files (PEM). */
import { readFileSync } from "node:fs";
import { createSecureContext } from "node:tls";

export interface TlsFiles {
  readonly cert: Buffer;
  readonly key: Buffer;
  /** Whom outgoing connections trust; null: the system's authorities. */
  readonly ca: Buffer | null;
}

/** Throws when a file cannot be read, or is no certificate or not its key. */
export function readTlsFiles(certFile: string, keyFile: string, caFile: string | null): TlsFiles {
  const files = { cert: readFileSync(certFile), key: readFileSync(keyFile), ca: caFile === null ? null : readFileSync(caFile) };
  createSecureContext({ ...files, ca: files.ca ?? undefined });
  return files;
}
