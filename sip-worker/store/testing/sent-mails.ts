import type { Mail, MailResult } from "../../../lib/mail/mail.ts";

interface Courier {
  idle(): Promise<unknown>;
}

/** What a courier sends until it comes to rest. `rounds`: what becomes of each mail, in order; those after them are sent. */
export async function sentMails<C extends Courier>(
  courier: (send: (mail: Mail) => Promise<MailResult>) => Promise<C>,
  rounds: MailResult[],
) {
  const mails: Mail[] = [];
  const one = await courier(async (mail) => {
    mails.push(mail);
    return rounds[mails.length - 1] ?? "sent";
  });
  await one.idle();
  return { mails, one };
}
