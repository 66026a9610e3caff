/** What a waiting caller is told of his place, in three languages, on real calls. */
import { expect, test } from "vitest";
import { readPrompt, whenHeard } from "../softphone/heard.ts";
import { api, group, phone } from "./scene.ts";

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test.each(["fi", "sv", "en"] as const)("the second caller hears that he is second, the first that he is next (%s)", async (language) => {
  const queue = await group(["102"], { general: { language }, announcements: { announcePosition: true, playRingback: false } });
  const [talking, first, second, agent] = await Promise.all([phone("101"), phone("103"), phone("104"), phone("102")]);
  await talking.dial(queue.uri);
  await agent.until("CALL_INCOMING");
  await agent.accept();
  await api.untilLive((live) => Object.values(live.calls).some((call) => call.status.kind === "talking"));
  await first.dial(queue.uri);
  await api.untilLive((live) => live.groups[queue.created.id]?.waiting === 1);
  await second.dial(queue.uri);
  await api.untilLive((live) => live.groups[queue.created.id]?.waiting === 2);
  await pause(4_500);
  await Promise.all([first.hangUp(), second.hangUp()]);
  await Promise.all([first.until("CALL_CLOSED"), second.until("CALL_CLOSED")]);
  const [next, place] = await Promise.all([readPrompt(language, "queue.next"), readPrompt(language, "queue.position.2")]);
  expect(whenHeard((await first.heard())[0]!, next)?.startMs).toBeLessThan(300);
  expect(whenHeard((await second.heard())[0]!, place)?.startMs).toBeLessThan(300);
});
