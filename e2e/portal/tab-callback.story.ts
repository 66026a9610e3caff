import { sine } from "../../lib/audio/tones.ts";
import { writeWav } from "../../lib/audio/wav.ts";
import type { CallbackRecord } from "../../lib/domain/callback.ts";
import { callbackSettings } from "../../lib/domain/group/callback.ts";
import { tonesHeard } from "../softphone/heard.ts";
import { ask, makeAnnouncement, makeGroup } from "./ask.ts";
import { dialled, phone } from "./phone.ts";
import { expect, test } from "./portal.ts";
import { chosen, counted, switched, typed, walk } from "./setting-steps.ts";

const offerTone = 700;
const anId = expect.stringMatching(/^[0-9a-f-]{36}$/);

test("Callback: every setting is saved and comes back; the third who calls hears the own offer, and his request has the attempts and the validity", async ({
  page,
}) => {
  const offer = await makeAnnouncement(page, "Polku tarjous", writeWav(sine(offerTone, 1)));
  const group = await makeGroup(page, "Takaisinsoiton polku", "8035", ["102"], { announcements: { playRingback: false } });
  const phones = await Promise.all([phone("102", 14_770), phone("103", 14_774), phone("104", 14_778), phone("106", 14_782)]);
  const [member, first, second, customer] = phones;
  try {
    await Promise.all(phones.map((one) => one.registered()));
    await page.goto(`/groups/${group.id}/callback`);
    await walk(page, "callback", callbackSettings, {
      callbackEnabled: switched("callbackEnabled", true),
      callbackRingSeconds: counted("callbackRingSeconds", 40),
      callbackAttempts: counted("callbackAttempts", 4),
      callbackValidityMinutes: counted("callbackValidityMinutes", 90),
      callbackMetadata: typed("callbackMetadata", "Kanta-asiakas, ÄÖ"),
      callbackHandlerAnnouncementId: chosen("callbackHandlerAnnouncementId", "Edistymisilmoitus", anId),
      callbackOfferAnnouncementId: chosen("callbackOfferAnnouncementId", "Polku tarjous", offer),
      offerWhenWaitingMoreThan: counted("offerWhenWaitingMoreThan", 1),
      offerWhenLongestWaitMinutes: counted("offerWhenLongestWaitMinutes", 50),
      offerWhenEstimatedWaitMinutes: counted("offerWhenEstimatedWaitMinutes", 60),
      offerAfterOpenMinutes: counted("offerAfterOpenMinutes", 5),
      stopBeforeCloseMinutes: counted("stopBeforeCloseMinutes", 10),
    });

    // The first rings at 102 all the while.
    for (const caller of [first!, second!]) {
      await caller.dial(dialled("8035"));
      await caller.until("CALL_ESTABLISHED");
    }
    await member!.until("CALL_INCOMING");
    await customer!.dial(dialled("8035"));
    await customer!.until("CALL_ESTABLISHED");
    let told = false;
    const closed = customer!.until("CALL_CLOSED", { timeoutMs: 20_000 }).then(() => {
      told = true;
    });
    while (!told) await customer!.sendKeys("1").catch(() => "he was let go meanwhile");
    await closed;
    expect(tonesHeard((await customer!.heard()).at(-1)!, [offerTone])[0]?.startMs).toBeLessThan(300);
    const request = (await ask<CallbackRecord[]>(page, "GET", "/callbacks")).find(({ groupId }) => groupId === group.id);
    expect(request).toMatchObject({ number: "106", attempts: 0, attemptsAllowed: 4 });
    expect(Date.parse(request!.expiresAt) - Date.parse(request!.requestedAt)).toBe(90 * 60_000);
  } finally {
    await Promise.all(phones.map((one) => one.stop()));
    await ask(page, "DELETE", `/groups/${group.id}`);
    await ask(page, "DELETE", `/announcements/${offer}`);
  }
});
