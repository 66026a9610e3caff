/** Two machines over a network that loses, doubles and delays by a seed: each side ends once and they agree. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { SipMessage, SipRequest, SipResponse } from "../message/message.ts";
import { sampleRequest, sampleResponse } from "../message/sample.ts";
import { InviteClientTransaction } from "./invite-client.ts";
import { InviteServerTransaction } from "./invite-server.ts";
import { NonInviteClientTransaction } from "./non-invite-client.ts";
import { NonInviteServerTransaction } from "./non-invite-server.ts";
import { standardTimers } from "./timers.ts";
import type { ClientMachine, ServerMachine, TransactionOutput } from "./transaction.ts";

const settings = { reliable: false, timers: standardTimers };

interface Outcome {
  finals: number[];
  failures: number;
  clientEnds: number;
  serverEnds: number;
  serverFailures: number;
}

/** `fates`: for each packet in turn, how many copies arrive and after how long. */
function exchange(
  method: "INVITE" | "OPTIONS",
  status: number,
  answerAfterMs: number,
  fates: readonly { copies: number; delayMs: number }[],
): Outcome {
  const request = sampleRequest(method);
  const outcome: Outcome = { finals: [], failures: 0, clientEnds: 0, serverEnds: 0, serverFailures: 0 };
  const queue: { at: number; order: number; run: (now: number) => void }[] = [];
  let order = 0;
  let packets = 0;
  const at = (time: number, run: (now: number) => void) => queue.push({ at: time, order: order++, run });
  const transmit = (message: SipMessage, now: number, receive: (message: SipMessage, now: number) => void) => {
    const fate = fates[packets++ % fates.length]!;
    for (let copy = 0; copy < fate.copies; copy++) at(now + fate.delayMs + copy, (then) => receive(message, then));
  };
  let server: ServerMachine | null = null;
  const clientOutput = (outputs: readonly TransactionOutput[], now: number) => {
    for (const output of outputs) {
      if (output.type === "send") transmit(output.message, now, serverReceives);
      else if (output.type === "passUp" && output.message.kind === "response" && output.message.status >= 200)
        outcome.finals.push(output.message.status);
      else if (output.type === "failed") outcome.failures++;
      else if (output.type === "terminated") outcome.clientEnds++;
    }
  };
  const serverOutput = (outputs: readonly TransactionOutput[], now: number) => {
    for (const output of outputs) {
      if (output.type === "send") transmit(output.message, now, clientReceives);
      else if (output.type === "failed") outcome.serverFailures++;
      else if (output.type === "terminated") outcome.serverEnds++;
    }
  };
  const serverReceives = (message: SipMessage, now: number) => {
    const received = message as SipRequest;
    if (received.method === "ACK") serverOutput(server?.handle({ type: "ackReceived", ack: received }, now) ?? [], now);
    else if (server) serverOutput(server.handle({ type: "requestRepeated" }, now), now);
    else {
      const started = method === "INVITE" ? new InviteServerTransaction(settings) : new NonInviteServerTransaction(settings, now);
      server = started;
      at(now + answerAfterMs, (then) =>
        serverOutput(started.handle({ type: "respond", response: sampleResponse(request, status) }, then), then),
      );
    }
  };
  const start = method === "INVITE" ? InviteClientTransaction.start : NonInviteClientTransaction.start;
  const { transaction, outputs } = start(request, settings, 0) as { transaction: ClientMachine; outputs: TransactionOutput[] };
  const clientReceives = (message: SipMessage, now: number) =>
    clientOutput(transaction.handle({ type: "responseReceived", response: message as SipResponse }, now), now);
  clientOutput(outputs, 0);
  for (let steps = 0; steps < 5_000; steps++) {
    queue.sort((a, b) => a.at - b.at || a.order - b.order);
    const next = queue[0]?.at ?? Number.POSITIVE_INFINITY;
    const clientAt = transaction.deadline() ?? Number.POSITIVE_INFINITY;
    const serverAt = (server as ServerMachine | null)?.deadline() ?? Number.POSITIVE_INFINITY;
    const now = Math.min(next, clientAt, serverAt);
    if (now === Number.POSITIVE_INFINITY) break;
    if (now === next) queue.shift()!.run(now);
    else if (now === clientAt) clientOutput(transaction.handle({ type: "timerFired" }, now), now);
    else serverOutput((server as ServerMachine | null)!.handle({ type: "timerFired" }, now), now);
  }
  return outcome;
}

const fate = fc.record({ copies: fc.constantFrom(0, 1, 1, 1, 2), delayMs: fc.integer({ min: 0, max: 900 }) });
const fates = fc.array(fate, { minLength: 1, maxLength: 40, size: "max" });
/** A 2xx to INVITE is repeated by the dialog, not by the transaction: the pair alone promises it only without loss. */
const failure = fc.constantFrom(301, 404, 486, 503, 603);

test("an INVITE that is refused ends once on each side, with the answer or as a time-out", () => {
  let delivered = 0;
  fc.assert(
    fc.property(failure, fc.integer({ min: 0, max: 3000 }), fates, (status, answerAfterMs, network) => {
      const outcome = exchange("INVITE", status, answerAfterMs, network);
      expect(outcome.finals.length + outcome.failures).toBe(1);
      expect(outcome.finals.every((final) => final === status)).toBe(true);
      expect(outcome.clientEnds).toBe(1);
      expect(outcome.serverEnds).toBeLessThanOrEqual(1);
      delivered += outcome.finals.length;
    }),
    { numRuns: 300, seed: 1 },
  );
  expect(delivered).toBeGreaterThan(200);
});

test("an OPTIONS ends once on each side and its answer is passed up at most once", () => {
  let delivered = 0;
  fc.assert(
    fc.property(fc.constantFrom(200, 404, 503), fc.integer({ min: 0, max: 3000 }), fates, (status, answerAfterMs, network) => {
      const outcome = exchange("OPTIONS", status, answerAfterMs, network);
      expect(outcome.finals.length + outcome.failures).toBe(1);
      expect(outcome.clientEnds).toBe(1);
      expect(outcome.serverEnds).toBeLessThanOrEqual(1);
      delivered += outcome.finals.length;
    }),
    { numRuns: 300, seed: 2 },
  );
  expect(delivered).toBeGreaterThan(200);
});

test("on a network that loses nothing every failure is acknowledged", () => {
  const outcome = exchange("INVITE", 486, 100, [{ copies: 1, delayMs: 20 }]);
  expect(outcome).toEqual({ finals: [486], failures: 0, clientEnds: 1, serverEnds: 1, serverFailures: 0 });
});
