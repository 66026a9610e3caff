import { expect, test } from "vitest";
import { digestAlgorithms } from "./digest.ts";
import { offeredAlgorithms } from "./digest-offer.ts";

test.each([
  ["baresip v1.0.0 (x86_64/linux)", undefined],
  ["baresip 0.6.5", undefined],
  ["SIPp/win32", undefined],
  [undefined, "SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bK-123-1-0"],
  [undefined, "SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bK-123-1-0;rport"],
])("%s, %s gives up at anything but MD5", (userAgent, via) => {
  expect(offeredAlgorithms(userAgent, via)).toEqual(["MD5"]);
});

test.each([
  [undefined, undefined],
  ["baresip v2.5.0", undefined],
  ["baresip v10.0.0", undefined],
  ["my baresip v1.0", undefined],
  ["Yealink SIP-T46S", "SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK-1-2-3-4"],
  ["Yealink SIP-T46S", "SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK-1-2-3a"],
  ["Yealink SIP-T46S", "SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1234567890"],
])("%s, %s is offered the strong ones first", (userAgent, via) => {
  expect(offeredAlgorithms(userAgent, via)).toEqual(digestAlgorithms);
  expect(digestAlgorithms[0]).toBe("SHA-256");
});
