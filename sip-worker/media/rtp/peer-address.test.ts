import { expect, test } from "vitest";
import { PeerAddress } from "./peer-address.ts";

test("only the address and port of the SDP count", () => {
  const peer = new PeerAddress();
  expect(peer.accepts("192.0.2.1", 4000)).toBe(false);
  peer.describe("192.0.2.1", 4000);
  expect(peer.accepts("192.0.2.1", 4002)).toBe(false);
  expect(peer.accepts("192.0.2.2", 4000)).toBe(false);
  expect(peer.accepts("192.0.2.1", 4000)).toBe(true);
});

test("behind NAT the first packet from the learned address decides, and then nobody else", () => {
  const peer = new PeerAddress();
  peer.describe("10.0.0.9", 4000);
  peer.learnFrom("203.0.113.5");
  expect(peer.accepts("203.0.113.6", 777)).toBe(false);
  expect(peer.accepts("203.0.113.5", 777)).toBe(true);
  expect(peer.destination).toEqual({ address: "203.0.113.5", port: 777 });
  expect(peer.accepts("203.0.113.5", 778)).toBe(false);
  expect(peer.accepts("10.0.0.9", 4000)).toBe(false);
});

test("a repeated description keeps what was learned, a new one begins anew", () => {
  const peer = new PeerAddress();
  peer.describe("10.0.0.9", 4000);
  peer.learnFrom("203.0.113.5");
  peer.accepts("203.0.113.5", 777);
  peer.describe("10.0.0.9", 4000);
  expect(peer.destination?.port).toBe(777);
  peer.describe("10.0.0.9", 4010);
  expect(peer.destination).toEqual({ address: "10.0.0.9", port: 4010 });
  expect(peer.accepts("203.0.113.5", 900)).toBe(true);
});
