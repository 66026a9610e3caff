/**
 * Digest access authentication, the client's side (RFC 7616, RFC 8760 for SIP), for trunks alone. It answers the realm that is
 * configured and no other: a peer that asks for another realm learns nothing that could be used elsewhere.
 */
import { createHash } from "node:crypto";
import type { DigestAlgorithm } from "../ports/accounts.ts";
import { digestAlgorithms, digestResponse } from "./digest.ts";
import { quote, splitList } from "./header-fields.ts";

export interface TrunkCredentials {
  user: string;
  password: string;
  realm: string;
}

export interface Challenge {
  realm: string;
  nonce: string;
  opaque: string | null;
  algorithm: DigestAlgorithm;
  qop: boolean;
  stale: boolean;
}

export type ChallengeAnswer = { ok: true; header: string } | { ok: false; reason: "foreignRealm" | "notUnderstood" };

const hashNames: Record<DigestAlgorithm, string> = { MD5: "md5", "SHA-256": "sha256", "SHA-512-256": "sha512-256" };
const hash = (algorithm: DigestAlgorithm, text: string) => createHash(hashNames[algorithm]).update(text).digest("hex");

/** The value of an Authorization or Proxy-Authorization header. `cnonce` is random, `count` the use of the nonce, from 1. */
export function answerChallenge(
  header: string | undefined,
  credentials: TrunkCredentials,
  request: { method: string; uri: string },
  cnonce: string,
  count = 1,
): ChallengeAnswer {
  const all = readChallenges(header ?? "");
  const own = all.filter((challenge) => challenge.realm === credentials.realm);
  const strongest = digestAlgorithms.flatMap((algorithm) => own.find((challenge) => challenge.algorithm === algorithm) ?? [])[0];
  if (!strongest) return { ok: false, reason: all.length > 0 && own.length === 0 ? "foreignRealm" : "notUnderstood" };
  return { ok: true, header: authorization(strongest, credentials, request, cnonce, count) };
}

function authorization(
  { realm, nonce, opaque, algorithm, qop }: Challenge,
  { user, password }: TrunkCredentials,
  { method, uri }: { method: string; uri: string },
  cnonce: string,
  count: number,
): string {
  const nc = count.toString(16).padStart(8, "0");
  const ha1 = hash(algorithm, `${user}:${realm}:${password}`);
  const response = qop
    ? digestResponse(ha1, method, { algorithm, nonce, nc, cnonce, uri })
    : hash(algorithm, `${ha1}:${nonce}:${hash(algorithm, `${method}:${uri}`)}`);
  const fields = [
    `username=${quote(user)}`,
    `realm=${quote(realm)}`,
    `nonce=${quote(nonce)}`,
    `uri="${uri}"`,
    `response="${response}"`,
    `algorithm=${algorithm}`,
    ...(qop ? [`qop=auth`, `nc=${nc}`, `cnonce="${cnonce}"`] : []),
    ...(opaque === null ? [] : [`opaque=${quote(opaque)}`]),
  ];
  return `Digest ${fields.join(", ")}`;
}

/** Several challenges may stand in one value: each begins with its scheme (RFC 3261 20.44). Others than Digest are passed over. */
export function readChallenges(header: string): Challenge[] {
  const challenges: Map<string, string>[] = [];
  for (const part of splitList(header)) {
    const scheme = /^([A-Za-z]+)[ \t]+(?=[A-Za-z]+=)/.exec(part);
    if (scheme) challenges.push(new Map([["scheme", scheme[1]?.toLowerCase() ?? ""]]));
    const [name = "", ...value] = part.slice(scheme?.[0].length ?? 0).split("=");
    challenges.at(-1)?.set(name.trim().toLowerCase(), unquoted(value.join("=").trim()));
  }
  return challenges.flatMap(challengeOf);
}

function challengeOf(fields: Map<string, string>): Challenge[] {
  const realm = fields.get("realm");
  const nonce = fields.get("nonce");
  const algorithm = digestAlgorithms.find((name) => name.toLowerCase() === (fields.get("algorithm") ?? "MD5").toLowerCase());
  const options = fields
    .get("qop")
    ?.split(",")
    .map((option) => option.trim().toLowerCase());
  if (fields.get("scheme") !== "digest" || realm === undefined || !nonce || !algorithm || (options && !options.includes("auth"))) return [];
  const stale = fields.get("stale")?.toLowerCase() === "true";
  return [{ realm, nonce, algorithm, opaque: fields.get("opaque") ?? null, qop: options !== undefined, stale }];
}

const unquoted = (text: string) =>
  text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1).replace(/\\(.)/g, "$1") : text;
