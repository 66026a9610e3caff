/** Certificate, key and trusted authorities as read from files (PEM). */
import { readFileSync } from "node:fs";

export interface TlsFiles {
  readonly cert: Buffer;
  readonly key: Buffer;
  /** Whom outgoing connections trust; null: the system's authorities. */
  readonly ca: Buffer | null;
}

/** Throws the system's error when a file cannot be read. */
export function readTlsFiles(certFile: string, keyFile: string, caFile: string | null): TlsFiles {
  return { cert: readFileSync(certFile), key: readFileSync(keyFile), ca: caFile === null ? null : readFileSync(caFile) };
}
