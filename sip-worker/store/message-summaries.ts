/** Summaries of messages, for the addresses of their boxes. */
import { mailSent, nextMailAt, takeDueMail } from "../../lib/db/message-mails.ts";
import { messageMail } from "../../lib/mail/message-mail.ts";
import type { MailSource } from "./mail-courier.ts";

export const messageSummaries = (portal: string): MailSource => ({
  name: "summaries of messages",
  take: async (lease, now) => {
    const due = await takeDueMail(lease, now);
    if (!due) return null;
    const { message, ...reader } = due;
    return {
      mail: messageMail(message, { ...reader, portal }),
      settle: async (result, at) => {
        if (result === "sent") await mailSent(message.id, at);
      },
    };
  },
  nextAt: nextMailAt,
});
