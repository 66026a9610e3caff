import { describe, expect, test } from "vitest";
import { headerValue } from "../message/message.ts";
import { sampleRequest, sampleResponse } from "../message/sample.ts";
import { InviteClientTransaction } from "./invite-client.ts";
import { NonInviteClientTransaction } from "./non-invite-client.ts";
import { standardTimers } from "./timers.ts";
import { describeOutput, runTimers } from "./virtual-time.ts";

const udp = { reliable: false, timers: standardTimers };
const tcp = { reliable: true, timers: standardTimers };
const invite = sampleRequest("INVITE");
const options = sampleRequest("OPTIONS");
const received = (status: number, request = invite) => ({ type: "responseReceived", response: sampleResponse(request, status) }) as const;

describe("INVITE client", () => {
  test("an unanswered INVITE over UDP is retransmitted at doubling intervals and times out after 64*T1", () => {
    const { transaction } = InviteClientTransaction.start(invite, udp, 0);
    expect(runTimers(transaction)).toEqual([
      [500, "send INVITE"],
      [1500, "send INVITE"],
      [3500, "send INVITE"],
      [7500, "send INVITE"],
      [15500, "send INVITE"],
      [31500, "send INVITE"],
      [32000, "failed:timeout"],
      [32000, "terminated"],
    ]);
  });

  test("over TCP nothing is retransmitted", () => {
    const { transaction } = InviteClientTransaction.start(invite, tcp, 0);
    expect(runTimers(transaction)).toEqual([
      [32000, "failed:timeout"],
      [32000, "terminated"],
    ]);
  });

  test("a provisional response stops retransmission and the time-out", () => {
    const { transaction } = InviteClientTransaction.start(invite, udp, 0);
    expect(transaction.handle(received(180), 100).map(describeOutput)).toEqual(["passUp 180"]);
    expect(transaction.deadline()).toBeNull();
  });

  test("a failure is acknowledged on the INVITE's branch, each repetition again, for 32 s", () => {
    const { transaction } = InviteClientTransaction.start(invite, udp, 0);
    const [ack, passed] = transaction.handle(received(486), 1000);
    expect([ack, passed].map((output) => describeOutput(output!))).toEqual(["send ACK", "passUp 486"]);
    const message = ack?.type === "send" ? ack.message : invite;
    expect(headerValue(message, "via")).toBe(headerValue(invite, "via"));
    expect(headerValue(message, "to")).toContain("tag=callee");
    expect(headerValue(message, "cseq")).toBe("1 ACK");
    expect(transaction.handle(received(486), 1500).map(describeOutput)).toEqual(["send ACK"]);
    expect(transaction.handle(received(200), 1600)).toEqual([]);
    expect(runTimers(transaction)).toEqual([[33000, "terminated"]]);
  });

  test("repeated and forked 2xx are passed up for 64*T1, failures no more", () => {
    const { transaction } = InviteClientTransaction.start(invite, udp, 0);
    expect(transaction.handle(received(200), 0).map(describeOutput)).toEqual(["passUp 200"]);
    expect(transaction.handle(received(200), 500).map(describeOutput)).toEqual(["passUp 200"]);
    expect(transaction.handle(received(486), 600)).toEqual([]);
    expect(runTimers(transaction)).toEqual([[32000, "terminated"]]);
  });

  test("a cancelled INVITE that never gets a final response ends 64*T1 later", () => {
    const { transaction } = InviteClientTransaction.start(invite, udp, 0);
    transaction.handle(received(180), 1000);
    transaction.handle({ type: "cancelled" }, 5000);
    expect(runTimers(transaction)).toEqual([
      [37000, "failed:timeout"],
      [37000, "terminated"],
    ]);
  });

  test("a transport failure ends it once", () => {
    const { transaction } = InviteClientTransaction.start(invite, tcp, 0);
    expect(transaction.handle({ type: "transportFailed" }, 10).map(describeOutput)).toEqual(["failed:transport", "terminated"]);
    expect(transaction.handle({ type: "transportFailed" }, 11)).toEqual([]);
    expect(transaction.handle(received(200), 12)).toEqual([]);
    expect(transaction.deadline()).toBeNull();
  });
});

describe("non-INVITE client", () => {
  test("is retransmitted up to every T2 and times out after 64*T1", () => {
    const { transaction } = NonInviteClientTransaction.start(options, udp, 0);
    const lines = runTimers(transaction);
    expect(lines.slice(0, 5).map(([at]) => at)).toEqual([500, 1500, 3500, 7500, 11500]);
    expect(lines.slice(-2)).toEqual([
      [32000, "failed:timeout"],
      [32000, "terminated"],
    ]);
  });

  test("after a provisional response it is repeated every T2", () => {
    const { transaction } = NonInviteClientTransaction.start(options, udp, 0);
    transaction.handle(received(100, options), 200);
    expect(runTimers(transaction, 9000)).toEqual([
      [500, "send OPTIONS"],
      [4500, "send OPTIONS"],
      [8500, "send OPTIONS"],
    ]);
  });

  test("a final response is passed up once; T4 later it is over", () => {
    const { transaction } = NonInviteClientTransaction.start(options, udp, 0);
    expect(transaction.handle(received(200, options), 100).map(describeOutput)).toEqual(["passUp 200"]);
    expect(transaction.handle(received(200, options), 200)).toEqual([]);
    expect(runTimers(transaction)).toEqual([[5100, "terminated"]]);
  });
});
