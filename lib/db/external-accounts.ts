/**
 * People whom an OpenID Connect provider has recognised. The first time by their verified e-mail address, from then on by the
 * provider's own name for them (`sub`), which is nobody else's later; an address can be.
 */
import type { Actor } from "../domain/actor.ts";
import { flatAccount, type SignInAccount, signInColumns, toActor } from "./accounts.ts";
import { isUniqueViolation, writeAudit } from "./change.ts";
import { db } from "./client.ts";

export interface ExternalIdentity {
  issuer: string;
  subject: string;
  email: string | null;
  emailVerified: boolean;
}

const nameOf = ({ issuer, subject }: ExternalIdentity) => `${issuer} ${subject}`;

/** Null when it is none of ours, or one who may not sign in. */
export async function accountOf(identity: ExternalIdentity): Promise<SignInAccount | null> {
  const known = await db().user.findUnique({ where: { oidcSubject: nameOf(identity) }, select: signInColumns });
  if (known) return known.active ? flatAccount(known) : null;
  return identity.email && identity.emailVerified ? link(identity, identity.email.trim().toLowerCase()) : null;
}

/** A person who is another's at the provider already stays so. */
async function link(identity: ExternalIdentity, email: string): Promise<SignInAccount | null> {
  try {
    return await db().$transaction(async (tx) => {
      const where = { email, active: true, oidcSubject: null };
      const linked = await tx.user.updateMany({ where, data: { oidcSubject: nameOf(identity) } });
      if (!linked.count) return null;
      const account = flatAccount(await tx.user.findUniqueOrThrow({ where: { email }, select: signInColumns }));
      const self: Actor = toActor(account);
      await writeAudit(tx, self, { action: "create", kind: "externalSignIn", id: account.id, name: account.name, after: identity });
      return account;
    });
  } catch (error) {
    if (isUniqueViolation(error, "oidcSubject")) return null;
    throw error;
  }
}
