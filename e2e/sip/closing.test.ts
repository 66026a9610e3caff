/** A group that closes while a caller waits in it. */
import { expect, test } from "vitest";
import { readPrompt, whenHeard } from "../softphone/heard.ts";
import { announcement, api, finishedCall, group, phone } from "./scene.ts";

test("closed by the switch: who waits is let go at the end of the serving time, with the announcement and the reason", async () => {
  const shut = await announcement("Suljettu nyt", "en", "group.closed");
  const manual = { kind: "announcement" as const, announcementId: shut };
  const busy = { kind: "busy" as const };
  const closedDestinations = { outsideHours: busy, exception: busy, holiday: busy, manual, emergency: busy };
  const queue = await group(["102"], { announcements: { playRingback: false }, hours: { closedDestinations, serveAfterCloseMinutes: 0 } });
  const [first, second, agent] = await Promise.all([phone("101"), phone("103"), phone("102")]);
  await first.dial(queue.uri);
  await agent.until("CALL_INCOMING");
  await agent.accept();
  await second.dial(queue.uri);
  await api.untilLive((live) => live.groups[queue.created.id]?.waiting === 1);

  const { hours } = queue.created;
  await api.saveGroup({ ...queue.created, hours: { ...hours, manual: "closed" } });
  const live = await api.untilLive((snapshot) => snapshot.groups[queue.created.id]?.open === false);
  expect(live.groups[queue.created.id]).toMatchObject({ closedReason: "manual", changesAt: null });
  await second.until("CALL_CLOSED");
  const [heard] = await second.heard();
  expect(whenHeard(heard!, await readPrompt("en", "group.closed"))).not.toBeNull();
  expect(await finishedCall(queue)).toMatchObject({ outcome: "closed", outcomeReason: "manual" });

  // The conversation goes on.
  expect(await api.untilLive((snapshot) => snapshot.groups[queue.created.id]?.waiting === 0)).toMatchObject({ calls: expect.anything() });
  await first.hangUp();
  await agent.until("CALL_CLOSED");
});
