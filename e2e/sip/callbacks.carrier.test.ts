/** A caller asks to be called back, and is: real phones, a real outside party, what each of them hears. */
import { expect, onTestFinished, test } from "vitest";
import type { CallLegRecord } from "../../lib/domain/call.ts";
import { queueOf } from "../../lib/domain/live-queue.ts";
import { RtpPhone } from "../../sip-worker/media/engine/testing/rtp-phone.ts";
import { readPrompt, tonesHeard, whenHeard } from "../softphone/heard.ts";
import { runSipp } from "../softphone/sipp.ts";
import { Carrier, field } from "./carrier.ts";
import { g711, pause, receive, receiveOptional, receiveRequest, scenario, send } from "./messages.ts";
import { api, domain, group, phone } from "./scene.ts";

const service = "0200000120";
const customerNumber = "0410000999";
const customerTone = 440;
const agentTone = 1000;

interface Callback {
  id: string;
  number: string;
  state: string;
  attempts: number;
}
const callbacks = async (groupId: string) =>
  (await api.request<(Callback & { groupId: string })[]>("GET", "/callbacks")).filter((one) => one.groupId === groupId);

async function untilCallback(groupId: string, wanted: Partial<Callback>): Promise<Callback> {
  const deadline = performance.now() + 15_000;
  for (;;) {
    const [one] = await callbacks(groupId);
    if (one && Object.entries(wanted).every(([key, value]) => one[key as keyof Callback] === value)) return one;
    if (performance.now() > deadline) throw new Error(`the callback is ${JSON.stringify(one)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** 102 is in wrap-up; 103 and 104 wait, so that the next is offered a callback at once. */
async function busyQueue(callback: object = {}, general: object = {}) {
  const queue = await group(["102"], {
    general: { numberId: await api.numberId(service), language: "en", ...general },
    members: { wrapUpSeconds: 3600 },
    announcements: { playRingback: false },
    callback: { callbackEnabled: true, offerWhenWaitingMoreThan: 1, callbackMetadata: "Call back", ...callback },
  });
  const uri = `sip:${service}@${domain}`;
  onTestFinished(async () => api.act(await api.userId("102"), { action: "finishWrapUp" }));
  const [agent, first, second] = await Promise.all([phone("102", agentTone), phone("103"), phone("104")]);
  await first.dial(uri);
  await agent.until("CALL_INCOMING");
  await agent.accept();
  await first.until("CALL_ESTABLISHED");
  // A recording without a sample could not be read.
  await new Promise((resolve) => setTimeout(resolve, 500));
  const closed = first.events.length;
  await agent.hangUp();
  await agent.until("CALL_CLOSED");
  const events = agent.events.length;
  await first.until("CALL_CLOSED", { after: closed });
  await first.dial(uri);
  await second.dial(uri);
  await api.untilLive((live) => live.groups[queue.created.id]?.waiting === 2);
  /** They give up, and 102 is free. */
  const comesFree = async () => {
    await first.hangUp();
    await second.hangUp();
    await api.untilLive((live) => live.groups[queue.created.id]?.waiting === 0);
    await api.act(await api.userId("102"), { action: "finishWrapUp" });
  };
  return { queue, id: queue.created.id, uri, agent, events, comesFree };
}

test("key 1 by RFC 4733: registered, agent first, then the customer; both hear each other; reached", async () => {
  const { queue, id, uri, agent, events, comesFree } = await busyQueue();
  const customer = await phone("105", customerTone);
  await customer.dial(uri);
  await customer.until("CALL_ESTABLISHED");
  const offerMs = (await readPrompt("en", "callback.offer")).length / 8;
  await new Promise((resolve) => setTimeout(resolve, offerMs + 500));
  await customer.sendKeys("1");
  await customer.until("CALL_CLOSED");
  const [heardBefore] = await customer.heard();
  const confirmed = whenHeard(heardBefore!, await readPrompt("en", "callback.confirmed"));
  expect(confirmed?.startMs).toBeGreaterThan(offerMs - 300);
  expect(await untilCallback(id, { state: "waiting" })).toMatchObject({ number: "105", attempts: 0 });
  const live = await api.untilLive((snapshot) => snapshot.groups[id]?.callbacks === 1);
  expect(queueOf(live, id).find(({ call }) => call.kind === "callback")).toMatchObject({ position: 3, call: { callerNumber: "105" } });

  const customerEvents = customer.events.length;
  await comesFree();
  await agent.until("CALL_INCOMING", { after: events });
  await agent.accept();
  await customer.until("CALL_INCOMING", { after: customerEvents });
  expect(await untilCallback(id, { state: "ringing" })).toMatchObject({ attempts: 1 });
  await customer.accept();
  await customer.until("CALL_ESTABLISHED", { after: customerEvents });
  await untilTalking();
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  await customer.hangUp();
  await agent.until("CALL_CLOSED", { after: events });
  expect(await untilCallback(id, { state: "reached" })).toMatchObject({ attempts: 1 });

  const greetingMs = (await readPrompt("en", "callback.greeting")).length / 8;
  const heardByCustomer = (await customer.heard()).at(-1)!;
  const heardByAgent = (await agent.heard()).at(-1)!;
  expect(whenHeard(heardByCustomer, await readPrompt("en", "callback.greeting"))?.startMs).toBeLessThan(500);
  expect(tonesHeard(heardByCustomer, [agentTone]).at(-1)?.startMs).toBeGreaterThan(greetingMs - 300);
  expect(whenHeard(heardByAgent, await readPrompt("en", "callback.handler"))?.startMs).toBeLessThan(500);
  expect(tonesHeard(heardByAgent, [customerTone]).at(-1)?.frequencyHz).toBe(customerTone);

  const records = await api.calls(`?groupId=${queue.created.id}`);
  const [back] = records.filter(({ direction }) => direction === "outgoing");
  expect(back).toMatchObject({ outcome: "answered", dialledNumber: "105", answeredBy: { id: await api.userId("102") } });
  expect(records.find(({ outcome }) => outcome === "callbackRequested")).toMatchObject({ callerNumber: "105" });
});

const untilTalking = () =>
  api.untilLive((snapshot) => Object.values(snapshot.calls).some(({ kind, status }) => kind === "callback" && status.kind === "talking"));

const infoKey = send({
  method: "INFO",
  cseq: 2,
  to: service,
  inDialog: true,
  body: "Signal=1\r\nDuration=160",
}).replace("application/sdp", "application/dtmf-relay");

const ok = `<send><![CDATA[\nSIP/2.0 200 OK\n[last_Via:]\n[last_From:]\n[last_To:]\n[last_Call-ID:]\n[last_CSeq:]\nContent-Length: 0\n\n]]></send>`;
const asksByInfo = scenario(
  "asks by INFO",
  send({ method: "INVITE", cseq: 1, to: service, body: g711 }),
  receiveOptional(100, 180),
  receive(200),
  send({ method: "ACK", cseq: 1, to: service, inDialog: true }),
  pause(1_000),
  infoKey,
  receive(200),
  receiveRequest("BYE"),
  ok,
);

/** Resolves when the caller has been told that his request is registered, and was let go. */
const askByInfo = () =>
  runSipp({
    scenario: asksByInfo,
    sipPort: sippPort++,
    mediaPort: 33_700,
    target: domain,
    address: "127.0.0.2",
    args: ["-s", customerNumber],
    timeoutMs: 25_000,
  });
let sippPort = 14_950;

test("key 1 by SIP INFO, from outside: called by the trunk with the group's number; both hear each other; the leg is charged", async () => {
  const [account] = await api.request<{ id: string }[]>("GET", "/billing-accounts");
  const ear = await RtpPhone.open({ address: "127.0.0.2" });
  onTestFinished(() => ear.close());
  const operator = await Carrier.start({ sdp: ear.sdp() });
  const { id, agent, events, comesFree } = await busyQueue({}, { billingAccountId: account!.id });
  expect(await askByInfo()).toMatchObject({ ok: true });
  await comesFree();
  await agent.until("CALL_INCOMING", { after: events });
  await agent.accept();
  const invite = await operator.until(`INVITE sip:${customerNumber}@`);
  expect(field(invite, "From")).toContain(service);
  expect(field(invite, "P-Asserted-Identity")).toContain("+358200000120");
  ear.sendTo(invite);
  ear.speak(customerTone);
  await untilTalking();
  const from = ear.received.length;
  await ear.packets(60);
  await agent.hangUp();
  await agent.until("CALL_CLOSED", { after: events });
  await operator.until("BYE");
  // He hung up after a moment, and nobody said that it was the customer himself.
  expect(await untilCallback(id, { state: "waiting" })).toMatchObject({ number: customerNumber, attempts: 1 });
  expect(tonesHeard(ear.heard(from), [agentTone])[0]?.frequencyHz).toBe(agentTone);
  const heardByAgent = (await agent.heard()).at(-1)!;
  expect(tonesHeard(heardByAgent, [customerTone]).at(-1)?.frequencyHz).toBe(customerTone);
  const [back] = (await api.calls(`?groupId=${id}`)).filter(({ direction }) => direction === "outgoing");
  expect(back).toMatchObject({ outcome: "failed", outcomeReason: "voicemail" });
  const { legs } = await api.request<{ legs: CallLegRecord[] }>("GET", `/calls/${back!.id}`);
  expect(legs).toMatchObject([{ kind: "outside", number: customerNumber, billingAccountId: account!.id }]);
});

test("a customer who does not answer: the request returns with an attempt less, and is cancelled over the API", async () => {
  const operator = await Carrier.start({ waits: true });
  const { id, agent, events, comesFree } = await busyQueue({ callbackRingSeconds: 3 });
  expect(await askByInfo()).toMatchObject({ ok: true });
  await comesFree();
  await agent.until("CALL_INCOMING", { after: events });
  await agent.accept();
  await operator.until("CANCEL");
  await agent.until("CALL_CLOSED", { after: events });
  const back = await untilCallback(id, { state: "waiting", attempts: 1 });
  await api.untilLive((live) => live.groups[id]?.free === 1);
  await api.request("POST", `/callbacks/${back.id}/cancel`);
  await untilCallback(id, { state: "cancelled" });
  await expect(api.request("POST", `/callbacks/${back.id}/cancel`)).rejects.toThrow("409");
});
