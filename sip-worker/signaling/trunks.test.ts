/** Trunks under watch, in virtual time: each probe is answered by the test when it wants. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ConfiguredTrunk, OrganisationConfiguration } from "../../lib/domain/configuration.ts";
import { createLog } from "../runtime/log.ts";
import { Trunks } from "./trunks.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const trunk = (id: string, rest: Partial<ConfiguredTrunk> = {}): ConfiguredTrunk => ({
  id,
  name: id,
  sourceAddresses: [`192.0.2.${id.length}`],
  peer: `${id}.example.com`,
  transport: "udp",
  callsPerSecond: 10,
  channels: 30,
  monitor: true,
  registration: null,
  ...rest,
});
const configuration = (trunks: ConfiguredTrunk[], mobileNumber: string | null = "0401234567"): OrganisationConfiguration =>
  ({
    organisationId: "organisation",
    trunks,
    numbers: [],
    users: [{ id: "anna", devices: [{ kind: "mobile", enabled: true, accountId: null, username: null, mobileNumber }] }],
  }) as unknown as OrganisationConfiguration;

interface AskedProbe {
  trunkId: string;
  answer(up: boolean): Promise<void>;
}

function watched(...trunks: ConfiguredTrunk[]) {
  const probes: AskedProbe[] = [];
  const changes: string[] = [];
  const all = new Trunks({
    clock: { now: () => Date.now(), date: () => new Date() },
    log: createLog("test", "error"),
    unseal: () => null,
    register: () => ({ stop: () => undefined }),
    probe: ({ id: trunkId }) =>
      new Promise((resolve) =>
        probes.push({
          trunkId,
          answer: async (up) => {
            resolve(up);
            await vi.advanceTimersByTimeAsync(0);
          },
        }),
      ),
  });
  all.onChanged((userId) => changes.push(userId));
  all.configure([configuration(trunks)]);
  return { trunks: all, probes, changes };
}

test("mobiles can be rung from the moment a trunk answers until it does not, and both are told", async () => {
  const { trunks, probes, changes } = watched(trunk("a"));
  trunks.watch();
  expect(trunks.targets("anna")).toEqual([]);
  await probes.shift()!.answer(true);
  expect(trunks.targets("anna")).toEqual([
    {
      ...{ kind: "mobile", uri: "sip:0401234567@a.example.com", route: "sip:a.example.com;transport=udp" },
      outside: { trunkId: "a", number: "0401234567" },
    },
  ]);
  await vi.advanceTimersByTimeAsync(10_000);
  await probes.shift()!.answer(false);
  expect([trunks.targets("anna"), changes]).toEqual([[], ["anna", "anna"]]);
  trunks.stop();
  expect(vi.getTimerCount()).toBe(0);
});

test("the time-out of an old probe says nothing about a trunk that has answered since", async () => {
  const { trunks, probes, changes } = watched(trunk("a"));
  trunks.watch();
  await vi.advanceTimersByTimeAsync(10_000);
  const [old, recent] = probes.splice(0);
  await recent!.answer(true);
  await old!.answer(false);
  expect([trunks.targets("anna").length, changes]).toEqual([1, ["anna"]]);
});

test("a call from it shows that a trunk is there; a probe sent before that cannot say otherwise", async () => {
  const { trunks, probes } = watched(trunk("a", { sourceAddresses: ["192.0.2.1", "192.0.2.2"] }));
  trunks.watch();
  expect(trunks.bySource("192.0.2.2", null)).toMatchObject({ organisationId: "organisation", trunk: { id: "a" } });
  expect(trunks.bySource("192.0.2.20", null)).toBeUndefined();
  await probes.shift()!.answer(false);
  expect(trunks.targets("anna")).toHaveLength(1);
});

test("a new configuration keeps what is known, also of a probe under way, and asks new trunks at once", async () => {
  const { trunks, probes } = watched(trunk("a"));
  trunks.watch();
  trunks.configure([configuration([trunk("a", { peer: "moved.example.com" }), trunk("new")])]);
  expect(probes.map((probe) => probe.trunkId)).toEqual(["a", "new"]);
  await probes[0]!.answer(true);
  expect(trunks.targets("anna")[0]?.uri).toBe("sip:0401234567@moved.example.com");
  trunks.configure([configuration([trunk("new")])]);
  expect(trunks.targets("anna")).toEqual([]);
  await probes[1]!.answer(true);
  expect(trunks.targets("anna")[0]?.uri).toBe("sip:0401234567@new.example.com");
});

test("the second trunk is used while the first is down", async () => {
  const { trunks, probes } = watched(trunk("a"), trunk("bb"));
  trunks.watch();
  await probes[0]!.answer(false);
  await probes[1]!.answer(true);
  expect(trunks.targets("anna")[0]?.route).toBe("sip:bb.example.com;transport=udp");
});

test("whoever has no mobile number, or another organisation's trunk only, has no mobile", async () => {
  const { trunks, probes } = watched(trunk("a"));
  trunks.watch();
  await probes[0]!.answer(true);
  trunks.configure([configuration([trunk("a")], null)]);
  expect(trunks.targets("anna")).toEqual([]);
  trunks.configure([configuration([]), { ...configuration([trunk("a")]), organisationId: "other", users: [] }]);
  expect(trunks.targets("anna")).toEqual([]);
});

test("two organisations behind one address of an operator: the call is whose number was dialled, also after the number has moved", () => {
  const { trunks } = watched();
  const numbered = (organisationId: string, id: string, ...digits: string[]) => ({
    ...configuration([trunk(id, { sourceAddresses: ["192.0.2.1"] })]),
    organisationId,
    numbers: digits.map((number) => ({ id: number, digits: number, test: false, answerMode: "answer" as const })),
  });
  const owner = (dialled: string | null, from = "192.0.2.1") => trunks.bySource(from, dialled)?.organisationId;
  trunks.configure([numbered("north", "n", "0200000120"), numbered("south", "s", "0200000121", "0200000122")]);
  expect([owner("0200000120"), owner("0200000121"), owner("0200000122")]).toEqual(["north", "south", "south"]);
  expect([owner("0200000199"), owner(null), owner("0200000121", "192.0.2.9")]).toEqual(["north", "north", undefined]);
  trunks.configure([numbered("north", "n", "0200000120", "0200000122"), numbered("south", "s", "0200000121")]);
  expect(owner("0200000122")).toBe("north");
  trunks.configure([numbered("south", "s", "0200000121")]);
  expect(owner("0200000120")).toBe("south");
});

test("a call shows of every organisation's trunk at its address that it is there", async () => {
  const { trunks, probes } = watched();
  trunks.watch();
  const shared = { sourceAddresses: ["192.0.2.1"] };
  trunks.configure([configuration([trunk("a", shared)]), { ...configuration([trunk("bb", shared)]), organisationId: "other", users: [] }]);
  trunks.bySource("192.0.2.1", null);
  for (const probe of probes) await probe.answer(false);
  expect([trunks.states("organisation")[0]?.up, trunks.states("other")[0]?.up]).toEqual([true, true]);
});
