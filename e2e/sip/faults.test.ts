/** The processes behind a call end, as no call had it: the edge is killed, the worker is told to end while a call goes on. */
import { afterAll, beforeAll, expect, inject, onTestFinished, test, vi } from "vitest";
import { type FarmCall, UdpFarm } from "../bench/udp-farm.ts";
import { answersOptions } from "../crash/walk.ts";
import { api } from "./scene.ts";
import { edgeAndWorker } from "./stack-processes.ts";

const { ports } = inject("stack");
const number = "0800000130";
let agents: UdpFarm;
let callers: UdpFarm;
let groupId: string;

beforeAll(async () => {
  agents = await UdpFarm.open("127.0.0.1", ports.phones.sip + 410, ports.sip);
  callers = await UdpFarm.open("127.0.0.2", ports.phones.sip + 420, ports.sip);
  await agents.register("106", "demo-106");
  const general = { name: "Faults", numberId: await api.numberId(number) };
  groupId = (await api.createGroup({ general, members: { members: [{ userId: await api.userId("106") }] } })).id;
  await api.untilLive((live) => live.groups[groupId]?.free === 1);
});
afterAll(async () => {
  await api.deleteGroup(groupId);
  agents.close();
  callers.close();
});

async function conversation(): Promise<FarmCall> {
  const up = new Promise<FarmCall>((resolve) => {
    agents.onUp = resolve;
  });
  const call = await callers.call("0401234567", number);
  await up;
  return call;
}

const isServed = () => vi.waitFor(async () => expect(await answersOptions(ports.sip)).toBe(true), { timeout: 40_000, interval: 20 });
const onNobodysPhone = () => vi.waitFor(() => expect([agents.calls.size, callers.calls.size]).toEqual([0, 0]), { timeout: 10_000 });
const latest = async () => (await api.calls(`?groupId=${groupId}&limit=1`))[0];

test("the edge is killed: calls are accepted again, and who talked has his record", async () => {
  await conversation();
  await vi.waitFor(async () => expect((await latest())?.answeredAt).toBeTruthy());
  const before = edgeAndWorker(ports.control);
  const begin = performance.now();
  process.kill(before.edge, "SIGKILL");
  await vi.waitFor(() => expect(() => process.kill(before.worker, 0)).toThrow(), { timeout: 10_000, interval: 5 });
  await isServed();
  console.info(`edge killed -> accepts calls: ${Math.round(performance.now() - begin)} ms`);
  expect(await latest()).toMatchObject({ outcome: "answered", outcomeReason: "workerStopped" });
  // What the phones were not told they learn at their next word.
  for (const call of [...callers.calls.values()]) callers.hangUp(call);
  for (const call of [...agents.calls.values()]) agents.hangUp(call);
  await onNobodysPhone();
  callers.hangUp(await conversation());
  await onNobodysPhone();
}, 90_000);

test("a worker that is told to end refuses new calls at once, lets the last one go on, and ends with it", async () => {
  const talking = await conversation();
  const { worker } = edgeAndWorker(ports.control);
  onTestFinished(() => isServed());
  process.kill(worker, "SIGTERM");
  await expect(callers.call("0407777777", number)).rejects.toThrow("503");
  expect((await fetch(`http://127.0.0.1:${ports.workerApi}/readyz`)).status).toBe(503);
  expect(callers.calls.has(talking.callId)).toBe(true);
  callers.hangUp(talking);
  const begin = performance.now();
  await vi.waitFor(() => expect(() => process.kill(worker, 0)).toThrow(), { timeout: 10_000, interval: 5 });
  console.info(`last call ended -> worker ended: ${Math.round(performance.now() - begin)} ms`);
  await isServed();
  expect(await latest()).toMatchObject({ outcome: "answered", outcomeReason: "callerHungUp" });
}, 90_000);
