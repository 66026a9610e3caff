/** A link by e-mail for one who has forgotten his password. What happens here is never seen by whoever asked. */
import "server-only";
import { mayTrySignIn } from "@/lib/db/accounts.ts";
import { createMailedLink } from "@/lib/db/user-secrets.ts";
import { passwordMail as en } from "@/lib/i18n/en/password-mail.ts";
import { passwordMail as fi } from "@/lib/i18n/fi/password-mail.ts";
import { passwordMail as sv } from "@/lib/i18n/sv/password-mail.ts";
import { texts } from "@/lib/i18n/translate.ts";
import { sendMail } from "@/lib/mail/mail.ts";

const mailsAnHour = 3;
const words = { fi, sv, en };

export async function mailPasswordLink(address: string, portal: string, now = new Date()): Promise<void> {
  if (!(await mayTrySignIn(`forgotten|${address}`, mailsAnHour, 60, now))) return;
  const link = await createMailedLink(address, now);
  if (!link) return;
  const text = texts(link.language, words[link.language] as typeof fi);
  const body = text("body", { name: link.name, link: `${portal}/password#${link.token}` });
  await sendMail({ to: link.email, subject: text("subject"), text: body });
}
