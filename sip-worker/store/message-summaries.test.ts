/** Summaries on their way from a real database to a mail server of ours. */
import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, inject, test, vi } from "vitest";
import type { Language } from "../../lib/domain/actor.ts";
import { type Mail, type MailResult, sendMail } from "../../lib/mail/mail.ts";
import { SmtpServer } from "../../lib/mail/testing/smtp-server.ts";
import { createLog } from "../runtime/log.ts";
import { sentMails } from "./testing/sent-mails.ts";

vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
vi.stubEnv("SMTP_FROM", "jono@example.invalid");
const { db } = await import("../../lib/db/client.ts");
const { takeLease } = await import("../../lib/db/leases.ts");
const { beginMessage, messageMailChannel, writeMessages } = await import("../../lib/db/message-records.ts");
const { Notices } = await import("../../lib/db/notices.ts");
const { MailCourier } = await import("./mail-courier.ts");
const { messageSummaries } = await import("./message-summaries.ts");

const at = new Date("2026-11-22T06:00:00.000Z");
const log = createLog("test", "error", () => undefined);
let organisationId: string;
let boxId: string;
let now: number;
const couriers: InstanceType<typeof MailCourier>[] = [];

beforeEach(async () => {
  organisationId = (await db().organisation.create({ data: { name: "mails", language: "sv" } })).id;
  boxId = (await db().messageBox.create({ data: { organisationId, name: "Yöpalvelu", email: "vuoro@example.invalid" } })).id;
  now = at.getTime() + 1000;
});
afterEach(() => {
  for (const courier of couriers.splice(0)) courier.stopAll();
});

const take = async () => (await takeLease(organisationId, "mails", 3600))!;

async function left(caller: { callerName?: string | null; boxName?: string } = {}): Promise<string> {
  const id = randomUUID();
  const { callerName = null, boxName = "Yöpalvelu" } = caller;
  const message = { id, messageBoxId: boxId, boxName, groupId: randomUUID(), callId: randomUUID(), callerNumber: "0451234567", callerName };
  await beginMessage(await take(), { ...message, startedAt: at, questions: ["Asia?"] });
  const sound = { kind: "sound", messageId: id, question: 0, piece: 0, alaw: Buffer.alloc(16_000).toString("base64") } as const;
  await db().$transaction((tx) => writeMessages(tx, [sound, { kind: "complete", messageId: id, at }]));
  return id;
}

async function courier(send: (mail: Mail) => Promise<MailResult>) {
  const clock = { now: () => now, date: () => new Date(now) };
  const one = new MailCourier({ clock, log, send, source: messageSummaries("https://jono.example.invalid") });
  couriers.push(one);
  one.keep(await take());
  return one;
}

const sentBy = (...rounds: MailResult[]) => sentMails(courier, rounds);
const rowOf = (id: string) => db().message.findUniqueOrThrow({ where: { id } });

test("a complete message is told to its box's address once, and says when; replaying its end sends nothing more", async () => {
  const server = await SmtpServer.start();
  vi.stubEnv("SMTP_URL", server.url);
  const id = await left();
  const one = await courier(sendMail);
  await one.idle();
  const mail = await server.next();
  expect(mail.to).toEqual(["vuoro@example.invalid"]);
  expect(mail.content).toContain("https://jono.example.invalid/messages");
  expect(await rowOf(id)).toMatchObject({ mailedAt: new Date(now), mailDueAt: null });
  await db().$transaction((tx) => writeMessages(tx, [{ kind: "complete", messageId: id, at }]));
  one.look(organisationId);
  await one.idle();
  expect(server.received).toEqual([]);
  await server.stop();
});

test("it is in the reader's language: a user's own, else the organisation's", async () => {
  await left();
  expect((await sentBy()).mails[0]?.subject).toBe("Nytt meddelande: Yöpalvelu");
  const language: Language = "en";
  const email = `${randomUUID()}@example.invalid`;
  await db().user.create({ data: { organisationId, email, name: "A", extension: "1", language } });
  await db().messageBox.update({ where: { id: boxId }, data: { email } });
  await left();
  expect((await sentBy()).mails[0]?.subject).toBe("New message: Yöpalvelu");
});

test("what the caller calls himself is neither markup nor a line of its own", async () => {
  await left({ callerName: '<img src=x onerror="a()">\r\nBcc: other@example.invalid\u202e', boxName: "A & <B>" });
  const [mail] = (await sentBy()).mails;
  expect(mail?.html).toContain("&lt;img src=x onerror=&quot;a()&quot;&gt; Bcc: other@example.invalid, 045 123 4567");
  expect(mail?.html).toContain("A &amp; &lt;B&gt;");
  expect(mail?.html).not.toMatch(/<img|\u202e/);
  expect(mail?.text).toMatch(/^Uppringare: <img src=x onerror="a\(\)"> Bcc: other@example\.invalid, 045 123 4567$/m);
  expect(mail?.text).toMatch(/^Asia\?: Tal 0:02$/m);
});

test("a mail server that refuses is asked again after a pause, and not more than ten times", async () => {
  const id = await left();
  const { mails, one } = await sentBy(...Array.from({ length: 20 }, () => "refused" as const));
  const dueAt: number[] = [];
  for (;;) {
    const { mailDueAt } = await rowOf(id);
    if (!mailDueAt) break;
    dueAt.push(mailDueAt.getTime() - now);
    now = mailDueAt.getTime();
    one.look(organisationId);
    await one.idle();
  }
  expect([mails.length, dueAt[0], dueAt.length]).toEqual([10, 10_000, 9]);
  expect(await rowOf(id)).toMatchObject({ mailedAt: null, mailAttempts: 10 });
});

test("nothing is sent for a box without an address, for one that lost it meanwhile, or a day late", async () => {
  await left();
  await db().messageBox.update({ where: { id: boxId }, data: { email: null } });
  const none = await left();
  expect(await rowOf(none)).toMatchObject({ mailDueAt: null });
  expect((await sentBy()).mails).toEqual([]);
  await db().messageBox.update({ where: { id: boxId }, data: { email: "a@example.invalid" } });
  await left();
  now = at.getTime() + 86_400_001;
  expect((await sentBy()).mails).toEqual([]);
});

test("a worker that has lost its lease sends nothing", async () => {
  await left();
  const mails: Mail[] = [];
  const stale = await take();
  await take();
  const one = new MailCourier({
    clock: { now: () => now, date: () => new Date(now) },
    log,
    source: messageSummaries(""),
    send: async (mail) => {
      mails.push(mail);
      return "sent";
    },
  });
  couriers.push(one);
  one.keep(stale);
  await one.idle();
  expect(mails).toEqual([]);
});

test("the database tells when one is to be sent", async () => {
  let heard: (payload: string) => void = () => undefined;
  const told = new Promise<string>((resolve) => {
    heard = resolve;
  });
  const notices = new Notices(inject("databaseUrl"), messageMailChannel, "test", {
    told: (payload) => payload === organisationId && heard(payload),
    connected: () => undefined,
    lost: () => undefined,
  });
  await notices.start();
  await left();
  expect(await told).toBe(organisationId);
  await notices.stop();
});
