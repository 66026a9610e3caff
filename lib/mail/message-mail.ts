/**
 * The summary of a message that a caller has left. His name and number, and the names of boxes and groups, are text and nothing else: no
 * markup, no line of their own.
 */
import type { Language } from "../domain/actor.ts";
import type { MessageAnswer, MessageRecord } from "../domain/message.ts";
import { oneLine } from "../domain/one-line.ts";
import { messageMail as en } from "../i18n/en/message-mail.ts";
import { messageMail as fi } from "../i18n/fi/message-mail.ts";
import { date, duration, phoneNumber, time } from "../i18n/format.ts";
import { messageMail as sv } from "../i18n/sv/message-mail.ts";
import { type Text, texts } from "../i18n/translate.ts";
import { htmlTable, page, paragraph } from "./layout.ts";
import type { Mail } from "./mail.ts";

const words = { fi, sv, en };

export interface MailReader {
  to: string;
  language: Language;
  timeZone: string;
  /** As browsers reach the portal. */
  portal: string;
}

export function messageMail(message: MessageRecord, { to, language, timeZone, portal }: MailReader): Mail {
  const text: Text<typeof fi> = texts(language, words[language] as typeof fi);
  const box = oneLine(message.boxName);
  const at = `${date(message.completedAt, language, timeZone)} ${time(message.completedAt, language, timeZone)}`;
  const rows = [
    [text("at"), at],
    [text("caller"), callerOf(message) || text("hidden")],
    ...(message.groupName ? [[text("group"), oneLine(message.groupName)]] : []),
    ...message.answers.map((answer) => [oneLine(answer.prompt), answerOf(answer, text)]),
  ] as [string, string][];
  const before = [text("intro", { box }), ...(message.cutOff ? [text("cutOff")] : [])];
  const after = text("listen", { link: `${portal}/messages` });
  return {
    to,
    subject: text("subject", { box }),
    text: `${before.join("\n")}\n\n${rows.map(([label, value]) => `${label}: ${value}`).join("\n")}\n\n${after}\n`,
    html: page(language, [...before.map(paragraph), htmlTable(rows), paragraph(after)]),
  };
}

const callerOf = ({ callerName, callerNumber }: MessageRecord) =>
  [callerName && oneLine(callerName), callerNumber && phoneNumber(oneLine(callerNumber))].filter(Boolean).join(", ");

const answerOf = ({ keys, seconds }: MessageAnswer, text: Text<typeof fi>) => {
  const told = [keys, seconds === null ? null : text("speech", { length: duration(seconds) })].filter(Boolean);
  return told.join(", ") || text("nothing");
};
