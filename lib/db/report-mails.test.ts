/** Whether somebody wants reports by e-mail is his own to say. What is sent is tested with the courier (sip-worker/store). */
import { expect, inject, test, vi } from "vitest";

vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
const { administratorOf } = await import("./testing/administrator.ts");
const { wishes } = await import("./report-mails.ts");
const { savePreferences } = await import("./users.ts");

test("nobody gets reports unasked; each is asked for by itself, and by nobody for another", async () => {
  const [actor, other] = [await administratorOf("wishes"), await administratorOf("others")];
  expect(await wishes(actor)).toEqual({ dailyReport: false, weeklyReport: false });
  await savePreferences(actor, { weeklyReport: true });
  await savePreferences(actor, { language: "sv" });
  expect(await wishes(actor)).toEqual({ dailyReport: false, weeklyReport: true });
  await savePreferences({ ...actor, organisationId: other.organisationId }, { dailyReport: true });
  expect([await wishes(actor), await wishes(other)]).toEqual([
    { dailyReport: false, weeklyReport: true },
    { dailyReport: false, weeklyReport: false },
  ]);
});
