/** How much strangers can make the edge remember, in virtual time. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { respond } from "../message/respond.ts";
import { standardTimers } from "../transaction/timers.ts";
import { type Flow, nothingToLose } from "../transport/flow.ts";
import { Counters } from "./counters.ts";
import type { Environment } from "./environment.ts";
import { ProvenSources } from "./proven-sources.ts";
import { TransactionLayer } from "./transaction-layer.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function answeringLayer() {
  const clock = { at: 0, now: () => clock.at, date: () => new Date(clock.at) };
  const environment = {
    clock,
    counters: new Counters(),
    timers: standardTimers,
    provenSources: new ProvenSources(),
  } as unknown as Environment;
  const layer = new TransactionLayer(environment);
  const seen: string[] = [];
  layer.user = {
    requestReceived: (transaction) => {
      seen.push(transaction.flow.remote.address);
      transaction.respond(respond(transaction.request, transaction.request.method === "INVITE" ? 403 : 200, "t"));
      layer.answered(transaction);
    },
    ackReceived: () => undefined,
    cancelReceived: () => undefined,
    forwards: () => false,
    responseReceived: () => undefined,
  };
  const flow = (address: string): Flow => ({
    ...{ protocol: "udp", reliable: false, remote: { address, port: 5060 }, local: { address: "192.0.2.1", port: 5060 }, open: true },
    ...{ send: () => undefined, watch: nothingToLose },
  });
  const request = (address: string, id: string, method = "OPTIONS") => {
    const lines = [
      "From: <sip:a@b>;tag=1",
      "To: <sip:c@d>",
      `Call-ID: ${id}`,
      `CSeq: 1 ${method}`,
      "Max-Forwards: 70",
      "Content-Length: 0",
    ];
    const text = [`${method} sip:c@d SIP/2.0`, `Via: SIP/2.0/UDP ${address};branch=z9hG4bK${id}`, ...lines, "", ""].join("\r\n");
    layer.receive(text, flow(address));
  };
  return { layer, environment, clock, request, seen };
}

const address = (n: number) => `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`;

test("answers to strangers are forgotten, oldest first, when there are too many; a known peer's are kept", () => {
  const { layer, environment, clock, request, seen } = answeringLayer();
  environment.provenSources.add("192.0.2.9");
  request("192.0.2.9", "known");
  for (let n = 0; n < 5_000; n++) {
    request(address(n), `s${n}`, n % 2 ? "INVITE" : "OPTIONS");
    clock.at += 4;
  }
  expect(layer.size.servers).toBe(2_001);
  expect(environment.counters.get("strangers.forgotten")).toBe(3_000);
  const before = seen.length;
  request("192.0.2.9", "known");
  request(address(4_998), "s4998");
  expect(seen.length).toBe(before);
  request(address(0), "s0");
  expect(seen.length).toBe(before + 1);
  clock.at += 64_000;
  vi.runAllTimers();
  expect([layer.size.servers, vi.getTimerCount()]).toEqual([0, 0]);
});
