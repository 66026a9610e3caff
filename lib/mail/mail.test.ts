import { afterEach, expect, test, vi } from "vitest";
import { mailIsSet, sendMail } from "./mail.ts";
import { SmtpServer } from "./testing/smtp-server.ts";

afterEach(() => vi.unstubAllEnvs());

const mail = { to: "maija@example.invalid", subject: "Pääsy portaaliin", text: "Hei,\n.\nnäin se toimii." };

test("a mail reaches the SMTP server as it was written", async () => {
  const server = await SmtpServer.start();
  vi.stubEnv("SMTP_URL", server.url);
  vi.stubEnv("SMTP_FROM", "jono@example.invalid");
  expect(mailIsSet()).toBe(true);
  expect(await sendMail(mail)).toBe("sent");
  const received = await server.next();
  expect(received).toMatchObject({ from: "jono@example.invalid", to: ["maija@example.invalid"] });
  expect(received.content).toMatch(/^Subject: =\?UTF-8\?Q\?P=C3=A4=C3=A4sy_portaaliin\?=$/m);
  expect(received.content).toMatch(/^Hei,\n\.\nn=C3=A4in se toimii\.$/m);
  await server.stop();
});

test("a line break in a name does not become a header of its own", async () => {
  const server = await SmtpServer.start();
  vi.stubEnv("SMTP_URL", server.url);
  vi.stubEnv("SMTP_FROM", "jono@example.invalid");
  await sendMail({ ...mail, subject: "Hei\r\nBcc: other@example.invalid" });
  const received = await server.next();
  expect(received.to).toEqual(["maija@example.invalid"]);
  expect(received.content).not.toMatch(/^Bcc:/m);
  await server.stop();
});

test("without a server it says so; one that refuses or is not there is told without the address", async () => {
  vi.stubEnv("SMTP_URL", "");
  expect(mailIsSet()).toBe(false);
  expect(await sendMail(mail)).toBe("notSet");
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  const server = await SmtpServer.start({ refuses: true });
  vi.stubEnv("SMTP_URL", server.url);
  expect(await sendMail(mail)).toBe("refused");
  await server.stop();
  expect(await sendMail(mail)).toBe("refused");
  expect(logged.mock.calls.flat().join("\n")).toMatch(/^\[mail\] not sent: EENVELOPE 550\n\[mail\] not sent: ESOCKET$/);
  logged.mockRestore();
});
