/** SIP accounts and phone locations, as signaling needs them; `store` keeps them in the database. */
import type { DeviceKind } from "../../lib/domain/group/members.ts";

export type DigestAlgorithm = "MD5" | "SHA-256" | "SHA-512-256";

export interface SipAccount {
  id: string;
  organisationId: string;
  userId: string;
  kind: DeviceKind;
  username: string;
  realm: string;
  /** RFC 7616 3.4.2, per algorithm. */
  ha1: Record<DigestAlgorithm, string>;
}

/** Where one contact of an account is (RFC 3261 10.2). */
export interface Binding {
  contactUri: string;
  /** Where the REGISTER came from: requests go there, whatever the contact says (NAT). */
  receivedAddress: string;
  receivedPort: number;
  transport: string;
  callId: string;
  cseq: number;
  q: number;
  userAgent: string | null;
  expiresAt: Date;
}

/** Why a phone is not registered (any more), or was refused. */
export type RegistrationReason = "wrongPassword" | "expired" | "unregistered" | "noAnswer";

export interface RegistrationNote {
  username: string;
  reason: RegistrationReason;
  /** Where the phone was. */
  address: string;
  at: Date;
}

/** Neither makes a REGISTER wait. */
export interface BindingStore {
  /** Replaces all bindings of the account. */
  save(accountId: string, bindings: Binding[]): void;
  note(note: RegistrationNote): void;
}
