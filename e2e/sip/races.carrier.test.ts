/** The races of a call, named after what the peer does: each ends in one state, with one record. */
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { describe, expect, onTestFinished, test } from "vitest";
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

/** A caller at the demo carrier's address who looks away when he is told to: what he does not acknowledge was lost on the way. */
class OutsideCaller {
  readonly #socket = createSocket("udp4");
  readonly #answers: string[] = [];
  #told: () => void = () => {};
  #id = "";

  static async open(): Promise<OutsideCaller> {
    const caller = new OutsideCaller();
    onTestFinished(() => void caller.#socket.close());
    caller.#socket.on("message", (bytes) => {
      const text = String(bytes);
      if (text.startsWith("SIP/2.0 200") && text.includes("CSeq: 1 INVITE")) caller.#answers.push(text);
      caller.#told();
    });
    caller.#socket.bind(0, "127.0.0.2");
    await once(caller.#socket, "listening");
    caller.#id = `lost${caller.#socket.address().port}`;
    return caller;
  }

  send(method: string, cseq: number, body = ""): void {
    const here = `127.0.0.2:${this.#socket.address().port}`;
    const [host, to] = domain.split(":");
    const tag = this.toTags()[0];
    const lines = [
      `${method} sip:0200000120@${domain} SIP/2.0`,
      `Via: SIP/2.0/UDP ${here};branch=z9hG4bK${this.#id}${method}`,
      `From: <sip:0410000999@x>;tag=${this.#id}`,
      `To: <sip:0200000120@x>${tag ? `;tag=${tag}` : ""}`,
      `Call-ID: ${this.#id}`,
      `CSeq: ${cseq} ${method}`,
      `Contact: <sip:caller@${here}>`,
      "Max-Forwards: 70",
      ...(body ? ["Content-Type: application/sdp"] : []),
    ];
    const text = body.replaceAll("\n", "\r\n");
    this.#socket.send(`${lines.join("\r\n")}\r\nContent-Length: ${text.length}\r\n\r\n${text}`, Number(to), host);
  }

  /** The 200 has come this often. */
  async untilAnswered(times: number): Promise<void> {
    while (this.#answers.length < times) {
      await new Promise<void>((resolve) => {
        this.#told = resolve;
      });
    }
  }

  toTags(): string[] {
    return this.#answers.flatMap((answer) => /^To:.*;tag=([^;\r]+)/m.exec(answer)?.[1] ?? []);
  }
}

describe("the caller", () => {
  test("loses our 200, then we lose its ACK: the 200 comes again each time, one call, one record", async () => {
    const queue = await group(["102"], { general: { numberId: await api.numberId("0200000120") } });
    const agent = await phone("102", undefined, { answers: "auto" });
    const caller = await OutsideCaller.open();
    caller.send("INVITE", 1, g711.replaceAll("[local_ip]", "127.0.0.2").replace("[media_port]", "34600"));
    await caller.untilAnswered(3);
    caller.send("ACK", 1);
    await agent.until("CALL_ESTABLISHED");
    caller.send("BYE", 2);
    await agent.until("CALL_CLOSED");
    expect(await onlyCall(queue)).toMatchObject({ outcome: "answered", endedBy: "caller" });
    expect(new Set(caller.toTags()).size).toBe(1);
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
