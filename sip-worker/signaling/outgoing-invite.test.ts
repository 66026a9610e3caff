/** The races of one ring: cancel, answer and refusal in every order. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RingAnswer, RingRequest } from "../ports/signaling.ts";
import { createLog } from "../runtime/log.ts";
import { OutgoingInvite } from "./outgoing-invite.ts";
import { FakeSrf, Refusal, settle } from "./testing/fake-srf.ts";

const log = createLog("test", "error", (line) => {
  throw new Error(line);
});
type Shown = Pick<RingRequest["from"], "number" | "name">;
const request = (from: Shown = { number: "0401234567", name: "Asiakaspalvelu" }): RingRequest => ({
  target: { kind: "ipPhone", uri: "sip:101@192.0.2.1", route: "sip:192.0.2.1:5060;transport=udp" },
  offer: "offer",
  from: { ...from, group: null, outsideNumber: null, ownNumber: null, forwarded: null },
});

function ring(from?: Shown) {
  const srf = new FakeSrf();
  const invite = new OutgoingInvite(srf.application, request(from), createLog("test", "error"));
  const answers: RingAnswer[] = [];
  void invite.answer.then((answer) => answers.push(answer));
  return { srf, invite, answers, uac: srf.uacs[0]! };
}

describe("how a refusal is understood", () => {
  test.each([
    [486, "busy"],
    [480, "busy"],
    [600, "busy"],
    [603, "declined"],
    [404, "unreachable"],
    [408, "unreachable"],
    [410, "unreachable"],
    [430, "unreachable"],
    [502, "unreachable"],
    [503, "unreachable"],
    [504, "unreachable"],
    [487, "failed"],
    [488, "failed"],
    [500, "failed"],
    [401, "failed"],
    [699, "failed"],
  ])("%s: %s", async (status, result) => {
    const { uac, answers } = ring();
    uac.sent();
    uac.refuse(new Refusal(status));
    await settle();
    expect(answers).toEqual([{ answered: false, result, status }]);
  });

  test("what was never sent could not be reached", async () => {
    const { uac, answers } = ring();
    uac.refuse(new Error("not connected"));
    await settle();
    expect(answers).toEqual([{ answered: false, result: "unreachable", status: 503 }]);
  });
});

describe("a cancelled ring", () => {
  test("is over at once; the CANCEL follows when the INVITE is on its way", async () => {
    const { srf, invite, uac, answers } = ring();
    invite.cancel("callerLeft");
    await settle();
    expect(answers).toEqual([{ answered: false, result: "failed", status: 487 }]);
    expect(srf.sent).toEqual([]);
    uac.sent();
    expect(srf.sent).toEqual(['CANCEL SIP;cause=200;text="Caller hung up"']);
  });

  test("that is answered all the same is ended by BYE, with the reason", async () => {
    const { srf, invite, uac, answers } = ring();
    uac.sent();
    invite.cancel("answeredElsewhere");
    uac.answer();
    await settle();
    expect(srf.sent).toEqual(['CANCEL SIP;cause=200;text="Call completed elsewhere"', 'BYE SIP;cause=200;text="Call completed elsewhere"']);
    expect(answers).toHaveLength(1);
  });

  test("sends nothing any more after its final answer", async () => {
    const { srf, invite, uac } = ring();
    uac.sent();
    uac.refuse(new Refusal(486));
    await settle();
    invite.cancel("timeout");
    expect(srf.sent).toEqual([]);
  });

  test("whose 200 was taken is not cancelled: that leg is ended by whoever took it", async () => {
    const { srf, invite, uac, answers } = ring();
    uac.sent();
    uac.answer("sdp");
    await settle();
    expect(answers).toMatchObject([{ answered: true, sdp: "sdp" }]);
    invite.cancel("timeout");
    expect(srf.sent).toEqual([]);
  });

  test("in any order of events settles once, sends at most one CANCEL, and leaves no dialog without an owner", async () => {
    const steps = fc.array(fc.constantFrom("sent", "progress", "cancel", "answer", "refuse", "settle"), { minLength: 2, maxLength: 8 });
    const reached = { lateAnswer: 0, cancelFirst: 0, answered: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(steps, async (order) => {
        const { srf, invite, uac, answers } = ring();
        let final: "answer" | "refuse" | null = null;
        let sent = false;
        let cancelled = false;
        for (const step of order) {
          if (step === "cancel") {
            if (!sent) reached.cancelFirst++;
            cancelled = true;
            invite.cancel("timeout");
          }
          if (step === "settle") await settle();
          if (final) continue;
          if (step === "sent" || step === "progress") {
            if (!sent) uac.sent();
            sent = true;
            if (step === "progress") uac.progress(180);
          }
          if (step === "answer" && sent) {
            uac.answer();
            final = "answer";
          }
          if (step === "refuse") {
            uac.refuse(new Refusal(486));
            final = "refuse";
          }
        }
        await settle();
        expect(answers).toHaveLength(cancelled || final ? 1 : 0);
        expect(srf.sent.filter((line) => line.startsWith("CANCEL")).length).toBeLessThanOrEqual(1);
        const byes = srf.sent.filter((line) => line.startsWith("BYE")).length;
        const taken = answers.filter((answer) => answer.answered).length;
        expect(byes + taken).toBe(final === "answer" ? 1 : 0);
        if (byes) reached.lateAnswer++;
        if (taken) reached.answered++;
        if (final === "refuse") reached.refused++;
      }),
      { numRuns: 500 },
    );
    expect(Object.values(reached).every((count) => count > 10)).toBe(true);
  });
});

describe("what the phone shows", () => {
  test.each([
    ["0401234567", "Laskutus", '"Laskutus" <sip:0401234567@localhost>'],
    ["+358401234567", 'A "B" \\', String.raw`"A \"B\" \\" <sip:+358401234567@localhost>`],
    ["1*#5", "x", '"x" <sip:1*%235@localhost>'],
    ["anonymous", "x", '"x" <sip:anonymous@anonymous.invalid>'],
    ["<sip:evil@x>", "x\r\nVia: y", '"x  Via: y" <sip:anonymous@anonymous.invalid>'],
    ["", "", '"" <sip:anonymous@anonymous.invalid>'],
  ])("of %s, %s", (number, name, expected) => {
    expect(ring({ number, name }).uac.headers.From).toBe(expected);
  });

  test("ringing is told by 180 only; what can be heard before the answer by its SDP", () => {
    const { invite, uac } = ring();
    const told: string[] = [];
    invite.onRinging(() => told.push("ringing"));
    invite.onEarlyMedia((sdp) => told.push(`plays ${sdp}`));
    uac.sent();
    for (const status of [100, 181, 183]) uac.progress(status);
    expect(told).toEqual([]);
    uac.progress(183, "sdp");
    uac.progress(180);
    expect(told).toEqual(["plays sdp", "ringing"]);
    invite.cancel("callerLeft");
    uac.progress(183, "late");
    uac.progress(180);
    expect(told).toEqual(["plays sdp", "ringing"]);
  });
});

test("nothing of a normal ring is logged", async () => {
  const srf = new FakeSrf();
  const invite = new OutgoingInvite(srf.application, request(), log);
  srf.uacs[0]!.sent();
  srf.uacs[0]!.answer();
  expect((await invite.answer).answered).toBe(true);
});
