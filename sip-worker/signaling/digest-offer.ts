/**
 * Which digest algorithms a client is offered. RFC 8760 2.4 lets a client pick the first that it knows, but some give up instead
 * when they see another than MD5 (measured: baresip 1.0.0 "Function not implemented", sipp 3.6.1 "authentication must use MD5"). They
 * are offered MD5 alone. This weakens nothing: MD5 is offered to everyone, so pretending to be such a client gains nothing.
 */
import type { DigestAlgorithm } from "../ports/accounts.ts";
import { digestAlgorithms } from "./digest.ts";

const md5Only = [/^baresip v?[01]\./i, /^sipp\b/i];
/** sipp has no User-Agent of its own; its branches are process-call-message. */
const sippBranch = /branch=z9hG4bK-\d{1,9}-\d{1,9}-\d{1,9}(?![\w-])/;

export function offeredAlgorithms(userAgent: string | undefined, via: string | undefined): readonly DigestAlgorithm[] {
  const givesUp = md5Only.some((pattern) => pattern.test(userAgent ?? "")) || sippBranch.test(via ?? "");
  return givesUp ? ["MD5"] : digestAlgorithms;
}
