/** The worker is killed at each named place of a call, and everything is right again; `npm run crash` walks them many times. */
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test, vi } from "vitest";
import type { GroupDocument } from "../../lib/domain/group/group.ts";
import { type CrashPoint, crashPoints, isCallbackPoint } from "../../sip-worker/runtime/crash-point.ts";
import { type FarmCall, UdpFarm } from "../bench/udp-farm.ts";
import { type CrashHouse, walk } from "../crash/walk.ts";
import { api } from "./scene.ts";
import { edgeAndWorker } from "./stack-processes.ts";

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
  const metrics = async () => (await fetch(`http://127.0.0.1:${ports.workerApi}/metrics`)).text();
  house = { metrics, api, dataDir, sipPort: ports.sip, agents, callers, number, groupId: group.id };
});
afterAll(async () => {
  await api.deleteGroup(house.groupId);
  house.agents.close();
  house.callers.close();
});

test.each(crashPoints.filter((point) => !isCallbackPoint(point)))(
  "killed at %s: calls are accepted again, no phone is left in a call, no record is lost",
  async (point) => {
    const { faults, backAfterMs } = await walk(house, point);
    expect(faults).toEqual([]);
    // Measured by `npm run crash`; a machine that runs other tests beside it takes its time.
    expect(backAfterMs).toBeLessThan(40_000);
  },
  90_000,
);

describe("callbacks", () => {
  let carrier: UdpFarm;
  beforeAll(async () => {
    carrier = await UdpFarm.open("127.0.0.2", 5_070, ports.sip);
    const group = await api.request<GroupDocument>("GET", `/groups/${house.groupId}`);
    await api.saveGroup({ ...group, callback: { ...group.callback, callbackEnabled: true, offerWhenWaitingMoreThan: 1 } });
  });
  afterAll(() => carrier.close());

  const arm = (point: CrashPoint) => writeFileSync(path.join(dataDir, "crash-point"), point);
  const isArmed = () => existsSync(path.join(dataDir, "crash-point"));
  const openRequests = async () => {
    const requests = await api.request<{ id: string; groupId: string; number: string; state: string; attempts: number }[]>(
      "GET",
      "/callbacks",
    );
    return requests.filter(({ groupId, state }) => groupId === house.groupId && ["waiting", "reserved", "ringing"].includes(state));
  };

  /** The member talks, and his call is recorded so. */
  async function memberTalks(): Promise<FarmCall> {
    house.agents.onInvite = () => "answer";
    const up = new Promise<unknown>((resolve) => {
      house.agents.onUp = resolve;
    });
    const call = await house.callers.call("anonymous", number);
    await up;
    await vi.waitFor(async () => expect((await api.calls(`?groupId=${house.groupId}`))[0]?.answeredAt).toBeTruthy());
    return call;
  }

  /** Numbers that the carrier is asked for, each once a call. */
  function dialled(): string[] {
    const numbers: string[] = [];
    carrier.onInvite = ({ user }) => {
      numbers.push(user);
      return "ring";
    };
    return numbers;
  }

  async function giveUp(): Promise<void> {
    for (const { id } of await openRequests()) await api.request("POST", `/callbacks/${id}/cancel`);
    for (const call of [...house.callers.calls.values()]) house.callers.hangUp(call);
    await vi.waitFor(() => expect([house.agents.calls.size, carrier.calls.size]).toEqual([0, 0]), { timeout: 10_000 });
    await vi.waitFor(async () => expect(await openRequests()).toEqual([]), { timeout: 5_000 });
  }

  test("a caller who waited when the worker died is called back, with a record of his own for each call", async () => {
    await memberTalks();
    const numbers = dialled();
    // Nobody else is about to be answered: it is the caller who waits.
    arm("answer.beforeSend");
    house.callers.call("0409999990", number).catch(() => undefined);
    await vi.waitFor(() => expect(numbers).toEqual(["0409999990"]), { timeout: 30_000 });
    expect(await openRequests()).toMatchObject([{ number: "0409999990", state: "ringing", attempts: 1 }]);
    const calls = await api.calls(`?groupId=${house.groupId}`);
    expect(calls.slice(0, 3).map(({ outcome, outcomeReason }) => [outcome, outcomeReason])).toEqual([
      [null, null],
      ["failed", "workerStopped"],
      ["answered", "workerStopped"],
    ]);
    await giveUp();
  }, 60_000);

  test.each<[CrashPoint, string]>([
    ["recovery.requested", "0409999981"],
    ["recovery.closed", "0409999982"],
  ])(
    "killed once more at %s, while the first death is put right: the caller who waited is called back, once",
    async (point, customer) => {
      await memberTalks();
      const numbers = dialled();
      writeFileSync(path.join(dataDir, "crash-point"), `answer.beforeSend\n${point}`);
      house.callers.call(customer, number).catch(() => undefined);
      await vi.waitFor(() => expect(numbers).toEqual([customer]), { timeout: 40_000 });
      expect(isArmed()).toBe(false);
      expect(await openRequests()).toMatchObject([{ number: customer, state: "ringing", attempts: 1 }]);
      await giveUp();
    },
    90_000,
  );

  test("a caller who still waits when a worker that was told to end does so is called back by the next", async () => {
    await memberTalks();
    const numbers = dialled();
    await house.callers.call("0409999983", number);
    await vi.waitFor(async () => expect((await api.calls(`?groupId=${house.groupId}&limit=1`))[0]?.queuedAt).toBeTruthy());
    const { worker } = edgeAndWorker(ports.control);
    process.kill(worker, "SIGTERM");
    const { workerApi } = ports;
    await vi.waitFor(async () => expect((await fetch(`http://127.0.0.1:${workerApi}/readyz`)).status).toBe(503));
    // The second does not wait for the calls.
    process.kill(worker, "SIGTERM");
    await vi.waitFor(() => expect(numbers).toEqual(["0409999983"]), { timeout: 40_000 });
    expect(await openRequests()).toMatchObject([{ number: "0409999983", state: "ringing", attempts: 1 }]);
    expect(
      (await api.calls(`?groupId=${house.groupId}`)).slice(1, 3).map(({ outcome, outcomeReason }) => [outcome, outcomeReason]),
    ).toEqual([
      ["failed", "workerStopped"],
      ["answered", "workerStopped"],
    ]);
    await giveUp();
  }, 90_000);

  test.each<[CrashPoint, string, number]>([
    ["request.beforeCommit", "0409999991", 1],
    ["request.committed", "0409999992", 1],
    ["attempt.beforeCommit", "0409999993", 1],
    ["attempt.committed", "0409999994", 2],
  ])(
    "killed at %s: the customer is called, once, and each dial was counted",
    async (point, customer, attempts) => {
      const talking = await memberTalks();
      const others = [await house.callers.call("anonymous", number), await house.callers.call("anonymous", number)];
      const numbers = dialled();
      const asking = await house.callers.call(customer, number);
      arm(point);
      // The offer comes within five seconds; what is pressed before it does nothing.
      const pressing = setInterval(() => house.callers.pressKey(asking, "1"), 200);
      onTestFinished(() => clearInterval(pressing));
      if (point.startsWith("attempt.")) {
        await vi.waitFor(async () => expect(await openRequests()).toHaveLength(1), { timeout: 15_000 });
        for (const call of [...others, talking]) house.callers.hangUp(call);
      }
      await vi.waitFor(() => expect(isArmed()).toBe(false), { timeout: 15_000 });
      clearInterval(pressing);
      await vi.waitFor(() => expect(numbers).toEqual([customer]), { timeout: 30_000 });
      expect(await openRequests()).toMatchObject([{ number: customer, state: "ringing", attempts }]);
      await giveUp();
      expect(numbers).toEqual([customer]);
    },
    90_000,
  );
});
