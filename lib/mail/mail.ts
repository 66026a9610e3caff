/** E-mail over the SMTP server of SMTP_URL. Without one nothing is sent, and whoever asks is told so. */
import { createTransport, type Transporter } from "nodemailer";

export interface Mail {
  to: string;
  subject: string;
  text: string;
  /** The same, for readers that show it. */
  html?: string;
}

/** `refused`: the server does not answer or does not take it; the reason is in the log. */
export type MailResult = "sent" | "notSet" | "refused";

const timeoutMs = 15_000;

export const mailIsSet = (): boolean => Boolean(process.env.SMTP_URL);

export async function sendMail(mail: Mail): Promise<MailResult> {
  const url = process.env.SMTP_URL;
  if (!url) return "notSet";
  const transport = transportTo(url);
  try {
    await transport.sendMail({ from: process.env.SMTP_FROM, disableFileAccess: true, disableUrlAccess: true, ...mail });
    return "sent";
  } catch (error) {
    // The address is a person's and stays out of the log; the server's answer may name it, so only its code is told.
    const { code, responseCode } = error as { code?: string; responseCode?: number };
    console.error(`[mail] not sent: ${code ?? "unknown"}${responseCode ? ` ${responseCode}` : ""}`);
    return "refused";
  } finally {
    transport.close();
  }
}

const transportTo = (url: string): Transporter =>
  createTransport({ url, connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs });
