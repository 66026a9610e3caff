/**
 * Digest access authentication, the server's side (RFC 7616, RFC 8760 for SIP): MD5, SHA-256 and SHA-512-256 with qop=auth. A
 * nonce proves itself by an HMAC and its time; the nonce count of each is remembered, so that nothing can be played again.
 */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { DigestAlgorithm, SipAccount } from "../ports/accounts.ts";
import { splitList } from "./header-fields.ts";

/** In the order of preference in which they are offered (RFC 8760 2.4). */
export const digestAlgorithms: readonly DigestAlgorithm[] = ["SHA-256", "SHA-512-256", "MD5"];
const hashNames: Record<DigestAlgorithm, string> = { MD5: "md5", "SHA-256": "sha256", "SHA-512-256": "sha512-256" };
const hash = (algorithm: DigestAlgorithm, text: string) => createHash(hashNames[algorithm]).update(text).digest("hex");

const nonceLifeMs = 300_000;
const rememberedNonces = 20_000;

export type NonceCheck = "fresh" | "stale" | "replayed";

export class NonceBook {
  readonly #secret: Buffer;
  readonly #counts = new Map<string, number>();
  /** Of the nonces that were forgotten for want of room, when the youngest was issued: what is older may have been used. */
  #forgottenUntil = Number.NEGATIVE_INFINITY;

  constructor(secret: Buffer) {
    this.#secret = secret;
  }

  /** `salt` makes nonces of the same millisecond differ. Only who is at `address` can use it: nobody guesses under forged addresses. */
  issue(now: number, salt: string, address: string): string {
    const body = `${Math.round(now).toString(36)}.${salt}`;
    return `${body}.${this.#seal(body, address)}`;
  }

  /** Changes nothing: who does not know a password can use up neither a nonce nor the room for them. */
  check(nonce: string, count: number, now: number, address: string): NonceCheck {
    const end = nonce.lastIndexOf(".");
    const body = nonce.slice(0, Math.max(end, 0));
    if (!equal(nonce.slice(end + 1), this.#seal(body, address))) return "stale";
    if (now - issuedAt(nonce) > nonceLifeMs) return "stale";
    const highest = this.#counts.get(nonce);
    if (highest === undefined && issuedAt(nonce) <= this.#forgottenUntil) return "stale";
    return count > (highest ?? 0) ? "fresh" : "replayed";
  }

  /** After a right response: this count and those below it are used up. */
  use(nonce: string, count: number): void {
    this.#counts.delete(nonce);
    this.#counts.set(nonce, count);
    const [oldest] = this.#counts.keys();
    if (this.#counts.size <= rememberedNonces || oldest === undefined) return;
    this.#counts.delete(oldest);
    this.#forgottenUntil = Math.max(this.#forgottenUntil, issuedAt(oldest));
  }

  #seal(body: string, address: string): string {
    return createHmac("sha256", this.#secret).update(`${body}\n${address}`).digest("base64url").slice(0, 22);
  }
}

const issuedAt = (nonce: string) => Number.parseInt(nonce, 36);

export interface Credentials {
  username: string;
  realm: string;
  nonce: string;
  uri: string;
  response: string;
  algorithm: DigestAlgorithm;
  cnonce: string;
  /** As sent: eight hexadecimal digits. */
  nc: string;
}

/** Null: no digest credentials with qop=auth in it. */
export function parseCredentials(header: string | undefined): Credentials | null {
  if (!header || !/^digest /i.test(header)) return null;
  const fields = new Map(splitList(header.slice(7)).map(fieldOf));
  const get = (name: string) => fields.get(name) ?? "";
  const algorithm = digestAlgorithms.find((name) => name.toLowerCase() === (get("algorithm") || "MD5").toLowerCase());
  const complete = ["username", "realm", "nonce", "uri", "response", "cnonce", "nc"].every((name) => get(name) !== "");
  if (!algorithm || !complete || get("qop").toLowerCase() !== "auth" || !/^[0-9a-f]{8}$/i.test(get("nc"))) return null;
  return {
    username: get("username"),
    realm: get("realm"),
    nonce: get("nonce"),
    uri: get("uri"),
    response: get("response"),
    algorithm,
    cnonce: get("cnonce"),
    nc: get("nc"),
  };
}

function fieldOf(part: string): [string, string] {
  const equals = part.indexOf("=");
  const value = part.slice(equals + 1).trim();
  const plain = value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, "$1") : value;
  return [part.slice(0, Math.max(equals, 0)).trim().toLowerCase(), plain];
}

/** RFC 7616 3.4.1 with qop=auth. */
export function digestResponse(ha1: string, method: string, credentials: Omit<Credentials, "response" | "username" | "realm">): string {
  const { algorithm, nonce, nc, cnonce, uri } = credentials;
  return hash(algorithm, `${ha1}:${nonce}:${nc}:${cnonce}:auth:${hash(algorithm, `${method}:${uri}`)}`);
}

/** Stand in for accounts that do not exist: as long as real ones, made once. */
const nobody = Object.fromEntries(digestAlgorithms.map((name) => [name, hash(name, "nobody")])) as Record<DigestAlgorithm, string>;

/** The same work, and so the same time, for an account that does not exist. */
export function isRightResponse(account: SipAccount | undefined, method: string, credentials: Credentials): boolean {
  const ha1 = (account?.ha1 ?? nobody)[credentials.algorithm];
  const right = equal(digestResponse(ha1, method, credentials), credentials.response.toLowerCase());
  return right && account !== undefined && account.realm === credentials.realm;
}

/** One challenge per algorithm, in the order given. */
export function challenges(algorithms: readonly DigestAlgorithm[], realm: string, nonce: string, stale: boolean): string[] {
  const flag = stale ? ", stale=true" : "";
  return algorithms.map((algorithm) => `Digest realm="${realm}", nonce="${nonce}", algorithm=${algorithm}, qop="auth"${flag}`);
}

function equal(one: string, other: string): boolean {
  const a = Buffer.from(one);
  const b = Buffer.from(other);
  return a.length === b.length && timingSafeEqual(a, b);
}
