/** A member passes his caller on: blind and attended, with what may be called; the record follows the call. */
import { describe, expect, test } from "vitest";
import { tonesHeard } from "../softphone/heard.ts";
import { headerOf, SipPhone } from "../softphone/sip-phone.ts";
import { api, domain, finishedCall, group, ownPhone, phone } from "./scene.ts";

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function talking() {
  const queue = await group(["102"]);
  const [caller, agent, other] = await Promise.all([phone("101", 440), phone("102", 700), phone("103", 1000)]);
  await caller.dial(queue.uri);
  await agent.until("CALL_INCOMING");
  await agent.accept();
  await agent.until("CALL_ESTABLISHED");
  await pause(500);
  return { queue, caller, agent, other };
}

describe("attended transfer", () => {
  /** A member's phone of our own: it is rung, answers, and calls a colleague on its other line. */
  async function consulting() {
    const { sip: member } = await ownPhone("102");
    await member.register();
    const queue = await group(["102"]);
    const [caller, other] = await Promise.all([phone("101", 440), phone("103", 1000, { answers: "auto" })]);
    await caller.dial(queue.uri);
    const first = await member.accept(await member.request("INVITE"));
    const second = await member.call("103");
    await other.until("CALL_ESTABLISHED");
    return { queue, caller, member, other, first, second };
  }
  const referTo = (replaces: string) => [`Refer-To: <sip:103@${domain}?Replaces=${replaces}>`, `Referred-By: <sip:102@${domain}>`];

  test("to a colleague he talks with: 202, NOTIFY 200, both his lines end, the caller talks on, the record follows the call", async () => {
    const { queue, caller, member, other, first, second } = await consulting();
    expect(await member.inDialog("REFER", first, referTo(SipPhone.replaces(second)))).toMatch(/^SIP\/2\.0 202 /);
    const notify = await member.request("NOTIFY");
    expect(notify).toContain("SIP/2.0 200 OK");
    expect(headerOf(notify, "Subscription-State")).toMatch(/^terminated/);
    const ended = [await member.request("BYE"), await member.request("BYE")].map((bye) => headerOf(bye, "Call-ID"));
    expect(ended.sort()).toEqual([first.callId, second.callId].sort());
    const userId = await api.userId("102");
    await api.untilLive((live) => live.agents[userId]?.status.kind === "free");
    await pause(1_200);
    await other.hangUp();
    await caller.until("CALL_CLOSED");
    expect(tonesHeard((await caller.heard())[0]!, [1000]).length).toBeGreaterThan(0);
    const call = await finishedCall(queue);
    expect(call).toMatchObject({ outcome: "answered", endedBy: "member", callerNumber: "101" });
    expect(call.events.filter((event) => event.kind === "transferred")).toMatchObject([{ detail: { number: "103" } }]);
  });

  test("that names a call which is not his, or none, is refused; everybody talks on", async () => {
    const { queue, caller, member, first, second } = await consulting();
    const foreign = encodeURIComponent("somebody-else;to-tag=a;from-tag=b");
    expect(await member.inDialog("REFER", first, referTo(foreign))).toMatch(/^SIP\/2\.0 603 /);
    expect(await member.inDialog("BYE", second)).toMatch(/^SIP\/2\.0 200 /);
    expect(await member.inDialog("BYE", first)).toMatch(/^SIP\/2\.0 200 /);
    await caller.until("CALL_CLOSED");
    expect((await finishedCall(queue)).events.map((event) => event.kind)).not.toContain("transferred");
  });
});

describe("blind transfer", () => {
  /** The member has a phone of our own: baresip hangs up when a transfer has failed. */
  async function passingOn() {
    const { sip: member, sound } = await ownPhone("102");
    await member.register();
    const queue = await group(["102"]);
    const [caller, other] = await Promise.all([phone("101", 440), phone("103", 1000)]);
    await caller.dial(queue.uri);
    const dialog = await member.accept(await member.request("INVITE"), sound.sdp());
    const hearsCaller = () => {
      const from = sound.received.length;
      return sound.until(() => tonesHeard(sound.heard(from), [440]).length > 0);
    };
    return { queue, caller, member, other, dialog, hearsCaller };
  }

  test("to a colleague: the caller talks with him, the member is free, the record goes on to the end", async () => {
    const { queue, caller, agent, other } = await talking();
    await agent.transfer(`sip:103@${domain}`);
    const shown = await other.until("CALL_INCOMING");
    expect(JSON.stringify(shown)).toContain("101");
    await other.accept();
    await agent.until("CALL_CLOSED");
    const userId = await api.userId("102");
    await api.untilLive((live) => live.agents[userId]?.status.kind === "free");
    await pause(1_200);
    await other.hangUp();
    await caller.until("CALL_CLOSED");
    expect(tonesHeard((await caller.heard())[0]!, [1000]).length).toBe(1);
    const call = await finishedCall(queue);
    expect(call).toMatchObject({ outcome: "answered", endedBy: "member" });
    expect(call.events.filter((event) => event.kind === "transferred")).toMatchObject([{ detail: { number: "103" } }]);
  });

  test("to a colleague who declines: the member is told by NOTIFY, both talk on", async () => {
    const { queue, caller, member, other, dialog, hearsCaller } = await passingOn();
    expect(await member.inDialog("REFER", dialog, [`Refer-To: <sip:103@${domain}>`])).toMatch(/^SIP\/2\.0 202 /);
    await other.until("CALL_INCOMING");
    await other.hangUp();
    expect(await member.request("NOTIFY")).toContain("SIP/2.0 486 Busy Here");
    await hearsCaller();
    await member.inDialog("BYE", dialog);
    await caller.until("CALL_CLOSED");
    const call = await finishedCall(queue);
    expect(call).toMatchObject({ outcome: "answered", endedBy: "member" });
    expect(call.events.map((event) => event.kind)).not.toContain("transferred");
  });

  test("to a number that may not be called: refused, both talk on", async () => {
    const { queue, caller, member, dialog, hearsCaller } = await passingOn();
    expect(await member.inDialog("REFER", dialog, [`Refer-To: <sip:0700000120@${domain}>`])).toMatch(/^SIP\/2\.0 403 /);
    await hearsCaller();
    await caller.hangUp();
    await member.request("BYE");
    expect(await finishedCall(queue)).toMatchObject({ outcome: "answered", endedBy: "caller" });
  });

  test("to another group: the caller waits there, with a record there", async () => {
    const second = await group(["103"]);
    const { queue, caller, agent, other } = await talking();
    await agent.transfer(`sip:${second.digits}@${domain}`);
    await other.until("CALL_INCOMING");
    await other.accept();
    await other.until("CALL_ESTABLISHED");
    await other.hangUp();
    await caller.until("CALL_CLOSED");
    expect(await finishedCall(queue)).toMatchObject({ outcome: "answered" });
    expect(await finishedCall(second)).toMatchObject({ outcome: "answered", callerNumber: "101" });
  });
});
