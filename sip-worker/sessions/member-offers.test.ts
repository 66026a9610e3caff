import { expect, test } from "vitest";
import type { DeviceRing, DeviceRingListener } from "./device-ring.ts";
import { MemberOffers } from "./member-offers.ts";
import { FakeMedia, FakeMediaLeg } from "./testing/fake-media.ts";
import { FakeLeg } from "./testing/fake-signaling.ts";

const plan = {
  targets: [],
  from: { number: null, name: "", group: null, outsideNumber: null, ownNumber: null, forwarded: null },
  bill: { callId: "1", billingAccountId: null },
};

test("who answers a call that is not his any more: neither his dialog nor his media leg stays open", () => {
  let answer: DeviceRingListener["answered"] = () => {};
  const told: string[] = [];
  const ring = { cancel: (reason: string) => void told.push(`cancel ${reason}`) } as Partial<DeviceRing> as DeviceRing;
  const startRing = (_plan: unknown, listener: DeviceRingListener) => {
    answer = (device) => listener.answered(device);
    return ring;
  };
  const offers = new MemberOffers(startRing, {
    answered: (callId, agentId) => void told.push(`${agentId} answers ${callId}`),
    refused: () => {},
  });
  offers.ring("1", "anna", plan);
  const [leg, media] = [new FakeLeg(), new FakeMediaLeg(new FakeMedia(), "anna")];
  answer({ kind: "ipPhone", leg, media });
  offers.stop("1", "anna", "answeredElsewhere");
  expect([told, leg.state, leg.reason, media.open]).toEqual([
    ["anna answers 1", "cancel answeredElsewhere"],
    "endedByUs",
    "answeredElsewhere",
    false,
  ]);
});
