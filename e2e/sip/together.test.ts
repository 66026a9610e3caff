import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { answerTogether } from "../bench/answer-together.ts";
import { UdpFarm } from "../bench/udp-farm.ts";
import { api, finishedCall } from "./scene.ts";

const { ports } = inject("stack");
const number = "0800000140";
const phones = 20;
const undo: (() => unknown)[] = [];
let agents: UdpFarm;
let callers: UdpFarm;
let groupId: string;

beforeAll(async () => {
  agents = await UdpFarm.open("127.0.0.1", 16_340, ports.sip);
  callers = await UdpFarm.open("127.0.0.2", 16_350, ports.sip);
  undo.push(
    () => agents.close(),
    () => callers.close(),
  );
  const members: { userId: string }[] = [];
  const accounts: { username: string; password: string }[] = [];
  for (let n = 0; n < phones; n++) {
    const extension = String(700 + n);
    const person = { name: `Together ${extension}`, email: `${extension}@together.invalid`, extension, ipPhone: {} };
    const { id } = await api.request<{ id: string }>("POST", "/users", person);
    undo.push(() => api.request("DELETE", `/users/${id}`));
    accounts.push(await api.request("POST", `/users/${id}/sip-password`, { kind: "ipPhone" }));
    members.push({ userId: id });
  }
  const { id: numberId } = await api.request<{ id: string }>("POST", "/numbers", { digits: number });
  undo.push(() => api.request("DELETE", `/numbers/${numberId}`));
  const group = await api.createGroup({ general: { name: "Together", numberId }, members: { members, ringSimultaneously: phones } });
  groupId = group.id;
  undo.push(() => api.deleteGroup(groupId));
  // The worker knows the accounts by then.
  await api.untilLive((live) => live.groups[groupId]?.loggedIn === phones);
  for (const { username, password } of accounts) await agents.register(username, password);
  await api.untilLive((live) => live.groups[groupId]?.free === phones);
}, 60_000);
afterAll(async () => {
  for (const step of undo.reverse()) await step();
}, 60_000);

test("twenty phones picked up at the same instant: one is connected, the others end within 200 ms and none counts as answered", async () => {
  for (let round = 1; round <= 5; round++) {
    const { connected, othersEndedMs, done } = await answerTogether(agents, callers, number, phones);
    expect(connected).toHaveLength(1);
    // Measured by `npm run bench -- together`; here only that nobody is kept.
    expect(othersEndedMs).toBeLessThan(5_000);
    const over = new Promise<void>((resolve) => {
      agents.onEnded = () => resolve();
    });
    done();
    await over;
    await vi.waitFor(async () => expect(await api.calls(`?groupId=${groupId}`)).toHaveLength(round));
    const call = await finishedCall({ created: { id: groupId } });
    const ends = call.events.filter(({ kind }) => kind === "ringEnded").map(({ detail }) => detail.result);
    expect(ends.sort()).toEqual([...Array(phones - 1).fill("answeredElsewhere")]);
    await api.untilLive((live) => live.groups[groupId]?.free === phones);
  }
}, 60_000);
