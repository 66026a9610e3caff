/**
 * What callers meet who are answered by nobody: a message box that records them, and a voice menu, by keys of RFC 4733. The scene is one
 * group whose callers are led on, to whichever of the two the test says.
 */
import { describe, expect, onTestFinished, test } from "vitest";
import { sampleRate } from "../../lib/audio/tones.ts";
import { parseWav } from "../../lib/audio/wav.ts";
import type { Destination } from "../../lib/domain/destination.ts";
import type { MessageRecord } from "../../lib/domain/message.ts";
import type { PromptId } from "../../lib/domain/prompts.ts";
import { everyTimeHeard, readPrompt, tonesHeard, whenHeard } from "../softphone/heard.ts";
import { announcement, api, finishedCall, group, ownPhone, phone, stack } from "./scene.ts";

const answerTone = 1000;

/** The group's callers go there at once: nobody is logged in. */
async function ledTo(destination: Destination) {
  return group([], { queue: { noAgentsDestination: destination } });
}

/** 101 calls with a phone of ours: it hears, speaks tones and presses keys when the test says so. */
async function caller(digits: string) {
  const { sip, sound } = await ownPhone("101");
  const dialog = await sip.call(digits, sound.sdp());
  sound.sendTo(dialog.sdp!);
  let from = 0;
  /** Asked of what came since the last thing that was heard; every fifth packet, for the comparison takes its time. */
  const hears = async (what: (samples: Int16Array) => boolean) => {
    await sound.until(() => sound.received.length % 5 === 0 && what(sound.heard(from)));
    from = sound.received.length;
  };
  return {
    sound,
    heardPrompt: async (id: PromptId) => {
      const prompt = await readPrompt("fi", id);
      await hears((samples) => samples.length >= prompt.length && whenHeard(samples, prompt) !== null);
    },
    heardTone: () => hears((samples) => tonesHeard(samples, [answerTone]).some(({ endMs, startMs }) => endMs - startMs >= 300)),
    /** Three packets of one key and its end, thrice (RFC 4733 2.5.1). */
    press: (code: number) => {
      for (const duration of [160, 320, 480]) sound.sendEvent(code, duration, false, 0);
      for (let copy = 0; copy < 3; copy++) sound.sendEvent(code, 640, true, 0);
      sound.advance(640);
    },
    hangUp: () => sip.inDialog("BYE", dialog),
    hungUpOn: () => sip.request("BYE", 50_000),
  };
}

const hash = 11;

describe("a message box", () => {
  test("greets, tells that it records before it does, and keeps the answers, also when the caller hangs up in the last one", async () => {
    const question = await announcement("Mitä asia koskee?", "en", "queue.progress");
    const box = await api.request<{ id: string }>("POST", "/message-boxes", {
      name: "Iltaviestit",
      questions: [{ prompt: "Mitä asia koskee?", announcementId: question }, { prompt: "Nimi ja numero" }],
    });
    onTestFinished(() => api.request<void>("DELETE", `/message-boxes/${box.id}`).catch(() => undefined));
    const queue = await ledTo({ kind: "messageBox", messageBoxId: box.id });
    const calling = await caller(queue.digits);

    // He speaks from the beginning: nothing of it may be kept before he has been told.
    calling.sound.speak(440);
    await calling.heardPrompt("message.greeting");
    await calling.heardPrompt("message.notice");
    calling.sound.quiet();
    await calling.heardTone();
    calling.sound.speak(700);
    await calling.sound.packets(100);
    calling.sound.quiet();
    calling.press(hash);
    await calling.heardTone();
    calling.sound.speak(1300);
    await calling.sound.packets(80);
    await calling.hangUp();

    const call = await finishedCall(queue);
    expect(call).toMatchObject({ outcome: "overflowed", outcomeReason: "noAgents", endedBy: "caller" });
    expect(call.events.map(({ kind }) => kind)).toEqual([
      ...["arrived", "overflowed", "answeredByService", "recordingStarted", "messageLeft", "ended"],
    ]);
    const [message, ...others] = await api.request<MessageRecord[]>("GET", `/messages?messageBoxId=${box.id}&unheard=true`);
    expect(others).toEqual([]);
    expect(message).toMatchObject({
      callId: call.id,
      callerNumber: "101",
      boxName: "Iltaviestit",
      groupId: queue.created.id,
      cutOff: false,
    });
    for (const [answer, spoken, others, least] of [
      [1, 700, [440, 1300], 1_500],
      [2, 1300, [440, 700], 1_000],
    ] as const) {
      const samples = await recorded(message!.id, answer);
      const [only, ...more] = tonesHeard(samples, [spoken, ...others]);
      expect([answer, only?.frequencyHz, more]).toEqual([answer, spoken, []]);
      expect(only!.endMs - only!.startMs).toBeGreaterThan(least);
    }
    await api.request("DELETE", `/messages/${message!.id}`);
    expect((await fetchAnswer(message!.id, 1)).status).toBe(404);
  });
});

const fetchAnswer = (id: string, answer: number, headers = {}) =>
  fetch(`${stack.url}/api/v1/messages/${id}/audio?answer=${answer}`, { headers: { Authorization: `Bearer ${stack.token}`, ...headers } });

async function recorded(id: string, answer: number): Promise<Int16Array> {
  const response = await fetchAnswer(id, answer);
  expect([response.status, response.headers.get("Cache-Control"), response.headers.get("X-Content-Type-Options")]).toEqual([
    200,
    "no-store",
    "nosniff",
  ]);
  const part = await fetchAnswer(id, answer, { Range: "bytes=0-43" });
  expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, 44]);
  const wav = parseWav(new Uint8Array(await response.arrayBuffer()));
  if (!wav.ok) throw new Error(wav.refusal);
  return wav.samples;
}

describe("a voice menu", () => {
  test("a key leads to its group; one without a meaning is told as such; silence ends at the fallback", async () => {
    const [sales, greeting, apology] = await Promise.all([
      group(["102"]),
      announcement("Valikon tervehdys", "en", "queue.entry"),
      announcement("Valikon päätös", "sv", "queue.entry"),
    ]);
    const menu = await api.request<{ id: string }>("POST", "/menus", {
      name: "Päävalikko",
      greetingId: greeting,
      timeoutSeconds: 1,
      retries: 1,
      options: [{ key: "1", destination: { kind: "group", groupId: sales.created.id } }],
      timeoutDestination: { kind: "announcement", announcementId: apology },
      invalidDestination: { kind: "hangUp" },
    });
    onTestFinished(() => api.request<void>("DELETE", `/menus/${menu.id}`).catch(() => undefined));
    const queue = await ledTo({ kind: "menu", menuId: menu.id });

    const agent = await phone("102");
    const choosing = await caller(queue.digits);
    await choosing.sound.packets(25);
    choosing.press(9);
    await choosing.heardPrompt("menu.invalid");
    choosing.press(1);
    await agent.until("CALL_INCOMING");
    await agent.accept();
    await agent.until("CALL_ESTABLISHED");
    await choosing.hangUp();
    expect(await finishedCall(sales)).toMatchObject({ outcome: "answered", endedBy: "caller" });
    expect(await finishedCall(queue)).toMatchObject({ outcome: "overflowed", outcomeReason: "noAgents" });

    const silent = await caller(queue.digits);
    await silent.hungUpOn();
    const heard = silent.sound.heard();
    const [said, last] = await Promise.all([readPrompt("en", "queue.entry"), readPrompt("sv", "queue.entry")]);
    const [first = Number.NaN, second = Number.NaN, ...more] = everyTimeHeard(heard, said).map((at) => silent.sound.playedAtMs(at));
    const [fallback = Number.NaN] = everyTimeHeard(heard, last).map((at) => silent.sound.playedAtMs(at));
    expect(more).toEqual([]);
    // A second of silence behind each.
    const saidAndSilenceMs = (said.length * 1000) / sampleRate + 1_000;
    expect(second - first).toBeGreaterThanOrEqual(saidAndSilenceMs);
    expect(fallback - second).toBeGreaterThanOrEqual(saidAndSilenceMs);
  });
});
