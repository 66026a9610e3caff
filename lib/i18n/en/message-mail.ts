import type { messageMail as fi } from "../fi/message-mail.ts";
import type { SectionLike } from "../translate.ts";

export const messageMail: SectionLike<typeof fi> = {
  subject: "New message: {box}",
  intro: "A message has been left in the message box {box}.",
  at: "Time",
  caller: "Caller",
  group: "Group",
  hidden: "Number withheld",
  speech: "Speech {length}",
  nothing: "No answer",
  cutOff: "The message may be incomplete: a fault of the service cut the call off.",
  listen: "Listen to the message: {link}",
};
