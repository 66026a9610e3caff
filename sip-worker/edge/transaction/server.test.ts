import { describe, expect, test } from "vitest";
import { sampleRequest, sampleResponse } from "../message/sample.ts";
import { InviteServerTransaction } from "./invite-server.ts";
import { NonInviteServerTransaction } from "./non-invite-server.ts";
import { standardTimers } from "./timers.ts";
import { describeOutput, runTimers } from "./virtual-time.ts";

const udp = { reliable: false, timers: standardTimers };
const tcp = { reliable: true, timers: standardTimers };
const invite = sampleRequest("INVITE");
const options = sampleRequest("OPTIONS");
const respond = (status: number, request = invite) => ({ type: "respond", response: sampleResponse(request, status) }) as const;
const ack = { type: "ackReceived", ack: sampleRequest("ACK", { toTag: "callee" }) } as const;

describe("INVITE server", () => {
  test("a failure is repeated at doubling intervals up to T2 until its ACK is given up", () => {
    const transaction = new InviteServerTransaction(udp);
    transaction.handle(respond(486), 0);
    const lines = runTimers(transaction);
    expect(lines.slice(0, 5).map(([at]) => at)).toEqual([500, 1500, 3500, 7500, 11500]);
    expect(lines.slice(-2)).toEqual([
      [32000, "failed:timeout"],
      [32000, "terminated"],
    ]);
  });

  test("the ACK of a failure is absorbed, also its repetitions", () => {
    const transaction = new InviteServerTransaction(udp);
    transaction.handle(respond(486), 0);
    expect(transaction.handle(ack, 100)).toEqual([]);
    expect(transaction.handle(ack, 200)).toEqual([]);
    expect(transaction.handle({ type: "requestRepeated" }, 300)).toEqual([]);
    expect(runTimers(transaction)).toEqual([[5100, "terminated"]]);
  });

  test("a repeated INVITE gets the last provisional response, after a 2xx nothing", () => {
    const transaction = new InviteServerTransaction(udp);
    expect(transaction.handle({ type: "requestRepeated" }, 0)).toEqual([]);
    transaction.handle(respond(180), 10);
    expect(transaction.handle({ type: "requestRepeated" }, 500).map(describeOutput)).toEqual(["send 180"]);
    transaction.handle(respond(200), 600);
    expect(transaction.handle({ type: "requestRepeated" }, 1000)).toEqual([]);
    expect(transaction.handle(ack, 1100).map(describeOutput)).toEqual(["passUp ACK"]);
    expect(runTimers(transaction)).toEqual([[32600, "terminated"]]);
  });

  test("there is one final response", () => {
    const transaction = new InviteServerTransaction(udp);
    transaction.handle(respond(487), 0);
    expect(transaction.handle(respond(200), 1)).toEqual([]);
    const accepted = new InviteServerTransaction(udp);
    accepted.handle(respond(200), 0);
    expect(accepted.handle(respond(487), 1)).toEqual([]);
  });

  test("over TCP a failure waits for its ACK without repeating", () => {
    const transaction = new InviteServerTransaction(tcp);
    transaction.handle(respond(404), 0);
    expect(transaction.deadline()).toBe(32000);
    expect(transaction.handle(ack, 50).map(describeOutput)).toEqual(["terminated"]);
  });
});

describe("non-INVITE server", () => {
  test("a repeated request gets the same answer for 64*T1", () => {
    const transaction = new NonInviteServerTransaction(udp, 0);
    expect(transaction.handle({ type: "requestRepeated" }, 10)).toEqual([]);
    transaction.handle(respond(200, options), 100);
    expect(transaction.handle({ type: "requestRepeated" }, 500).map(describeOutput)).toEqual(["send 200"]);
    expect(transaction.handle(respond(404, options), 600)).toEqual([]);
    expect(runTimers(transaction)).toEqual([[32100, "terminated"]]);
  });

  test("one that nobody answers is forgotten after 64 s", () => {
    expect(runTimers(new NonInviteServerTransaction(udp, 0))).toEqual([[64000, "terminated"]]);
  });
});
