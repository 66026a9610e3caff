/** Forgotten passwords, from the asking to the new password, over a real SMTP server and a real database. */
import { afterAll, beforeAll, beforeEach, expect, inject, test, vi } from "vitest";
import { SmtpServer } from "../mail/testing/smtp-server.ts";

vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
const { db } = await import("../db/client.ts");
const { passwordLinkOwner } = await import("../db/user-secrets.ts");
const { mailPasswordLink } = await import("./password-mail.ts");

/** Runs what Next.js runs behind the answer when the test says so. */
const behindTheAnswer: (() => unknown)[] = [];
vi.mock("next/server", () => ({ after: (work: () => unknown) => behindTheAnswer.push(work) }));
const { POST } = await import("../../app/api/password/forgotten/route.ts");
const { setPasswordByLink } = await import("../db/user-secrets.ts");

const portal = "https://jono.example";
let server: SmtpServer;
beforeAll(async () => {
  server = await SmtpServer.start();
  vi.stubEnv("SMTP_URL", server.url);
  vi.stubEnv("SMTP_FROM", "jono@example.invalid");
});
afterAll(() => server.stop());
beforeEach(() => {
  server.received.length = 0;
});

let count = 0;
async function person(given: { active?: boolean; language?: "fi" | "sv" } = {}) {
  const { id: organisationId } = await db().organisation.create({ data: { name: "mail" } });
  const data = { organisationId, email: `${++count}@mail.invalid`, name: "Maija Meri", extension: "100", ...given };
  return db().user.create({ data });
}
/** What was sent, with the line ends of quoted-printable taken away. */
const next = async () => (await server.next()).content.replaceAll("=\n", "").replaceAll("=3D", "=");

test("a link comes in the person's language, is hers, and works for an hour", async () => {
  const { email } = await person({ language: "sv" });
  const asked = new Date();
  await mailPasswordLink(email, portal, asked);
  const mail = await next();
  expect(mail).toContain(`To: ${email}`);
  expect(mail).toContain("Hej Maija Meri,");
  const token = /https:\/\/jono\.example\/password#([\w-]{43})/.exec(mail)?.[1] ?? "";
  expect(await passwordLinkOwner(token, new Date(asked.getTime() + 3_599_000))).toMatchObject({ email });
  expect(await passwordLinkOwner(token, new Date(asked.getTime() + 3_600_000))).toBeNull();
});

test("nothing is sent to an address that nobody has, or whose owner may not sign in", async () => {
  const inactive = await person({ active: false });
  await mailPasswordLink("nobody@mail.invalid", portal);
  await mailPasswordLink(inactive.email, portal);
  const { email } = await person();
  await mailPasswordLink(email, portal);
  expect(await next()).toContain(`To: ${email}`);
  expect(server.received).toEqual([]);
});

test("an address gets three mails an hour, and asking does not end a link that was given before", async () => {
  const { email, id } = await person();
  await db().passwordReset.create({ data: { userId: id, hash: "invitation", expiresAt: new Date(Date.now() + 60_000) } });
  const now = new Date();
  for (let asked = 0; asked < 5; asked++) await mailPasswordLink(email, portal, now);
  expect(server.received).toHaveLength(3);
  expect(await db().passwordReset.count({ where: { userId: id } })).toBe(4);
  server.received.length = 0;
  await mailPasswordLink(email, portal, new Date(now.getTime() + 3_600_000));
  expect(server.received).toHaveLength(1);
});

test("whoever asks gets the same answer for any address, before anything was looked up", async () => {
  const { email, id } = await person();
  const ask = (address: string) =>
    POST(new Request("http://127.0.0.1/api/password/forgotten", { method: "POST", body: JSON.stringify({ email: address }) }));
  const answers = await Promise.all([ask(email), ask("nobody@mail.invalid")]);
  expect(answers.map(({ status }) => status)).toEqual([204, 204]);
  expect(await db().passwordReset.count({ where: { userId: id } })).toBe(0);
  expect(behindTheAnswer).toHaveLength(2);
  await Promise.all(behindTheAnswer.map((work) => work()));
  expect(await next()).toContain(`To: ${email}`);
});

test("a password chosen by one link ends the others", async () => {
  const { email } = await person();
  await mailPasswordLink(email, portal);
  await mailPasswordLink(email, portal);
  const tokens = [await next(), await next()].map((mail) => /password#([\w-]{43})/.exec(mail)?.[1] ?? "");
  expect(await setPasswordByLink(tokens[0] ?? "", "hash")).toBe(true);
  expect(await setPasswordByLink(tokens[1] ?? "", "hash")).toBe(false);
});
