/** SIP accounts and where their phones are (RFC 3261 10). Passwords are stored as HA1 per algorithm only. */
import { createHash } from "node:crypto";
import type { DeviceKind } from "../domain/group/members.ts";
import { db } from "./client.ts";

/** The realm of every SIP account of the installation; phones may use any domain. */
export const sipRealm = "jono";

export type DigestAlgorithm = "MD5" | "SHA-256" | "SHA-512-256";
const hashNames: Record<DigestAlgorithm, string> = { MD5: "md5", "SHA-256": "sha256", "SHA-512-256": "sha512-256" };

export const digestHash = (algorithm: DigestAlgorithm, text: string): string => createHash(hashNames[algorithm]).update(text).digest("hex");

/** HA1 of RFC 7616 3.4.2 for each algorithm that we offer. */
export function secretsOf(username: string, realm: string, password: string) {
  const ha1 = (algorithm: DigestAlgorithm) => digestHash(algorithm, `${username}:${realm}:${password}`);
  return { ha1Md5: ha1("MD5"), ha1Sha256: ha1("SHA-256"), ha1Sha512256: ha1("SHA-512-256") };
}

export interface SipAccountRecord {
  id: string;
  organisationId: string;
  userId: string;
  kind: DeviceKind;
  username: string;
  realm: string;
  ha1: Record<DigestAlgorithm, string>;
}

export async function allAccounts(): Promise<SipAccountRecord[]> {
  const rows = await db().sipAccount.findMany({
    where: { device: { enabled: true, user: { active: true } } },
    include: { device: { select: { userId: true, kind: true } } },
  });
  return rows.map((row) => ({
    id: row.id,
    organisationId: row.organisationId,
    userId: row.device.userId,
    kind: row.device.kind,
    username: row.username,
    realm: row.realm,
    ha1: { MD5: row.ha1Md5, "SHA-256": row.ha1Sha256, "SHA-512-256": row.ha1Sha512256 },
  }));
}

export interface BindingRecord {
  accountId: string;
  contactUri: string;
  receivedAddress: string;
  receivedPort: number;
  transport: string;
  callId: string;
  cseq: number;
  q: number;
  userAgent: string | null;
  expiresAt: Date;
}

export async function liveBindings(now = new Date()): Promise<BindingRecord[]> {
  const rows = await db().sipBinding.findMany({ where: { expiresAt: { gt: now } } });
  return rows.map((row) => ({ ...row, cseq: Number(row.cseq) }));
}

/** Makes the account's rows exactly these. */
export async function saveBindings(accountId: string, bindings: BindingRecord[]): Promise<void> {
  await db().$transaction(async (tx) => {
    await tx.sipBinding.deleteMany({ where: { accountId, contactUri: { notIn: bindings.map((binding) => binding.contactUri) } } });
    for (const { accountId: _same, contactUri, ...binding } of bindings) {
      const data = { ...binding, cseq: BigInt(binding.cseq) };
      await tx.sipBinding.upsert({
        where: { accountId_contactUri: { accountId, contactUri } },
        update: data,
        create: { accountId, contactUri, ...data },
      });
    }
  });
}
