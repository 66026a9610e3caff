/** A call from end to end with real phones: what happened, what was recorded, and what each party heard. */
import { describe, expect, test } from "vitest";
import { queueOf } from "../../lib/domain/live-queue.ts";
import { readPrompt, tonesHeard, whenHeard } from "../softphone/heard.ts";
import { announcement, api, finishedCall, group, phone } from "./scene.ts";

const callerTone = 440;
const agentTone = 1000;
const ringback = 425;
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe("a caller whom a member answers", () => {
  test("hears the ringing tone, then the member in under 300 ms; the member hears him; the member hangs up and both legs end", async () => {
    const queue = await group(["102"]);
    const [caller, agent] = await Promise.all([phone("101", callerTone), phone("102", agentTone)]);
    await caller.dial(queue.uri);
    await agent.until("CALL_INCOMING");
    await pause(1_500);
    const answering = performance.now();
    await agent.accept();
    await agent.until("CALL_ESTABLISHED");
    const live = await api.untilLive((snapshot) =>
      Object.values(snapshot.calls).some((call) => call.groupId === queue.created.id && call.status.kind === "talking"),
    );
    expect(Object.values(live.calls)[0]?.callerNumber).toBe("101");
    await pause(1_500);
    await agent.hangUp();
    await caller.until("CALL_CLOSED");
    expect(performance.now() - answering).toBeLessThan(10_000);

    const [heardByCaller] = await caller.heard();
    const [heardByAgent] = await agent.heard();
    const tones = tonesHeard(heardByCaller!, [ringback, agentTone]);
    expect(tones[0]?.frequencyHz).toBe(ringback);
    expect(tones.at(-1)?.frequencyHz).toBe(agentTone);
    expect(tonesHeard(heardByAgent!, [callerTone])[0]?.startMs).toBeLessThan(300);

    const call = await finishedCall(queue);
    expect(call).toMatchObject({ outcome: "answered", outcomeReason: "memberHungUp", endedBy: "member", callerNumber: "101" });
    expect(call.events.map((event) => event.kind)).toEqual(["arrived", "queued", "ringing", "answeredByService", "answered", "ended"]);
  });

  test("hears the member over a mid-prompt cut: the announcement never delays an answer", async () => {
    const entry = await announcement("Pitkä tervehdys", "fi", "queue.entry");
    const queue = await group(["102"], { announcements: { queueEntryAnnouncementId: entry } });
    const [caller, agent] = await Promise.all([phone("101", callerTone), phone("102", agentTone)]);
    await caller.dial(queue.uri);
    // The caller's recording begins with the first packet, which follows our 200.
    await caller.until("CALL_ESTABLISHED");
    const recordingFrom = performance.now();
    await agent.until("CALL_INCOMING");
    await pause(800);
    const acceptedAt = performance.now();
    await agent.accept();
    await agent.until("CALL_ESTABLISHED");
    await pause(1_500);
    await caller.hangUp();
    await agent.until("CALL_CLOSED");

    const [heard] = await caller.heard();
    const prompt = await readPrompt("fi", "queue.entry");
    const begin = prompt.subarray(0, 8_000 * 0.7);
    expect(whenHeard(heard!, begin)?.startMs).toBeLessThan(300);
    const member = tonesHeard(heard!, [agentTone]).find((span) => span.frequencyHz === agentTone);
    expect(member!.startMs).toBeLessThan(acceptedAt - recordingFrom + 300);
    const [heardByAgent] = await agent.heard();
    const talkMs = member!.endMs - member!.startMs;
    expect(tonesHeard(heardByAgent!, [callerTone])[0]!.startMs).toBeLessThan(300);
    expect(heardByAgent!.length / 8).toBeGreaterThan(talkMs - 300);
    expect(await finishedCall(queue)).toMatchObject({ outcome: "answered", endedBy: "caller" });
  });

  test("hears the entry announcement to its end, then music, while nobody answers", async () => {
    const entry = await announcement("Tervehdys", "en", "queue.next");
    const queue = await group(["102"], { announcements: { queueEntryAnnouncementId: entry, playRingback: false } });
    const [caller, agent] = await Promise.all([phone("101", callerTone), phone("102", agentTone)]);
    await caller.dial(queue.uri);
    await agent.until("CALL_INCOMING");
    const prompt = await readPrompt("en", "queue.next");
    await pause(prompt.length / 8 + 3_000);
    await caller.hangUp();
    await agent.until("CALL_CLOSED");

    const [heard] = await caller.heard();
    const announced = whenHeard(heard!, prompt);
    expect(announced?.startMs).toBeLessThan(300);
    const music = (await import("../softphone/music.ts")).beginningOfMusic;
    expect(whenHeard(heard!, await music(2_000))?.startMs).toBeGreaterThan(announced!.startMs + prompt.length / 8 - 100);
    expect(await finishedCall(queue)).toMatchObject({ outcome: "abandoned", outcomeReason: "callerHungUp" });
  });
});

describe("the queue", () => {
  test("with all members busy the next caller waits with music and is served first when the member becomes free", async () => {
    const queue = await group(["102"], { announcements: { playRingback: false } });
    const [first, second, agent] = await Promise.all([phone("101"), phone("103", callerTone), phone("102", agentTone)]);
    await first.dial(queue.uri);
    await agent.until("CALL_INCOMING");
    await agent.accept();
    await api.untilLive((live) => Object.values(live.calls).some((call) => call.status.kind === "talking"));
    await second.dial(queue.uri);
    const waiting = await api.untilLive((live) => live.groups[queue.created.id]?.waiting === 1);
    expect(queueOf(waiting, queue.created.id)).toMatchObject([{ position: 1, call: { waitReason: "allBusy" } }]);
    await pause(2_500);
    const events = agent.events.length;
    await first.hangUp();
    await agent.until("CALL_INCOMING", { after: events });
    await agent.accept();
    await agent.until("CALL_ESTABLISHED", { after: events });
    await pause(800);
    await agent.hangUp();
    await second.until("CALL_CLOSED");
    const [heard] = await second.heard();
    const { beginningOfMusic } = await import("../softphone/music.ts");
    expect(whenHeard(heard!, await beginningOfMusic(2_000))?.startMs).toBeLessThan(300);
    expect(tonesHeard(heard!, [agentTone]).length).toBe(1);
  });

  test("an unanswered ring goes on to the next member after the ring time", async () => {
    const queue = await group(["102", "103"], { members: { ringSeconds: 5 } });
    const [caller, silent, agent] = await Promise.all([phone("101"), phone("102"), phone("103")]);
    await caller.dial(queue.uri);
    await silent.until("CALL_INCOMING");
    const begin = performance.now();
    await agent.until("CALL_INCOMING");
    expect(Math.round((performance.now() - begin) / 1000)).toBe(5);
    await silent.until("CALL_CLOSED");
    await agent.accept();
    await caller.until("CALL_ESTABLISHED");
    await agent.hangUp();
    await caller.until("CALL_CLOSED");
    const call = await finishedCall(queue);
    expect(call.answeredBy?.id).toBe(await api.userId("103"));
    expect(call.events.find((event) => event.kind === "ringEnded")?.detail).toEqual({ result: "timeout" });
  });

  test("a member who declines is passed over at once", async () => {
    const queue = await group(["102", "103"]);
    const [caller, busy, agent] = await Promise.all([phone("101"), phone("102"), phone("103")]);
    await caller.dial(queue.uri);
    await busy.until("CALL_INCOMING");
    const begin = performance.now();
    await busy.hangUp();
    await agent.until("CALL_INCOMING");
    expect(performance.now() - begin).toBeLessThan(1_000);
  });

  test("a caller who hangs up stops the ringing", async () => {
    const queue = await group(["102"]);
    const [caller, agent] = await Promise.all([phone("101"), phone("102")]);
    await caller.dial(queue.uri);
    await agent.until("CALL_INCOMING");
    await caller.hangUp();
    await agent.until("CALL_CLOSED");
    expect(await finishedCall(queue)).toMatchObject({ outcome: "abandoned", endedBy: "caller" });
    const free = await api.untilLive((live) => live.groups[queue.created.id]?.free === 1);
    expect(free.groups[queue.created.id]?.waiting).toBe(0);
  });

  test("two members rung at once: one answers, the other's phone stops", async () => {
    const queue = await group(["102", "103"], { members: { ringSimultaneously: 2 } });
    const [caller, one, other] = await Promise.all([phone("101"), phone("102"), phone("103")]);
    await caller.dial(queue.uri);
    await Promise.all([one.until("CALL_INCOMING"), other.until("CALL_INCOMING")]);
    await one.accept();
    await other.until("CALL_CLOSED");
    await one.hangUp();
    await caller.until("CALL_CLOSED");
    expect((await finishedCall(queue)).events.find((event) => event.kind === "ringEnded")?.detail).toEqual({ result: "answeredElsewhere" });
  });

  test("nobody logged in: the caller hears why, then the call ends", async () => {
    const queue = await group(["102"]);
    await api.act(await api.userId("102"), { action: "logOut", groupId: queue.created.id });
    const caller = await phone("101");
    await caller.dial(queue.uri);
    await caller.until("CALL_CLOSED", { timeoutMs: 20_000 });
    const [heard] = await caller.heard();
    expect(whenHeard(heard!, await readPrompt("fi", "group.noAgents"))?.startMs).toBeLessThan(300);
    expect(await finishedCall(queue)).toMatchObject({ outcome: "overflowed", outcomeReason: "noAgents", endedBy: "service" });
  });

  test("most callers waiting: the next goes to the overflow destination", async () => {
    const queue = await group(["102"], { queue: { maxWaiting: 1, overflowDestination: { kind: "hangUp" } } });
    const [first, second] = await Promise.all([phone("101"), phone("103"), phone("102")]);
    await first.dial(queue.uri);
    await api.untilLive((live) => live.groups[queue.created.id]?.waiting === 1);
    await second.dial(queue.uri);
    const closed = await second.until("CALL_CLOSED");
    expect(closed.param).toContain("486");
    expect(await finishedCall(queue)).toMatchObject({ outcome: "overflowed", outcomeReason: "full" });
  });

  test("a group closed by its opening hours says so", async () => {
    const caller = await phone("101");
    await caller.dial(`sip:8002@${(await import("./scene.ts")).domain}`);
    await caller.until("CALL_CLOSED", { timeoutMs: 20_000 });
    const [heard] = await caller.heard();
    expect(whenHeard(heard!, await readPrompt("fi", "group.closed"))?.startMs).toBeLessThan(300);
  });

  test("wrap-up keeps the member free of calls until it ends or he finishes it", async () => {
    const queue = await group(["102"], { members: { wrapUpSeconds: 60 } });
    const [first, second, agent] = await Promise.all([phone("101"), phone("103"), phone("102")]);
    await first.dial(queue.uri);
    await agent.until("CALL_INCOMING");
    await agent.accept();
    await first.until("CALL_ESTABLISHED");
    await first.hangUp();
    const userId = await api.userId("102");
    await api.untilLive((live) => live.agents[userId]?.status.kind === "wrapUp");
    await second.dial(queue.uri);
    await api.untilLive((live) => live.groups[queue.created.id]?.waiting === 1);
    const events = agent.events.length;
    expect(agent.events.slice(events)).toEqual([]);
    await api.act(userId, { action: "finishWrapUp" });
    await agent.until("CALL_INCOMING", { after: events, timeoutMs: 1_000 });
  });
});

describe("configuration", () => {
  test("a saved change is followed by the very next call", async () => {
    const queue = await group(["102"]);
    const [caller, agent] = await Promise.all([phone("101"), phone("103")]);
    const userId = await api.userId("103");
    await api.saveGroup({ ...queue.created, members: { ...queue.created.members, members: [{ userId, skillLevel: 3, ringOrder: 1 }] } });
    await caller.dial(queue.uri);
    await agent.until("CALL_INCOMING");
  });

  test("deleting a group stops its number at once and frees it", async () => {
    const queue = await group(["102"]);
    const caller = await phone("101");
    await api.deleteGroup(queue.created.id);
    await caller.dial(queue.uri);
    expect((await caller.until("CALL_CLOSED")).param).toContain("404");
    const numbers = await api.request<{ digits: string; group: unknown }[]>("GET", "/numbers");
    expect(numbers.find((number) => number.digits === queue.digits)?.group).toBeNull();
  });
});

describe("phones", () => {
  test("a caller with mu-law and a member with A-law hear each other", async () => {
    const queue = await group(["102"]);
    const [caller, agent] = await Promise.all([
      phone("101", callerTone, { codecs: ["PCMU"] }),
      phone("102", agentTone, { codecs: ["PCMA"] }),
    ]);
    await caller.dial(queue.uri);
    await agent.until("CALL_INCOMING");
    await agent.accept();
    await caller.until("CALL_ESTABLISHED");
    await pause(1_500);
    await caller.hangUp();
    await agent.until("CALL_CLOSED");
    expect(tonesHeard((await caller.heard())[0]!, [agentTone]).length).toBe(1);
    expect(tonesHeard((await agent.heard())[0]!, [callerTone]).length).toBe(1);
  });

  test("phones over TCP register, are rung and talk", async () => {
    const queue = await group(["102"]);
    const [caller, agent] = await Promise.all([
      phone("101", callerTone, { transport: "tcp" }),
      phone("102", agentTone, { transport: "tcp" }),
    ]);
    await caller.dial(`${queue.uri};transport=tcp`);
    await agent.until("CALL_INCOMING");
    await agent.accept();
    await agent.until("CALL_ESTABLISHED");
    await pause(1_000);
    await agent.hangUp();
    await caller.until("CALL_CLOSED");
    expect(tonesHeard((await agent.heard())[0]!, [callerTone]).length).toBe(1);
  });

  test("hold and resume by re-INVITE: the caller hears nothing meanwhile, and the member again afterwards", async () => {
    const queue = await group(["102"]);
    const [caller, agent] = await Promise.all([phone("101", callerTone), phone("102", agentTone)]);
    await caller.dial(queue.uri);
    await agent.until("CALL_INCOMING");
    await agent.accept();
    await agent.until("CALL_ESTABLISHED");
    await pause(1_500);
    await agent.hold();
    await pause(1_200);
    await agent.resume();
    await pause(1_200);
    await agent.hangUp();
    await caller.until("CALL_CLOSED");
    // baresip sends nothing while it holds; its recording of what it hears ends there, so the caller's is looked at.
    const [before, after] = tonesHeard((await caller.heard())[0]!, [agentTone]);
    expect(after!.startMs - before!.endMs).toBeGreaterThan(800);
    expect(after!.endMs - after!.startMs).toBeGreaterThan(800);
  });
});
