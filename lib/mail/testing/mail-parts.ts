/** The parts of a mail as their reader sees them: decoded (RFC 2045). */
import type { ReceivedMail } from "./smtp-server.ts";

export interface MailParts {
  text: string;
  html: string;
}

export function mailParts({ content }: Pick<ReceivedMail, "content">): MailParts {
  const boundary = /boundary="([^"]+)"/.exec(content)?.[1] ?? "";
  const parts = content.split(`--${boundary}`).map(part);
  const of = (type: string) => parts.find(({ head }) => new RegExp(`^Content-Type: ${type}`, "im").test(head))?.body ?? "";
  return { text: of("text/plain"), html: of("text/html") };
}

function part(lines: string): { head: string; body: string } {
  const [head = "", ...rest] = lines.trim().split(/\r?\n\r?\n/);
  const body = rest.join("\n\n");
  if (/^Content-Transfer-Encoding: base64/im.test(head)) return { head, body: Buffer.from(body, "base64").toString() };
  return { head, body: /^Content-Transfer-Encoding: quoted-printable/im.test(head) ? quotedPrintable(body) : body };
}

const quotedPrintable = (body: string) =>
  Buffer.from(
    body.replace(/=\r?\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  ).toString();
