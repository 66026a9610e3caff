/** Reports on their way from a real database to a mail server of ours. */
import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, inject, test, vi } from "vitest";
import type { Actor, Language } from "../../lib/domain/actor.ts";
import { groupSettings } from "../../lib/domain/group/group.ts";
import { type Mail, type MailResult, sendMail } from "../../lib/mail/mail.ts";
import { SmtpServer } from "../../lib/mail/testing/smtp-server.ts";
import { createLog } from "../runtime/log.ts";
import { sentMails } from "./testing/sent-mails.ts";

vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
vi.stubEnv("SMTP_FROM", "jono@example.invalid");
const { db } = await import("../../lib/db/client.ts");
const groups = await import("../../lib/db/groups.ts");
const { takeLease } = await import("../../lib/db/leases.ts");
const { nextReportAt, takeDueReport } = await import("../../lib/db/report-mails.ts");
const { MailCourier } = await import("./mail-courier.ts");
const { reportMails } = await import("./report-mails.ts");

const log = createLog("test", "error", () => undefined);
/** 06:00 of a Tuesday in Helsinki. */
const tuesday = new Date("2026-11-17T04:00:00.000Z");
let organisationId: string;
let now: Date;
const couriers: InstanceType<typeof MailCourier>[] = [];

beforeEach(async () => {
  organisationId = (await db().organisation.create({ data: { name: "Oy <Ab>" } })).id;
  now = tuesday;
});
afterEach(() => {
  for (const courier of couriers.splice(0)) courier.stopAll();
});

interface Wishes {
  role?: Actor["role"];
  language?: Language;
  dailyReport?: boolean;
  weeklyReport?: boolean;
}

async function user({ role = "administrator", language = "en", dailyReport = true, weeklyReport = false }: Wishes = {}): Promise<Actor> {
  const email = `${randomUUID()}@example.invalid`;
  const extension = String(100 + (await db().user.count({ where: { organisationId } })));
  const data = { organisationId, email, name: "A", extension, role, language, dailyReport, weeklyReport };
  return { userId: (await db().user.create({ data })).id, organisationId, role, name: "A", language };
}

async function group(actor: Actor, name: string, supervisors: string[] = []): Promise<string> {
  const number = await db().number.create({ data: { organisationId, digits: String(600_000_000 + made++), type: "test" } });
  const settings = groupSettings.parse({ general: { name, numberId: number.id }, members: { members: [], supervisors } });
  const saved = await groups.create(actor, settings);
  if (!saved.ok) throw new Error(saved.reason);
  return saved.group.id;
}
let made = Math.floor(performance.now() * 1000);

const calls = (day: string, count: number, groupId: string | null = null) =>
  db().call.createMany({
    data: Array.from({ length: count }, () => ({
      ...{
        id: randomUUID(),
        organisationId,
        groupId,
        groupName: "G",
        dialledNumber: "8000",
        direction: "incoming" as const,
        sipCallId: "s",
      },
      ...{ arrivedAt: new Date(`${day}T10:00:00Z`), outcome: "answered" as const, waitSeconds: 65, talkSeconds: 60 },
    })),
  });

const take = async () => (await takeLease(organisationId, "mails", 3600))!;

const sentBy = (...rounds: MailResult[]) => sentMails(courier, rounds);

async function courier(send: (mail: Mail) => Promise<MailResult>) {
  const clock = { now: () => now.getTime(), date: () => now };
  const one = new MailCourier({ clock, log, send, source: reportMails("https://jono.example.invalid") });
  couriers.push(one);
  one.keep(await take());
  return one;
}

test("yesterday's figures come in the morning, compared with the same weekday, and once", async () => {
  const server = await SmtpServer.start();
  vi.stubEnv("SMTP_URL", server.url);
  await user({ language: "fi" });
  await calls("2026-11-16", 12);
  await calls("2026-11-09", 10);
  const one = await courier(sendMail);
  await one.idle();
  const { content } = await server.next();
  expect(content.replace(/=\r?\n/g, "")).toContain("https://jono.example.invalid/reports?from=3D2026-11-16&to=3D2026-11-16&by=3Dhour");
  one.look(organisationId);
  await one.idle();
  const { mails } = await sentBy();
  expect([server.received, mails]).toEqual([[], []]);
  expect(await db().reportMail.findMany({ where: { user: { organisationId } } })).toMatchObject([
    { kind: "daily", day: "2026-11-16", attempts: 1, sentAt: now, nextAttemptAt: null },
  ]);
  await server.stop();
});

test("it is in the reader's language, with the changes in words, and names are neither markup nor lines of their own", async () => {
  const actor = await user({ language: "fi" });
  await calls("2026-11-16", 12, await group(actor, '<img src=x onerror="a()">'));
  await calls("2026-11-16", 3, await group(actor, "Tuki"));
  await calls("2026-11-09", 10);
  const [mail] = (await sentBy()).mails;
  expect(mail?.subject).toBe("Päivän luvut 16.11.2026: Oy <Ab>");
  expect(mail?.text).toContain("Oy <Ab>, puhelut 16.11.2026.\nMuutokset verrattuna: 9.11.2026.");
  expect(mail?.text).toMatch(/^Tarjottu: 15 \(▲ 50\u00a0% enemmän\)$/m);
  expect(mail?.text).toMatch(/^Odotus, keskiarvo: 1:05 \(ennallaan\)$/m);
  expect(mail?.text).toMatch(/^Tuki: tarjottu 3, vastattu 3, palvelutaso 0\u00a0%$/m);
  expect(mail?.html).toContain("&lt;img src=x onerror=&quot;a()&quot;&gt;");
  expect(mail?.html).toContain("Oy &lt;Ab&gt;");
  expect(mail?.html).not.toMatch(/<img|<Ab>/);
});

test("last week's figures come on Monday, to whoever wants them", async () => {
  await user({ dailyReport: false, weeklyReport: true });
  await user({ dailyReport: false });
  await calls("2026-11-15", 4);
  expect((await sentBy()).mails).toEqual([]);
  now = new Date("2026-11-16T04:00:00.000Z");
  const { mails } = await sentBy();
  expect(mails.map(({ subject }) => subject)).toEqual(["Figures of the week 09/11/2026 – 15/11/2026: Oy <Ab>"]);
  expect(mails[0]?.text).toContain("/reports?from=2026-11-09&to=2026-11-15&by=day");
});

test("a supervisor is told of her groups only", async () => {
  const administrator = await user({ dailyReport: false });
  const supervisor = await user({ role: "supervisor" });
  await calls("2026-11-16", 5, await group(administrator, "Hers", [supervisor.userId]));
  await calls("2026-11-16", 7, await group(administrator, "Other"));
  const { mails } = await sentBy();
  expect(mails.map(({ text }) => /^Offered: .*$/m.exec(text)?.[0])).toEqual(["Offered: 5"]);
});

test("the morning is the organisation's: not a minute before six there, also on the day on which the clocks change", async () => {
  await user();
  const lease = await take();
  const morning = async (at: string) => (await nextReportAt(lease, new Date(at))).toISOString();
  expect(await morning("2026-10-24T20:00:00Z")).toBe("2026-10-25T04:00:00.000Z");
  expect(await morning("2026-03-28T20:00:00Z")).toBe("2026-03-29T03:00:00.000Z");
  expect(await morning("2026-11-17T04:00:00Z")).toBe("2026-11-18T04:00:00.000Z");
  await calls("2026-10-24", 1);
  expect(await takeDueReport(lease, new Date("2026-10-25T03:59:59.999Z"))).toBeNull();
  expect(await takeDueReport(lease, new Date("2026-10-25T04:00:00Z"))).toMatchObject({ days: { from: "2026-10-24", to: "2026-10-24" } });
});

test("a day without calls is not told of, nor anything to who has left or changed his mind", async () => {
  await user();
  expect((await sentBy()).mails).toEqual([]);
  await calls("2026-11-16", 1);
  const left = await user();
  await db().user.update({ where: { id: left.userId }, data: { active: false } });
  const other = await user();
  await db().reportMail.create({ data: { userId: other.userId, kind: "daily", day: "2026-11-16", nextAttemptAt: now } });
  await db().user.update({ where: { id: other.userId }, data: { dailyReport: false } });
  expect((await sentBy()).mails).toEqual([]);
});

test("a mail server that refuses is asked again after a pause, and not about a day that is long past", async () => {
  await user();
  await calls("2026-11-16", 1);
  const { mails, one } = await sentBy("refused", "sent");
  const [row] = await db().reportMail.findMany({ where: { user: { organisationId } } });
  expect(row).toMatchObject({ sentAt: null, nextAttemptAt: new Date(now.getTime() + 10_000) });
  now = new Date(now.getTime() + 10_000);
  one.look(organisationId);
  await one.idle();
  expect(mails).toHaveLength(2);
  await user();
  await sentBy("refused");
  now = new Date("2026-11-18T04:00:00Z");
  expect((await sentBy()).mails).toEqual([]);
});

test("two workers never send the same report: neither at once, nor when one has died in the middle", async () => {
  await user();
  await calls("2026-11-16", 1);
  const lease = await take();
  const taken = await Promise.all([takeDueReport(lease, now), takeDueReport(lease, now), takeDueReport(lease, now)]);
  expect(taken.filter(Boolean)).toHaveLength(1);
  await expect(takeDueReport({ ...lease, token: lease.token - 1n }, now)).rejects.toThrow();
  now = new Date(now.getTime() + 3_600_000);
  expect((await sentBy()).mails).toEqual([]);
});
