/** What an operator connection must stand: challenges, limits, and another one that takes over. */
import { describe, expect, onTestFinished, test } from "vitest";
import { runSipp } from "../softphone/sipp.ts";
import { Carrier, field, untilTrunk } from "./carrier.ts";
import { g711, inviteWithCredentials, receive, receiveOptional, receiveRequest, scenario, send } from "./messages.ts";
import { api, domain, finishedCall, group, phone } from "./scene.ts";

let port = 14_700;
const service = "0200000120";
const ok = `<send><![CDATA[\nSIP/2.0 200 OK\n[last_Via:]\n[last_From:]\n[last_To:]\n[last_Call-ID:]\n[last_CSeq:]\nContent-Length: 0\n\n]]></send>`;
const sipp = (xml: string, user: string, address = "127.0.0.1", calls = 1) =>
  runSipp({
    ...{ scenario: xml, sipPort: port++, mediaPort: 33_600 + (port % 20) * 4, target: domain, address, calls, args: ["-s", user] },
    ...{ timeoutMs: 40_000, callsPerSecond: 100 },
  });

/** A member's own call out, answered, ended by the other side. */
const callOut = (digits: string) =>
  scenario(
    "calls out",
    ...inviteWithCredentials(digits, g711, undefined, "102"),
    receive(200),
    send({ method: "ACK", cseq: 2, to: digits, inDialog: true }),
    receiveRequest("BYE"),
    ok,
  );
const callOutRefused = (digits: string, status: number) =>
  scenario(
    "is refused",
    ...inviteWithCredentials(digits, g711, undefined, "102"),
    receive(status),
    send({ method: "ACK", cseq: 2, to: digits, inDialog: true }),
  );

interface TrunkRow {
  id: string;
  version: number;
}

/** Named so that it is tried before the demo's own. */
async function trunk(name: string, settings: object): Promise<string> {
  const made = await api.request<TrunkRow>("POST", "/trunks", { name: `A ${name}`, ...settings });
  onTestFinished(() => api.request<void>("DELETE", `/trunks/${made.id}`));
  return `A ${name}`;
}

describe("an operator that asks for a password at every call", () => {
  const registration = { user: "jono-user", realm: "operator.example", password: "sesame" };

  test.each(["registrar", "proxy"] as const)(
    "as a %s: the INVITE is sent again with the answer, once, and the call goes on",
    async (by) => {
      const operator = await Carrier.start({ asks: { ...registration, by }, hangsUpAfterMs: 500 }, { untilUp: false, port: 5071 });
      const name = await trunk(`asks by ${by}`, { peer: "127.0.0.2:5071", registration, monitor: false });
      await untilTrunk(({ up }) => up, name);
      expect(await sipp(callOut("0410000777"), "102")).toMatchObject({ ok: true });
      const invites = operator.received.filter((message) => message.startsWith("INVITE"));
      const header = by === "proxy" ? "Proxy-Authorization" : "Authorization";
      expect(invites.map((invite) => field(invite, header) !== "")).toEqual([false, true]);
      expect(field(invites[1]!, header)).toContain('realm="operator.example"');
    },
  );

  test("in another realm than was configured: it learns nothing, the call is refused", async () => {
    const operator = await Carrier.start({ asks: registration, hangsUpAfterMs: 500 }, { untilUp: false, port: 5071 });
    const name = await trunk("changes its realm", { peer: "127.0.0.2:5071", registration, monitor: false });
    await untilTrunk(({ up }) => up, name);
    operator.asks({ ...registration, realm: "evil.example" });
    const before = operator.received.length;
    expect(await sipp(callOutRefused("0410000777", 480), "102")).toMatchObject({ ok: true });
    expect(operator.received.slice(before).join("")).not.toMatch(/Authorization/);
  });
});

describe("a trunk above its configured", () => {
  async function limited(limits: { channels?: number; callsPerSecond?: number }) {
    const [own] = await api.request<(TrunkRow & { name: string })[]>("GET", "/trunks");
    const changed = await api.request<TrunkRow>("PUT", `/trunks/${own!.id}`, { ...own, ...limits, registration: null });
    onTestFinished(() => api.request<void>("PUT", `/trunks/${own!.id}`, { ...own, registration: null, version: changed.version }));
  }
  const refused = scenario(
    "one too many",
    send({ method: "INVITE", cseq: 1, to: service, body: g711 }),
    receiveOptional(100),
    receive(503),
    send({ method: "ACK", cseq: 1, to: service, inDialog: true }),
  );
  const served = scenario(
    "is served",
    send({ method: "INVITE", cseq: 1, to: service, body: g711 }),
    receiveOptional(100, 180),
    receive(200),
    send({ method: "ACK", cseq: 1, to: service, inDialog: true }),
    receiveRequest("BYE"),
    ok,
  );
  const comesBack = scenario(
    "comes back after the second that it was told",
    '<pause milliseconds="1100"/>',
    send({ method: "INVITE", cseq: 1, to: service, body: g711 }),
    receiveOptional(100, 180),
    receive(200),
    send({ method: "ACK", cseq: 1, to: service, inDialog: true }),
    send({ method: "BYE", cseq: 2, to: service, inDialog: true }),
    receive(200),
  );
  const fromTrunk = (xml: string) => sipp(xml, "0410000999", "127.0.0.2");
  const onService = async () => ({ general: { numberId: await api.numberId(service) } });

  test("calls a second gets 503 with Retry-After, and is served again after that time", async () => {
    await limited({ callsPerSecond: 1 });
    const queue = await group(["102"], await onService());
    const agent = await phone("102", undefined, { answers: "auto" });
    const first = fromTrunk(served);
    await agent.until("CALL_ESTABLISHED");
    // The first may have been a second ago; of two at once one is above the limit.
    const both = await Promise.all([fromTrunk(refused), fromTrunk(refused)]);
    const told = both.filter(({ messages }) => messages.includes("Retry-After: 1\r\n"));
    expect(told.length).toBeGreaterThan(0);
    expect(await fromTrunk(comesBack)).toMatchObject({ ok: true });
    await agent.hangUp();
    expect(await first).toMatchObject({ ok: true });
    expect((await finishedCall(queue)).outcome).toBeDefined();
  });

  test("calls at once gets 503 with Retry-After", async () => {
    await limited({ channels: 1 });
    const queue = await group(["102"], await onService());
    const agent = await phone("102");
    const first = fromTrunk(served);
    await agent.until("CALL_INCOMING");
    expect(await fromTrunk(refused)).toMatchObject({ ok: true, messages: expect.stringContaining("Retry-After: 10") });
    await agent.accept();
    await agent.until("CALL_ESTABLISHED");
    await agent.hangUp();
    expect(await first).toMatchObject({ ok: true });
    expect(await finishedCall(queue)).toMatchObject({ outcome: "answered" });
  });
});

describe("a call out", () => {
  test("goes by the next trunk when the first says 503", async () => {
    const full = await Carrier.start({ cannot: "503 Service Unavailable" }, { untilUp: false, port: 5071 });
    await trunk("is full", { peer: "127.0.0.2:5071", monitor: false });
    const other = await Carrier.start({ hangsUpAfterMs: 500 });
    expect(await sipp(callOut("0410000777"), "102")).toMatchObject({ ok: true });
    expect([full.count("INVITE"), other.count("INVITE")]).toEqual([1, 1]);
    expect(field(await other.until("INVITE"), "Call-ID")).not.toBe(field(await full.until("INVITE"), "Call-ID"));
  });

  test("goes by the next trunk when the first says nothing, neither to the call nor when it is asked", async () => {
    const dead = await Carrier.start({ dead: true }, { untilUp: false, port: 5071 });
    await trunk("is dead", { peer: "127.0.0.2:5071", monitor: false });
    const other = await Carrier.start({ hangsUpAfterMs: 500 });
    expect(await sipp(callOut("0410000777"), "102")).toMatchObject({ ok: true });
    expect(other.count("INVITE")).toBe(1);
    expect(dead.count("OPTIONS")).toBeGreaterThan(0);
  });

  // Each on a port of its own: an INVITE that nobody answers is repeated for 32 s.
  test("goes by the next trunk when the first has no room", async () => {
    const first = await Carrier.start({ hangsUpAfterMs: 1_500 }, { untilUp: false, port: 5072 });
    await trunk("has one channel", { peer: "127.0.0.2:5072", monitor: false, channels: 1 });
    const second = await Carrier.start({ hangsUpAfterMs: 1_500 });
    const calls = await Promise.all(["0410000777", "0410000778"].map((digits) => sipp(callOut(digits), "102")));
    expect(calls).toMatchObject([{ ok: true }, { ok: true }]);
    expect([first.count("INVITE"), second.count("INVITE")]).toEqual([1, 1]);
  });

  test("that the number itself refuses is not tried elsewhere", async () => {
    const busy = await Carrier.start({ refuses: { status: "486 Busy Here" } }, { untilUp: false, port: 5073 });
    await trunk("knows it is busy", { peer: "127.0.0.2:5073", monitor: false });
    const other = await Carrier.start();
    expect(await sipp(callOutRefused("0410000777", 486), "102")).toMatchObject({ ok: true });
    expect([busy.count("INVITE"), other.count("INVITE")]).toEqual([1, 0]);
  });
});
