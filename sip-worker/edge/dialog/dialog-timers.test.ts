import { expect, test } from "vitest";
import { header } from "../message/message.ts";
import { sampleRequest, sampleResponse } from "../message/sample.ts";
import { standardTimers } from "../transaction/timers.ts";
import { AcceptedInvite } from "./accepted-invite.ts";
import { ReliableProvisional } from "./reliable-provisional.ts";
import { SessionTimer, sessionTermsOf } from "./session-timer.ts";

function lines(machine: { deadline(): number | null; timerFired(now: number): unknown }): [number, unknown][] {
  const found: [number, unknown][] = [];
  for (let at = machine.deadline(); at !== null && found.length < 50; at = machine.deadline()) {
    const output = machine.timerFired(at);
    found.push([at, output]);
    if (output === "expired") break;
  }
  return found;
}

test("a 200 is repeated at doubling intervals up to T2 for 64*T1", () => {
  const seen = lines(new AcceptedInvite(standardTimers, 0));
  expect(seen.map(([at]) => at)).toEqual([500, 1500, 3500, 7500, 11500, 15500, 19500, 23500, 27500, 31500, 32000]);
  expect(seen.at(-1)).toEqual([32000, "ackTimeout"]);
});

test("an acknowledged 200 is not repeated", () => {
  const machine = new AcceptedInvite(standardTimers, 0);
  machine.acknowledged = true;
  expect(machine.deadline()).toBeNull();
});

test("a reliable provisional response is repeated at doubling intervals until its PRACK", () => {
  const machine = new ReliableProvisional(100, standardTimers);
  const sequence = machine.takeSequence();
  machine.sent(sampleResponse(sampleRequest(), 183), sequence, 0);
  expect(machine.timerFired(500)).toMatchObject({ type: "send" });
  expect(machine.deadline()).toBe(1500);
  expect(machine.acknowledge("99 1 INVITE", 1)).toBe(false);
  expect(machine.acknowledge("100 2 INVITE", 1)).toBe(false);
  expect(machine.acknowledge("100 1 INVITE INVITE", 1)).toBe(true);
  expect(machine.deadline()).toBeNull();
  expect(machine.takeSequence()).toBe(101);
});

test("without PRACK it is given up after 64*T1", () => {
  const machine = new ReliableProvisional(1, standardTimers);
  machine.sent(sampleResponse(sampleRequest(), 180), machine.takeSequence(), 0);
  expect(lines(machine).at(-1)).toEqual([32000, { type: "prackTimeout" }]);
});

test("who refreshes does so at half time; without a refresh the session ends at its time", () => {
  expect(lines(new SessionTimer(1800, true, 0))).toEqual([
    [900_000, "refresh"],
    [1_800_000, "expired"],
  ]);
  expect(lines(new SessionTimer(30, false, 0))).toEqual([[90_000, "expired"]]);
});

test("Session-Expires is read with its refresher", () => {
  const withTerms = (value: string) => ({ ...sampleRequest(), headers: [header("Session-Expires", value)] });
  expect(sessionTermsOf(withTerms("90 ; refresher=UAS"))).toEqual({ intervalSeconds: 90, refresher: "uas" });
  expect(sessionTermsOf(withTerms("1800"))).toEqual({ intervalSeconds: 1800, refresher: null });
  for (const nothing of ["", "0", "soon", "-5"]) expect(sessionTermsOf(withTerms(nothing))).toBeNull();
});
