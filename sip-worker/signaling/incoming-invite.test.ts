/** A caller's INVITE: answer, refusal and CANCEL in every order. */
import { describe, expect, test, vi } from "vitest";
import type { Leg } from "../ports/signaling.ts";
import { createLog } from "../runtime/log.ts";
import { IncomingInvite } from "./incoming-invite.ts";
import { FakeRequest, FakeSrf, settle } from "./testing/fake-srf.ts";

function incoming(body = "offer") {
  const srf = new FakeSrf();
  const request = new FakeRequest("INVITE", { "Call-ID": "call-1" }, { body });
  const caller = { kind: "user" as const, organisationId: "o", userId: "u" };
  const over = vi.fn();
  const { request: sipRequest, response } = request;
  const log = createLog("test", "error");
  const call = new IncomingInvite({ srf: srf.application, request: sipRequest, response, caller, dialled: "8000", log, over });
  const cancelled = vi.fn();
  call.onCancelled(cancelled);
  return { srf, request, call, cancelled, over };
}

test("183 with our SDP is sent once, and not after the answer", () => {
  const { call, request } = incoming();
  call.progress("sdp");
  call.progress("sdp");
  call.ringing();
  void call.answer("sdp");
  call.progress("sdp");
  expect(request.answers.map(({ status, body }) => [status, body])).toEqual([
    [183, "sdp"],
    [180, undefined],
  ]);
});

describe("an answer", () => {
  test("is the caller's dialog", async () => {
    const { srf, call } = incoming();
    const leg = call.answer("sdp");
    srf.uases[0]!.answered();
    expect((await leg)?.sipCallId).toBe("call-1");
  });

  test("after the CANCEL is none, and nothing is sent", async () => {
    const { srf, call, request, cancelled } = incoming();
    request.emit("cancel");
    expect(await call.answer("sdp")).toBeNull();
    call.reject(486);
    expect([srf.uases.length, request.answers, cancelled.mock.calls.length]).toEqual([0, [], 1]);
  });

  test("that the CANCEL crossed is none", async () => {
    const { srf, call, request, cancelled } = incoming();
    const leg = call.answer("sdp");
    request.emit("cancel");
    srf.uases[0]!.failed(new Error("487"));
    expect(await leg).toBeNull();
    expect(cancelled).toHaveBeenCalledOnce();
  });

  test("that won against the CANCEL is a dialog that can be ended", async () => {
    const { srf, call, request, cancelled } = incoming();
    const answer = call.answer("sdp");
    request.emit("cancel");
    srf.uases[0]!.answered();
    const leg = (await answer) as Leg;
    leg.end("callerLeft");
    expect([srf.sent, cancelled.mock.calls.length]).toEqual([['BYE SIP;cause=200;text="Caller hung up"'], 1]);
  });

  test("and a refusal: only the first counts", async () => {
    const first = incoming();
    first.call.reject(486);
    first.call.reject(503);
    expect(await first.call.answer("sdp")).toBeNull();
    expect(first.request.answers.map(({ status }) => status)).toEqual([486]);
    const second = incoming();
    void second.call.answer("sdp");
    second.call.reject(486);
    expect(second.request.answers).toEqual([]);
    expect(await second.call.answer("again")).toBeNull();
    expect(second.srf.uases).toHaveLength(1);
  });
});

describe("a CANCEL", () => {
  test("is told once to each, also to one who asks later", () => {
    const { call, request, cancelled } = incoming();
    request.emit("cancel");
    request.emit("cancel");
    const late = vi.fn();
    call.onCancelled(late);
    expect([cancelled.mock.calls.length, late.mock.calls.length]).toEqual([1, 1]);
  });

  test("after a refusal tells nobody", () => {
    const { call, request, cancelled } = incoming();
    call.reject(486);
    request.emit("cancel");
    expect(cancelled).not.toHaveBeenCalled();
  });
});

test("the offer is the body; without one the answer is in the ACK", async () => {
  expect(incoming().call.offer).toBe("offer");
  const { srf, call } = incoming("");
  expect(call.offer).toBeNull();
  const answers: string[] = [];
  const leg = call.answer("our offer", (sdp) => answers.push(sdp));
  const dialog = srf.uases[0]!.answered();
  await leg;
  await settle();
  dialog.emit("ack", { body: "their answer" });
  dialog.emit("ack", { body: "again" });
  expect(answers).toEqual(["their answer"]);
});
