/** Operator connections: what goes out to mobiles and numbers outside, registration with a password, limits, redirects, races. */
import { describe, expect, onTestFinished, test } from "vitest";
import type { CallLegRecord } from "../../lib/domain/call.ts";
import { runSipp } from "../softphone/sipp.ts";
import { Carrier, field, untilTrunk } from "./carrier.ts";
import { g711, receive, receiveOptional, receiveRequest, scenario, send } from "./messages.ts";
import { api, domain, finishedCall, group, phone } from "./scene.ts";

let port = 14_800;
const ok = `<send><![CDATA[\nSIP/2.0 200 OK\n[last_Via:]\n[last_From:]\n[last_To:]\n[last_Call-ID:]\n[last_CSeq:]\nContent-Length: 0\n\n]]></send>`;
const fromTrunk = (xml: string, caller = "0410000999", args: string[] = [], calls = 1) =>
  runSipp({
    scenario: xml,
    sipPort: port++,
    mediaPort: 33_600 + (port % 20) * 4,
    target: domain,
    address: "127.0.0.2",
    args: ["-s", caller, ...args],
    calls,
    timeoutMs: 25_000,
  });
const call = (digits: string, name: string, headers: string[] = []) =>
  scenario(
    name,
    send({ method: "INVITE", cseq: 1, to: digits, body: g711, headers }),
    receiveOptional(100, 180),
    receive(200),
    send({ method: "ACK", cseq: 1, to: digits, inDialog: true }),
    receiveRequest("BYE"),
    ok,
  );
const service = "0200000120";
const onService = async (general: object = {}) => ({ general: { numberId: await api.numberId(service), ...general } });
const legsOf = (finished: unknown) => (finished as { legs: CallLegRecord[] }).legs;

describe("a caller who is sent on to a number outside", () => {
  const overflow = { queue: { noAgentsDestination: { kind: "outsideNumber" as const, number: "041 000 0555" } } };
  const allLoggedOut = async (created: { id: string }) => api.act(await api.userId("106"), { action: "logOut", groupId: created.id });

  test("is rung there, with where the call came to; the leg is on the group's account", async () => {
    const [account] = await api.request<{ id: string }[]>("GET", "/billing-accounts");
    const operator = await Carrier.start({ hangsUpAfterMs: 800 });
    const queue = await group(["106"], { ...overflow, ...(await onService({ billingAccountId: account!.id })) });
    await allLoggedOut(queue.created);
    expect(await fromTrunk(call(service, "overflow"))).toMatchObject({ ok: true });
    const invite = await operator.until("INVITE");
    expect(invite).toMatch(/^INVITE sip:0410000555@/);
    expect(field(invite, "From")).toMatch(/^<sip:0410000999@/);
    expect(field(invite, "P-Asserted-Identity")).toMatch(/^<sip:\+358200000120@/);
    expect(field(invite, "Diversion")).toMatch(/^<sip:\+358200000120@.*reason=unavailable/);
    expect(field(invite, "History-Info")).toContain("index=1.1");
    const finished = await finishedCall(queue);
    expect(finished).toMatchObject({ outcome: "overflowed", outcomeReason: "noAgents" });
    expect(legsOf(finished)).toMatchObject([{ kind: "outside", number: "0410000555", billingAccountId: account!.id }]);
  });

  test("redirect 302 to a barred class: nobody else is called, the caller hears why", async () => {
    const operator = await Carrier.start({
      refuses: { status: "302 Moved Temporarily", headers: ["Contact: <sip:0700000120@127.0.0.2:5070>"] },
    });
    const queue = await group(["106"], { ...overflow, ...(await onService()) });
    await allLoggedOut(queue.created);
    expect(await fromTrunk(call(service, "redirected"))).toMatchObject({ ok: true });
    expect(operator.count("INVITE")).toBe(1);
    expect(operator.received.join("\n")).not.toContain("0700000120");
    expect(await finishedCall(queue)).toMatchObject({ outcome: "overflowed" });
  });

  test("forked 2x200: the second is acknowledged and ended, the first goes on", async () => {
    const operator = await Carrier.start({ forks: 2, hangsUpAfterMs: 1_500 });
    const queue = await group(["106"], { ...overflow, ...(await onService()) });
    await allLoggedOut(queue.created);
    expect(await fromTrunk(call(service, "forked"))).toMatchObject({ ok: true });
    expect(await operator.until("BYE sip:fork1@")).toContain("fork1");
    expect(operator.count("ACK sip:fork1@")).toBeGreaterThan(0);
    expect(operator.count("BYE sip:carrier@")).toBe(0);
    expect(legsOf(await finishedCall(queue))).toHaveLength(1);
  });

  test("a caller who hangs up while it rings there, CANCEL/200 race: the late 200 is acknowledged and ended", async () => {
    const operator = await Carrier.start({ answersAfterCancel: true });
    const queue = await group(["106"], { ...overflow, ...(await onService()) });
    await allLoggedOut(queue.created);
    const leaves = scenario(
      "leaves while it rings",
      send({ method: "INVITE", cseq: 1, to: service, body: g711 }),
      receiveOptional(100, 180),
      receive(200),
      send({ method: "ACK", cseq: 1, to: service, inDialog: true }),
      '<pause milliseconds="1000"/>',
      send({ method: "BYE", cseq: 2, to: service, inDialog: true }),
      receive(200),
    );
    expect(await fromTrunk(leaves)).toMatchObject({ ok: true });
    await operator.until("CANCEL");
    await operator.until("ACK sip:carrier@");
    await operator.until("BYE sip:carrier@");
    const [leg] = legsOf(await finishedCall(queue));
    expect(leg).toMatchObject({ answeredAt: null });
    expect(leg?.endedAt).not.toBeNull();
  });
});

describe("a member's mobile", () => {
  test.each([
    [{ presentedNumber: "group" }, "0200000120"],
    [{ presentedNumber: "caller" }, "0410000999"],
    [{ presentedNumber: "caller", numberTag: { kind: "prefix", digits: "1*" } }, "1*0410000999"],
    [{ presentedNumber: "caller", numberTag: { kind: "suffix", digits: "*1" } }, "0410000999*1"],
  ])("%j shows %s", async (general, shown) => {
    const operator = await Carrier.start({ hangsUpAfterMs: 600 });
    const queue = await group(["103"], { ...(await onService(general)), members: { devices: ["mobile"] } });
    expect(await fromTrunk(call(service, "to a mobile"))).toMatchObject({ ok: true });
    const invite = await operator.until("INVITE");
    expect(invite).toMatch(/^INVITE sip:0410000103@/);
    expect(field(invite, "From")).toContain(`<sip:${shown}@`);
    const finished = await finishedCall(queue);
    expect(finished).toMatchObject({ outcome: "answered" });
    expect(legsOf(finished)).toMatchObject([{ kind: "mobile", number: "0410000103" }]);
  });

  test("is told nothing of a caller who hides his number", async () => {
    const operator = await Carrier.start({ hangsUpAfterMs: 600 });
    await group(["103"], { ...(await onService()), members: { devices: ["mobile"] } });
    expect(await fromTrunk(call(service, "withheld", ["Privacy: id"]))).toMatchObject({ ok: true });
    const invite = await operator.until("INVITE");
    expect(field(invite, "Privacy")).toBe("id");
    expect(invite).not.toContain("0410000999");
  });
});

describe("registration at the operator", () => {
  const registration = { user: "jono-user", realm: "operator.example", password: "sesame" };
  async function registered(asks: { realm: string; user: string; password: string }) {
    const operator = await Carrier.start({ asks, hangsUpAfterMs: 600 }, { untilUp: false });
    const name = `Registered ${port++}`;
    const body = { name, peer: "127.0.0.2:5070", registration, monitor: false };
    const trunk = await api.request<{ id: string; registration: unknown }>("POST", "/trunks", body);
    onTestFinished(() => api.request<void>("DELETE", `/trunks/${trunk.id}`));
    return { operator, name, trunk };
  }

  test("with the right password: registered; the password is not told", async () => {
    const { operator, name, trunk } = await registered(registration);
    expect(await untilTrunk(({ up }) => up, name)).toMatchObject({ reason: "registered" });
    expect(trunk.registration).toEqual({ user: "jono-user", realm: "operator.example", hasPassword: true });
    expect(operator.count("REGISTER")).toBe(2);
    expect(field(operator.received.at(-1) ?? "", "Authorization")).toContain("nc=00000001");
  });

  test("with a wrong password: the reason is told", async () => {
    const { name } = await registered({ ...registration, password: "other" });
    expect(await untilTrunk(({ reason }) => reason !== "notTriedYet", name)).toMatchObject({ up: false, reason: "wrongPassword" });
  });

  test("that asks for another realm gets no credentials", async () => {
    const { operator, name } = await registered({ ...registration, realm: "evil.example" });
    expect(await untilTrunk(({ reason }) => reason !== "notTriedYet", name)).toMatchObject({ up: false, reason: "foreignRealm" });
    expect(operator.received.filter((message) => /^Authorization:/m.test(message))).toEqual([]);
  });
});

describe("who is believed", () => {
  test("a phone's identity headers change nothing and go nowhere", async () => {
    const queue = await group(["102"]);
    const agent = await phone("102", undefined, { answers: "auto" });
    const lies = ["P-Asserted-Identity: <sip:0900000001@x>", "Diversion: <sip:0900000002@x>", "X-Caller: 0900000003"];
    const { inviteWithCredentials } = await import("./messages.ts");
    const steps = inviteWithCredentials(queue.digits, g711);
    const liar = scenario(
      "lies about himself",
      ...steps.map((step) => step.replaceAll("Max-Forwards: 70", ["Max-Forwards: 70", ...lies].join("\n"))),
      receive(200),
      send({ method: "ACK", cseq: 2, to: queue.digits, inDialog: true }),
      '<pause milliseconds="500"/>',
      send({ method: "BYE", cseq: 3, to: queue.digits, inDialog: true }),
      receive(200),
    );
    const result = await runSipp({
      scenario: liar,
      sipPort: port++,
      mediaPort: 33_700,
      target: domain,
      args: ["-s", "101"],
      timeoutMs: 15_000,
    });
    expect(result.successful).toBe(1);
    const incoming = await agent.until("CALL_ESTABLISHED");
    expect(JSON.stringify(incoming)).not.toMatch(/090000000/);
    expect(await finishedCall(queue)).toMatchObject({ callerNumber: "101", direction: "internal" });
  });
});
