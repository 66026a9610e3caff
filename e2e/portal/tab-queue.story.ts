import { queueSettings } from "../../lib/domain/group/queue.ts";
import { settings } from "../../lib/i18n/fi/settings.ts";
import { readPrompt, whenHeard } from "../softphone/heard.ts";
import { ask, makeGroup, userId } from "./ask.ts";
import { dialled, phone } from "./phone.ts";
import { expect, test } from "./portal.ts";
import { leadsTo, limited, walk } from "./setting-steps.ts";

const anId = expect.stringMatching(/^[0-9a-f-]{36}$/);

test("Queue: every setting is saved and comes back; the next calls go where nobody can be reached, and where the queue is full", async ({
  page,
}) => {
  const group = await makeGroup(page, "Jonon polku", "8032", ["102"]);
  const [caller, linda] = await Promise.all([phone("104", 14_770), phone("105", 14_774)]);
  const opened = [caller, linda];
  try {
    await Promise.all(opened.map((one) => one.registered()));
    await page.goto(`/groups/${group.id}/queue`);
    const toLinda = { kind: "user", userId: await userId(page, "105") };
    const toProgress = { kind: "announcement", announcementId: anId };
    await walk(page, "queue", queueSettings, {
      maxWaitSeconds: limited("maxWaitSeconds", 605),
      maxAttempts: limited("maxAttempts", 7),
      maxWaiting: limited("maxWaiting", 0),
      noAgentsDestination: leadsTo(settings.noAgentsDestination.label, "toUser", "Linda Holm, 105", toLinda),
      overflowDestination: leadsTo(settings.overflowDestination.label, "toAnnouncement", "Edistymisilmoitus", toProgress),
    });

    await caller.dial(dialled("8032"));
    await linda.until("CALL_INCOMING");
    await caller.hangUp();
    await linda.until("CALL_CLOSED");

    const member = await phone("102", 14_778);
    opened.push(member);
    await member.registered();
    await caller.dial(dialled("8032"));
    await member.until("CALL_INCOMING");
    await member.accept();
    await member.until("CALL_ESTABLISHED");
    const before = linda.events.length;
    await linda.dial(dialled("8032"));
    await linda.until("CALL_CLOSED", { after: before, timeoutMs: 20_000 });
    expect(whenHeard((await linda.heard()).at(-1)!, await readPrompt("fi", "queue.progress"))).not.toBeNull();
  } finally {
    await Promise.all(opened.map((one) => one.stop()));
    await ask(page, "DELETE", `/groups/${group.id}`);
  }
});
