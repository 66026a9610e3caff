/** The races of a call, named after what the peer does: each ends in one state, with one record. */
import { describe, expect, test } from "vitest";
import { runSipp } from "../softphone/sipp.ts";
import { g711, inviteWithCredentials, pause, receive, receiveOptional, receiveRequest, scenario, send } from "./messages.ts";
import { api, domain, finishedCall, group, phone } from "./scene.ts";

let port = 15_000;
const sipp = (xml: string) =>
  runSipp({ scenario: xml, sipPort: port++, mediaPort: 33_800, target: domain, args: ["-s", "101"], timeoutMs: 45_000 });
const ack = (to: string, cseq = 2) => send({ method: "ACK", cseq, to, inDialog: true });
const bye = (to: string, cseq = 3) => send({ method: "BYE", cseq, to, inDialog: true });
const ok = `<send><![CDATA[\nSIP/2.0 200 OK\n[last_Via:]\n[last_From:]\n[last_To:]\n[last_Call-ID:]\n[last_CSeq:]\nContent-Length: 0\n\n]]></send>`;
const onlyCall = async (queue: Awaited<ReturnType<typeof group>>) => {
  const call = await finishedCall(queue);
  expect(await api.calls(`?groupId=${queue.created.id}`)).toHaveLength(1);
  return call;
};

describe("the caller", () => {
  test("loses our 200: it comes again, the call goes on", async () => {
    const queue = await group(["102"]);
    await phone("102", undefined, { answers: "auto" });
    const result = await sipp(
      scenario(
        "lost 200",
        ...inviteWithCredentials(queue.digits, g711),
        receive(200, 'lost="100"'),
        receive(200),
        ack(queue.digits),
        pause(300),
        bye(queue.digits),
        receive(200),
      ),
    );
    expect(result).toMatchObject({ successful: 1 });
    expect(await onlyCall(queue)).toMatchObject({ outcome: "answered", endedBy: "caller" });
  });

  test("never acknowledges: after 32 s the call is over, nobody is left talking", async () => {
    const queue = await group(["102"]);
    const agent = await phone("102", undefined, { answers: "auto" });
    const repeated = Array.from({ length: 10 }, () => receive(200, 'optional="true"'));
    const silent = scenario("no ACK", ...inviteWithCredentials(queue.digits, g711), receive(200), ...repeated, receiveRequest("BYE"), ok);
    const running = sipp(silent);
    await agent.until("CALL_ESTABLISHED");
    await agent.until("CALL_CLOSED", { timeoutMs: 40_000 });
    await running;
    const call = await onlyCall(queue);
    expect(call.outcome).toBe("answered");
    await api.untilLive((live) => live.groups[queue.created.id]?.free === 1);
  });

  test("sends CANCEL after our 200: it changes nothing, the call goes on until its BYE", async () => {
    const queue = await group(["102"]);
    await phone("102", undefined, { answers: "auto" });
    const cancel = [
      `CANCEL sip:${queue.digits}@[remote_ip]:[remote_port] SIP/2.0`,
      "[last_Via:]",
      "[last_From:]",
      `To: <sip:${queue.digits}@[remote_ip]>`,
      "[last_Call-ID:]",
      "CSeq: 2 CANCEL",
      "Max-Forwards: 70",
      "Content-Length: 0",
    ].join("\n");
    const late = scenario(
      "late CANCEL",
      ...inviteWithCredentials(queue.digits, g711),
      receive(200),
      `<send><![CDATA[\n${cancel}\n\n]]></send>`,
      receive(200),
      ack(queue.digits),
      pause(500),
      bye(queue.digits),
      receive(200),
    );
    expect((await sipp(late)).successful).toBe(1);
    expect(await onlyCall(queue)).toMatchObject({ outcome: "answered", endedBy: "caller" });
  });

  test("sends BYE right behind the ACK, before the member answers: abandoned, the phone stops", async () => {
    const queue = await group(["102"]);
    const agent = await phone("102");
    const early = scenario(
      "early BYE",
      ...inviteWithCredentials(queue.digits, g711),
      receive(200),
      ack(queue.digits),
      bye(queue.digits),
      receive(200),
    );
    expect((await sipp(early)).successful).toBe(1);
    expect(await onlyCall(queue)).toMatchObject({ outcome: "abandoned", endedBy: "caller" });
    await api.untilLive((live) => live.groups[queue.created.id]?.free === 1);
    expect(agent.events.some((event) => event.type === "CALL_ESTABLISHED")).toBe(false);
  });

  test("sends a re-INVITE and at once a BYE behind its ACK: answered, ended, one record", async () => {
    const queue = await group(["102"]);
    await phone("102", undefined, { answers: "auto" });
    const twice = scenario(
      "re-INVITE",
      ...inviteWithCredentials(queue.digits, g711),
      receive(200),
      ack(queue.digits),
      pause(300),
      send({ method: "INVITE", cseq: 3, to: queue.digits, body: g711, inDialog: true }),
      receiveOptional(100),
      receive(200),
      ack(queue.digits, 3),
      bye(queue.digits, 4),
      receive(200),
    );
    expect((await sipp(twice)).successful).toBe(1);
    expect(await onlyCall(queue)).toMatchObject({ outcome: "answered" });
  });
});
