/** The worker is killed at each named place of a call, and everything is right again; `npm run crash` walks them many times. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, inject, onTestFinished, test, vi } from "vitest";
import type { GroupDocument } from "../../lib/domain/group/group.ts";
import { crashPoints } from "../../sip-worker/runtime/crash-point.ts";
import { UdpFarm } from "../bench/udp-farm.ts";
import { type CrashHouse, walk } from "../crash/walk.ts";
import { api } from "./scene.ts";

const { ports, dataDir } = inject("stack");
const number = "0800000120";
let house: CrashHouse;

beforeAll(async () => {
  const agents = await UdpFarm.open("127.0.0.1", 16_300, ports.sip);
  const callers = await UdpFarm.open("127.0.0.2", 16_310, ports.sip);
  await agents.register("106", "demo-106");
  const group = await api.createGroup({
    general: { name: "Crash", numberId: await api.numberId(number) },
    members: { members: [{ userId: await api.userId("106") }] },
  });
  await api.untilLive((live) => live.groups[group.id]?.free === 1);
  house = { api, dataDir, sipPort: ports.sip, agents, callers, number, groupId: group.id };
});
afterAll(async () => {
  await api.deleteGroup(house.groupId);
  house.agents.close();
  house.callers.close();
});

test.each(crashPoints)(
  "killed at %s: calls are accepted again, no phone is left in a call, no record is lost",
  async (point) => {
    const { faults, backAfterMs } = await walk(house, point);
    expect(faults).toEqual([]);
    expect(backAfterMs).toBeLessThan(15_000);
  },
  60_000,
);

test("a caller who waited when the worker died is called back, with a record of his own for each call", async () => {
  const { agents, callers, groupId } = house;
  const carrier = await UdpFarm.open("127.0.0.2", 5_070, ports.sip);
  onTestFinished(() => carrier.close());
  const before = await api.request<GroupDocument>("GET", `/groups/${groupId}`);
  await api.saveGroup({ ...before, callback: { ...before.callback, callbackEnabled: true, offerWhenWaitingMoreThan: 999 } });
  agents.onInvite = () => "answer";
  const talking = new Promise<unknown>((resolve) => {
    agents.onUp = resolve;
  });
  await callers.call("0409999999", number);
  await talking;
  // The first commit from now on is that of the caller who waits.
  await vi.waitFor(async () => expect((await api.calls(`?groupId=${groupId}`))[0]?.answeredAt).toBeTruthy());
  writeFileSync(path.join(dataDir, "crash-point"), "records.beforeCommit");
  const customer = new Promise<string>((resolve) => {
    carrier.onInvite = ({ user }) => {
      resolve(user);
      return "ring";
    };
  });
  callers.call("0401234567", number).catch(() => undefined);
  expect(await customer).toBe("0401234567");
  const callbacks = await api.request<{ groupId: string; number: string; state: string; attempts: number }[]>("GET", "/callbacks");
  const [requested] = callbacks.filter((callback) => callback.groupId === groupId);
  expect(requested).toMatchObject({ number: "0401234567", state: "ringing", attempts: 1 });
  const calls = await api.calls(`?groupId=${groupId}`);
  expect(calls.slice(0, 3).map(({ outcome, outcomeReason }) => [outcome, outcomeReason])).toEqual([
    [null, null],
    ["failed", "workerStopped"],
    ["answered", "workerStopped"],
  ]);
}, 60_000);
