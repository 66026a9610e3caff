/** Star codes from a real phone: what is heard, and what becomes of the member's state. */
import { expect, onTestFinished, test } from "vitest";
import { readPrompt, whenHeard } from "../softphone/heard.ts";
import { api, group, ownPhone } from "./scene.ts";

test("a registered phone takes a break by *81, ends it by *80, and hears 404 of a code that nobody knows", async () => {
  const queue = await group(["102"]);
  const userId = await api.userId("102");
  onTestFinished(() => api.act(userId, { action: "resume" }));
  const { sip: phone, sound: ear } = await ownPhone("102");
  await phone.register();
  await api.untilLive((live) => live.groups[queue.created.id]?.free === 1);
  const hears = async (promptId: string) => whenHeard(ear.heard(), await readPrompt("fi", promptId as never)) !== null;

  await phone.call("*81", ear.sdp());
  await phone.request("BYE");
  expect(await hears("agent.paused")).toBe(true);
  const paused = await api.untilLive((live) => live.agents[userId]?.status.kind === "paused");
  expect(paused.groups[queue.created.id]?.free).toBe(0);

  ear.received.length = 0;
  await phone.call("%2A80", ear.sdp());
  await phone.request("BYE");
  expect(await hears("agent.resumed")).toBe(true);
  await api.untilLive((live) => live.groups[queue.created.id]?.free === 1);

  ear.received.length = 0;
  await expect(phone.call("*99", ear.sdp())).rejects.toThrow("404");
  expect(await hears("agent.unknownCode")).toBe(true);
  const calls = await api.calls();
  expect(calls.filter(({ dialledNumber }) => dialledNumber.startsWith("*"))).toEqual([]);
});
