import type { passwordMail as fi } from "../fi/password-mail.ts";
import type { SectionLike } from "../translate.ts";

export const passwordMail: SectionLike<typeof fi> = {
  subject: "A new password for Jono",
  body: "Hello {name},\n\nchoose a new password by this link. It works once, for an hour:\n\n{link}\n\nIf you did not ask for it, you need not do anything: your password is as it was.\n",
};
