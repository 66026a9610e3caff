import { expect, test, vi } from "vitest";
import { createLog } from "../runtime/log.ts";
import { DialogLeg } from "./dialog-leg.ts";
import type { Dialog, SipMessage, SipResponse } from "./srf.ts";
import { FakeDialog, FakeRequest } from "./testing/fake-srf.ts";

function leg() {
  const sent: string[] = [];
  const dialog = new FakeDialog(sent);
  const made = new DialogLeg(
    dialog as unknown as Dialog,
    "call-1",
    createLog("test", "error", () => {}),
  );
  const ended = vi.fn();
  return { dialog, leg: made, sent, ended };
}

test("the other side's hang-up is told once, and never answered by a BYE of ours", () => {
  const { dialog, leg: one, sent, ended } = leg();
  one.onEnded(ended);
  dialog.emit("destroy");
  dialog.emit("destroy");
  one.end("normal");
  expect([ended.mock.calls.length, sent]).toEqual([1, []]);
});

test("our end is one BYE with its reason, and is not told back", () => {
  const { dialog, leg: one, sent, ended } = leg();
  one.onEnded(ended);
  one.end("shutdown");
  one.end("normal");
  dialog.emit("destroy");
  expect([ended.mock.calls.length, sent]).toEqual([0, ['BYE SIP;cause=503;text="Service is stopping"']]);
});

test("a hang-up that came before anyone listened is told to the one who listens then", () => {
  const { dialog, leg: one, ended } = leg();
  dialog.emit("destroy");
  one.onEnded(ended);
  expect(ended).toHaveBeenCalledOnce();
});

test("a hang-up that came before the dialog was ours is told to the one who listens", () => {
  const dialog = new FakeDialog([]);
  dialog.connected = false;
  const over = vi.fn();
  const ended = vi.fn();
  new DialogLeg(
    dialog as unknown as Dialog,
    "c",
    createLog("test", "error", () => {}),
    over,
  ).onEnded(ended);
  expect([over.mock.calls.length, ended.mock.calls.length]).toEqual([1, 1]);
});

test("a BYE that cannot be sent is not an exception", async () => {
  const lines: string[] = [];
  const dialog = new FakeDialog([]);
  dialog.destroy = () => Promise.reject(new Error("connection lost"));
  new DialogLeg(
    dialog as unknown as Dialog,
    "c",
    createLog("test", "error", (line) => lines.push(line)),
  ).end("normal");
  await Promise.resolve();
  await Promise.resolve();
  expect(lines.join()).toContain("send BYE");
});

const reoffer = (dialog: FakeDialog, body: string) => {
  const request = new FakeRequest("INVITE", {}, { body });
  dialog.emit("modify", request as unknown as SipMessage, request.response as SipResponse);
  return request.answers;
};

test("a re-INVITE is answered by whoever carries the call; nobody, or null, refuses it with 488", () => {
  const { dialog, leg: one } = leg();
  expect(reoffer(dialog, "offer")).toMatchObject([{ status: 488 }]);
  one.onReoffer((offer) => (offer === "good" || offer === null ? "answer" : null));
  expect(reoffer(dialog, "good")).toMatchObject([{ status: 200, body: "answer" }]);
  expect(reoffer(dialog, "bad")).toMatchObject([{ status: 488 }]);
  expect(reoffer(dialog, "")).toMatchObject([{ status: 200, body: "answer" }]);
});

test("a re-INVITE that breaks our media is refused, and the call goes on", () => {
  const { dialog, leg: one } = leg();
  one.onReoffer(() => {
    throw new Error("bug");
  });
  expect(reoffer(dialog, "offer")).toMatchObject([{ status: 500 }]);
});

test("a transfer is declined", () => {
  const { dialog } = leg();
  const request = new FakeRequest("REFER");
  dialog.emit("refer", request as unknown as SipMessage, request.response);
  expect(request.answers).toMatchObject([{ status: 603 }]);
});
