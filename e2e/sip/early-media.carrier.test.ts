/** What the other side plays before it answers is heard; ringing is said only when somebody says so. */
import { expect, onTestFinished, test } from "vitest";
import { RtpPhone } from "../../sip-worker/media/engine/testing/rtp-phone.ts";
import { readPrompt, tonesHeard, whenHeard } from "../softphone/heard.ts";
import { Carrier, field } from "./carrier.ts";
import { announcement, api, domain, finishedCall, group, phone } from "./scene.ts";

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** An operator that says in 1,000 Hz why nobody can be reached, and then refuses. */
async function talkingOperator() {
  const voice = await RtpPhone.open({ address: "127.0.0.2" });
  onTestFinished(() => voice.close());
  const operator = await Carrier.start({ plays: voice.sdp(), waits: true });
  const speak = async () => {
    const invite = await operator.until("INVITE");
    voice.sendTo(invite.slice(invite.indexOf("\r\n\r\n")));
    voice.speak(1000);
    await pause(1_200);
    voice.quiet();
  };
  return { operator, speak };
}

test("a member's call out: he hears the operator before the answer, and then the refusal", async () => {
  const { operator, speak } = await talkingOperator();
  const caller = await phone("102", 440);
  await caller.dial(`sip:0410000777@${domain}`);
  await caller.until("CALL_PROGRESS");
  await speak();
  operator.refuse("486 Busy Here");
  expect((await caller.until("CALL_CLOSED")).param).toContain("486");
  expect(tonesHeard((await caller.heard())[0]!, [1000]).length).toBeGreaterThan(0);
  expect(caller.events.map((event) => event.type)).not.toContain("CALL_RINGING");
});

test("a number that is not charged when closed: the announcement is heard before any answer, then 480", async () => {
  const shut = await announcement("Suljettu maksutta", "en", "group.closed");
  const closed = { kind: "announcement" as const, announcementId: shut };
  const closedDestinations = { outsideHours: closed, exception: closed, holiday: closed, manual: closed, emergency: closed };
  const queue = await group(["106"], { hours: { manual: "closed", closedDestinations } });
  const { numberId } = queue.created.general;
  const number = await api.request<{ version: number }>("GET", `/numbers/${numberId}`);
  const answers = (answerMode: string, version: number) =>
    api.request<{ version: number }>("PUT", `/numbers/${numberId}`, { ...number, accepted: false, answerMode, version });
  const { version } = await answers("earlyMedia", number.version);
  onTestFinished(async () => void (await answers("answer", version)));
  const caller = await phone("101", 440);
  await caller.dial(queue.uri);
  await caller.until("CALL_PROGRESS");
  expect((await caller.until("CALL_CLOSED")).param).toContain("480");
  expect(caller.events.map(({ type }) => type)).not.toContain("CALL_ESTABLISHED");
  // On a busy machine the phone may open its sound a moment after our 183: the second half tells it from every other prompt.
  const prompt = await readPrompt("en", "group.closed");
  expect(whenHeard((await caller.heard())[0]!, prompt.subarray(prompt.length / 2))).not.toBeNull();
  expect(await finishedCall(queue)).toMatchObject({ outcome: "closed", outcomeReason: "manual" });
});

test("a queued caller who is sent on outside hears the operator instead of our ringing tone, and talks when it is answered", async () => {
  const { operator, speak } = await talkingOperator();
  const queue = await group(["106"], { queue: { noAgentsDestination: { kind: "outsideNumber" as const, number: "041 000 0555" } } });
  await api.act(await api.userId("106"), { action: "logOut", groupId: queue.created.id });
  const caller = await phone("101", 440);
  await caller.dial(queue.uri);
  await speak();
  expect(field(await operator.until("INVITE"), "CSeq")).toMatch(/INVITE$/);
  operator.answer();
  await operator.until("ACK");
  await caller.hangUp();
  await operator.until("BYE");
  expect(tonesHeard((await caller.heard())[0]!, [1000]).length).toBeGreaterThan(0);
});
