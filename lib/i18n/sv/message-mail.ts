import type { messageMail as fi } from "../fi/message-mail.ts";
import type { SectionLike } from "../translate.ts";

export const messageMail: SectionLike<typeof fi> = {
  subject: "Nytt meddelande: {box}",
  intro: "Ett meddelande har lämnats i meddelandelådan {box}.",
  at: "Tid",
  caller: "Uppringare",
  group: "Grupp",
  hidden: "Hemligt nummer",
  speech: "Tal {length}",
  nothing: "Inget svar",
  cutOff: "Meddelandet kan vara ofullständigt: samtalet bröts av en störning i tjänsten.",
  listen: "Lyssna på meddelandet: {link}",
};
