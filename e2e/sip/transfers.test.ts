/** A member passes his caller on: blind and attended, with what may be called; the record follows the call. */
import { describe, expect, test } from "vitest";
import { tonesHeard } from "../softphone/heard.ts";
import { api, domain, finishedCall, group, phone } from "./scene.ts";

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

describe("blind transfer", () => {
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

  test("to a colleague who declines: both talk on", async () => {
    const { queue, caller, agent, other } = await talking();
    await agent.transfer(`sip:103@${domain}`);
    await other.until("CALL_INCOMING");
    await other.hangUp();
    await agent.until("TRANSFER_FAILED");
    await pause(800);
    await agent.hangUp();
    await caller.until("CALL_CLOSED");
    expect((await finishedCall(queue)).events.map((event) => event.kind)).not.toContain("transferred");
  });

  test("to a number that may not be called: refused, both talk on", async () => {
    const { queue, caller, agent } = await talking();
    await agent.transfer(`sip:0700000120@${domain}`);
    const failed = await agent.until("TRANSFER_FAILED");
    expect(failed.param).toContain("403");
    await caller.hangUp();
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
