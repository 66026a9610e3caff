import { expect, test } from "vitest";
import { keyOfInfo } from "./info-key.ts";

test.each([
  ["application/dtmf-relay", "Signal=1\r\nDuration=250\r\n", "1"],
  ["application/dtmf-relay", "Signal= 5\nDuration= 160", "5"],
  ["Application/DTMF-Relay; charset=utf-8", "Duration=250\r\nSignal=#", "#"],
  ["application/dtmf-relay", "Signal=10\r\n", "*"],
  ["application/dtmf-relay", "Signal=11\r\n", "#"],
  ["application/dtmf-relay", "signal=d\r\n", "D"],
  ["application/dtmf", "7", "7"],
  ["application/dtmf", "*\r\n", "*"],
])("%s with %j is a key", (type, body, key) => {
  expect(keyOfInfo(type, body)).toEqual({ kind: "key", key });
});

test.each([
  ["application/dtmf-relay", "Signal=12\r\n"],
  ["application/dtmf-relay", ""],
  ["application/dtmf-relay", `${" ".repeat(100_000)}Signal=1`],
  ["application/dtmf", "hello"],
  ["", ""],
])("%s with something else is no key", (type, body) => {
  expect(keyOfInfo(type, body)).toEqual({ kind: "nothing" });
});

test.each([
  ["application/json", "{}"],
  ["", "Signal=1"],
])("%s is not understood", (type, body) => {
  expect(keyOfInfo(type, body)).toEqual({ kind: "unknown" });
});
