/** Star codes from a real phone: what is heard, and what becomes of the member's state. */
import { expect, onTestFinished, test } from "vitest";
import { RtpPhone } from "../../sip-worker/media/engine/testing/rtp-phone.ts";
import { readPrompt, whenHeard } from "../softphone/heard.ts";
import { SipPhone } from "../softphone/sip-phone.ts";
import { api, domain, group } from "./scene.ts";

test("a registered phone takes a break by *81, ends it by *80, and hears 404 of a code that nobody knows", async () => {
  const queue = await group(["102"]);
  const userId = await api.userId("102");
  onTestFinished(() => api.act(userId, { action: "resume" }));
  const phone = await SipPhone.open({ user: "102", password: "demo-102", domain });
  const ear = await RtpPhone.open();
  onTestFinished(() => {
    ear.close();
    phone.close();
  });
  await phone.register();
  onTestFinished(async () => void (await phone.register(0)));
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
