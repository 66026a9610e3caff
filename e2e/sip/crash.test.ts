/** The worker is killed at each named place of a call, and everything is right again; `npm run crash` walks them many times. */
import { afterAll, beforeAll, expect, inject, test } from "vitest";
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
