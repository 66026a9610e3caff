import { expect, test } from "vitest";
import { header } from "../message/message.ts";
import { sampleRequest, sampleResponse } from "../message/sample.ts";
import type { Flow } from "../transport/flow.ts";
import { nothingToLose } from "../transport/flow.ts";
import { bestResponse } from "./best-response.ts";
import { FloodGuard } from "./flood-guard.ts";
import { ProvenSources } from "./proven-sources.ts";
import { RegisteredFlows } from "./registered-flows.ts";

const limits = {
  ...{ perAddressPerSecond: 10, perAddressBurst: 20, quietAtMost: 4 },
  ...{ quietPerSecond: 30, quietBurst: 50, busyPerSecond: 10, busyBurst: 30 },
};

test("one stranger gets its burst, then its rate", () => {
  const guard = new FloodGuard(limits, 0);
  const admitted = (at: number) => Array.from({ length: 100 }, () => guard.admits("192.0.2.1", at)).filter(Boolean).length;
  expect(admitted(0)).toBe(20);
  expect(admitted(1000)).toBe(10);
  expect(admitted(60_000)).toBe(20);
});

test("many strangers together get no more than their common rate", () => {
  const guard = new FloodGuard(limits, 0);
  const admitted = Array.from({ length: 1000 }, (_, index) => guard.admits(`10.0.${index >> 8}.${index & 255}`, 0)).filter(Boolean).length;
  expect(admitted).toBe(50);
});

test("a flood from some addresses leaves room for somebody who calls for the first time", () => {
  const guard = new FloodGuard(limits, 0);
  let admitted = 0;
  for (let at = 0; at < 60_000; at += 5) if (guard.admits(`10.0.0.${at % 8}`, at)) admitted++;
  expect(admitted).toBeLessThan(60 * 10 + 30 + 8 * 20);
  expect(guard.admits("192.0.2.1", 60_000)).toBe(true);
});

test("the table of proven sources forgets the oldest", () => {
  const sources = new ProvenSources();
  for (let index = 0; index <= 10_000; index++) sources.add(String(index));
  expect([sources.has("0"), sources.has("1"), sources.has("10000")]).toEqual([false, true, true]);
});

test("the best failure: a 6xx, else the lowest class, else what helps", () => {
  const responses = (...statuses: number[]) => statuses.map((status) => sampleResponse(sampleRequest(), status));
  expect(bestResponse(responses(503, 486, 404))?.status).toBe(486);
  expect(bestResponse(responses(404, 407, 302))?.status).toBe(302);
  expect(bestResponse(responses(404, 407))?.status).toBe(407);
  expect(bestResponse(responses(302, 603))?.status).toBe(603);
  expect(bestResponse([])).toBeNull();
});

test("a registration is forgotten at its time, by Expires 0 and with its connection", () => {
  let [now, open] = [0, true];
  const flow: Flow = {
    protocol: "tcp",
    reliable: true,
    remote: { address: "192.0.2.1", port: 1 },
    local: { address: "192.0.2.2", port: 5060 },
    get open() {
      return open;
    },
    send: () => {},
    watch: nothingToLose,
  };
  const flows = new RegisteredFlows(() => now);
  const register = sampleRequest("REGISTER");
  const accept = (expires: string) =>
    flows.registered(register, { ...sampleResponse(register, 200), headers: [header("Expires", expires)] }, flow);
  const contact = "sip:caller@192.0.2.1:5060";
  accept("60");
  expect(flows.find(contact)).toBe(flow);
  expect(flows.find("sip:other@192.0.2.1:5060")).toBeNull();
  now = 60_000;
  expect(flows.find(contact)).toBeNull();
  accept("60");
  accept("0");
  expect(flows.find(contact)).toBeNull();
  accept("60");
  open = false;
  expect(flows.find(contact)).toBeNull();
});
