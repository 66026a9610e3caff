import type { passwordMail as fi } from "../fi/password-mail.ts";
import type { SectionLike } from "../translate.ts";

export const passwordMail: SectionLike<typeof fi> = {
  subject: "Nytt lösenord till Jono",
  body: "Hej {name},\n\nvälj ett nytt lösenord med den här länken. Den fungerar en gång, i en timme:\n\n{link}\n\nOm du inte bad om det här behöver du inte göra något: ditt lösenord är oförändrat.\n",
};
