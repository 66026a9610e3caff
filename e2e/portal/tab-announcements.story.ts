import { sine } from "../../lib/audio/tones.ts";
import { writeWav } from "../../lib/audio/wav.ts";
import { announcementSettings } from "../../lib/domain/group/announcements.ts";
import { readPrompt, tonesHeard, whenHeard } from "../softphone/heard.ts";
import { ask, makeAnnouncement, makeGroup } from "./ask.ts";
import { dialled, phone } from "./phone.ts";
import { expect, test } from "./portal.ts";
import { chosen, counted, switched, walk } from "./setting-steps.ts";

const entryTone = 600;
const holdTone = 800;
const progressTone = 1100;
const ringback = 425;
/** Entry with the position, five seconds of hold audio, progress with the position, and hold audio again. */
const heardMs = 12_000;
/** A voice may hold a tone for so long. */
const spokenMs = 600;

test("Announcements: every setting is saved and comes back, and the next caller hears exactly that", async ({ page }) => {
  const tone = (name: string, frequencyHz: number, seconds: number) => makeAnnouncement(page, name, writeWav(sine(frequencyHz, seconds)));
  const sounds = [
    await tone("Polku tulo", entryTone, 1),
    await tone("Polku odotus", holdTone, 2),
    await tone("Polku eteen", progressTone, 1),
  ];
  const group = await makeGroup(page, "Tiedotteiden polku", "8034", ["102"]);
  const phones = await Promise.all([phone("104", 14_770), phone("102", 14_774)]);
  const [caller, member] = phones;
  try {
    await Promise.all(phones.map((one) => one.registered()));
    await page.goto(`/groups/${group.id}/announcements`);
    await walk(page, "announcements", announcementSettings, {
      queueEntryAnnouncementId: chosen("queueEntryAnnouncementId", "Polku tulo", sounds[0]),
      holdAudioId: chosen("holdAudioId", "Polku odotus", sounds[1]),
      progressAnnouncementId: chosen("progressAnnouncementId", "Polku eteen", sounds[2]),
      progressIntervalSeconds: counted("progressIntervalSeconds", 5),
      playRingback: switched("playRingback", false),
      announcePosition: switched("announcePosition", true),
      announceWait: switched("announceWait", true),
    });

    await caller!.dial(dialled("8034"));
    await member!.until("CALL_INCOMING");
    await caller!.until("CALL_ESTABLISHED");
    // The caller listens.
    await page.waitForTimeout(heardMs);
    await caller!.hangUp();
    await member!.until("CALL_CLOSED");
    const [heard] = await caller!.heard();
    const long = tonesHeard(heard!, [entryTone, holdTone, progressTone, ringback]).filter(
      ({ startMs, endMs }) => endMs - startMs > spokenMs,
    );
    expect([...new Set(long.map(({ frequencyHz }) => frequencyHz))]).toEqual([entryTone, holdTone, progressTone]);
    expect(whenHeard(heard!, await readPrompt("fi", "queue.next"))?.startMs).toBeGreaterThan(900);
  } finally {
    await Promise.all(phones.map((one) => one.stop()));
    await ask(page, "DELETE", `/groups/${group.id}`);
    for (const sound of sounds) await ask(page, "DELETE", `/announcements/${sound}`);
  }
});
