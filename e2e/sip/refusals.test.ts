/** What is refused, and how: each a clear response, and the worker keeps serving. Exact messages by sipp. */
import { describe, expect, test } from "vitest";
import { runSipp } from "../softphone/sipp.ts";
import {
  credentials,
  g711,
  g729,
  inviteWithCredentials,
  pause,
  receive,
  receiveOptional,
  receiveRequest,
  scenario,
  send,
} from "./messages.ts";
import { api, domain, finishedCall, group, phone } from "./scene.ts";

let port = 15_300;
const sipp = (xml: string, { service = "101", address = "127.0.0.1" } = {}) =>
  runSipp({
    scenario: xml,
    sipPort: port++,
    mediaPort: 33_000 + (port % 100) * 4,
    target: domain,
    address,
    args: ["-s", service],
    timeoutMs: 15_000,
  });
const ack = (to: string, cseq = 2) => send({ method: "ACK", cseq, to, inDialog: true });

describe("refused with a clear response", () => {
  test("a wrong SIP password: 403 for REGISTER and for INVITE, the same as for an account that does not exist", async () => {
    const register = (to: string, password: string) =>
      scenario(
        "wrong password",
        send({ method: "REGISTER", cseq: 1, to }),
        receive(401, 'auth="true"'),
        send({ method: "REGISTER", cseq: 2, to, headers: [credentials(to, password)] }),
        receive(403),
      );
    expect(await sipp(register("101", "wrong"))).toMatchObject({ ok: true, errors: "" });
    expect(await sipp(register("nobody", "wrong"))).toMatchObject({ ok: true, errors: "" });
    const invite = scenario("wrong password", ...inviteWithCredentials("8000", g711, "wrong"), receive(403), ack("8000"));
    expect(await sipp(invite)).toMatchObject({ ok: true, errors: "" });
  });

  test("a number that nobody has: 404", async () => {
    expect(await sipp(scenario("no such number", ...inviteWithCredentials("8099", g711), receive(404), ack("8099")))).toMatchObject({
      ok: true,
    });
  });

  test("SDP without G.711: 488, and the call is in the log as failed", async () => {
    const queue = await group(["102"]);
    expect(await sipp(scenario("no G.711", ...inviteWithCredentials(queue.digits, g729), receive(488), ack(queue.digits)))).toMatchObject({
      ok: true,
    });
    expect(await finishedCall(queue)).toMatchObject({ outcome: "failed", outcomeReason: "noCommonCodec" });
  });

  test("an outside call to a test number: 404, though the trunk is trusted", async () => {
    const outside = scenario(
      "trunk to a test number",
      send({ method: "INVITE", cseq: 1, to: "8000", body: g711 }),
      receiveOptional(100),
      receive(404),
      ack("8000", 1),
    );
    expect(await sipp(outside, { address: "127.0.0.2", service: "0410000999" })).toMatchObject({ ok: true });
  });

  test("an INVITE without credentials from an address that is no trunk: 401", async () => {
    const stranger = scenario(
      "stranger",
      send({ method: "INVITE", cseq: 1, to: "8000", body: g711 }),
      receiveOptional(100),
      receive(401),
      ack("8000", 1),
    );
    expect(await sipp(stranger, { address: "127.0.0.3" })).toMatchObject({ ok: true });
  });
});

describe("an outside caller", () => {
  test("reaches a service number through the trunk, and his number is shown to the member and kept", async () => {
    const queue = await group(["102"], { general: { numberId: await api.numberId("0200000120") } });
    const agent = await phone("102");
    const call = scenario(
      "outside caller",
      send({ method: "INVITE", cseq: 1, to: "0200000120", body: g711 }),
      receiveOptional(100, 180),
      receive(200),
      ack("0200000120", 1),
      receiveRequest("BYE"),
      `<send><![CDATA[\nSIP/2.0 200 OK\n[last_Via:]\n[last_From:]\n[last_To:]\n[last_Call-ID:]\n[last_CSeq:]\nContent-Length: 0\n\n]]></send>`,
    );
    const running = sipp(call, { address: "127.0.0.2", service: "+358410000999" });
    const incoming = await agent.until("CALL_INCOMING");
    expect(JSON.stringify(incoming)).toContain("0410000999");
    await agent.accept();
    await agent.until("CALL_ESTABLISHED");
    await agent.hangUp();
    expect(await running).toMatchObject({ ok: true });
    expect(await finishedCall(queue)).toMatchObject({ callerNumber: "0410000999", direction: "incoming", outcome: "answered" });
  });
});

describe("races", () => {
  test("a CANCEL before the answer of a phone: no ghost leg, the member is free at once", async () => {
    const queue = await group(["102"]);
    const agent = await phone("102");
    const hangsUp = scenario(
      "caller hangs up while the phone rings",
      ...inviteWithCredentials(queue.digits, g711),
      receive(200),
      ack(queue.digits),
      pause(300),
      send({ method: "BYE", cseq: 3, to: queue.digits, inDialog: true }),
      receive(200),
    );
    expect(await sipp(hangsUp)).toMatchObject({ ok: true });
    await agent.until("CALL_CLOSED");
    await api.untilLive((live) => live.groups[queue.created.id]?.free === 1);
    expect(await finishedCall(queue)).toMatchObject({ outcome: "abandoned" });
  });

  test("an ACK that comes a second late: the call goes on", async () => {
    const queue = await group(["102"]);
    const agent = await phone("102", undefined, { answers: "auto" });
    const late = scenario(
      "late ACK",
      ...inviteWithCredentials(queue.digits, g711),
      receive(200),
      pause(1_000),
      ack(queue.digits),
      pause(500),
      send({ method: "BYE", cseq: 3, to: queue.digits, inDialog: true }),
      receive(200),
    );
    const result = await sipp(late);
    expect(result.successful).toBe(1);
    await agent.until("CALL_CLOSED");
    expect(await finishedCall(queue)).toMatchObject({ outcome: "answered" });
  });
});

test("an unreadable audio file: the field is named, and nothing is stored", async () => {
  const form = new FormData();
  form.set("name", "Rikki");
  form.set("audio", new Blob(["RIFF this is no sound"], { type: "audio/wav" }), "rikki.wav");
  await expect(api.request("POST", "/announcements", form)).rejects.toThrow(/invalidAudio.*"path":"audio"/);
  const library = await api.request<{ name: string }[]>("GET", "/announcements");
  expect(library.map(({ name }) => name)).not.toContain("Rikki");
});
