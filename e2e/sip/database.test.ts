/** The database hangs or dies while calls go on: live calls live, new callers are served, and every record is there once. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, inject, onTestFinished, test, vi } from "vitest";
import { createDatabase } from "../../lib/db/client.ts";
import { startPostgres } from "../../lib/stack/postgres.ts";
import { type FarmCall, UdpFarm } from "../bench/udp-farm.ts";
import { api } from "./scene.ts";

const { ports, dataDir } = inject("stack");
const number = "0800000130";
const caller = "0401234567";
let agents: UdpFarm;
let callers: UdpFarm;
let groupId: string;
let database: ReturnType<typeof createDatabase>;

beforeAll(async () => {
  agents = await UdpFarm.open("127.0.0.1", 16_320, ports.sip);
  callers = await UdpFarm.open("127.0.0.2", 16_330, ports.sip);
  for (const extension of ["103", "106"]) await agents.register(extension, `demo-${extension}`);
  const members = await Promise.all(["103", "106"].map(async (extension) => ({ userId: await api.userId(extension) })));
  const general = { name: "Database", numberId: await api.numberId(number) };
  groupId = (await api.createGroup({ general, members: { members, devices: ["workstation", "ipPhone"] } })).id;
  await api.untilLive((live) => live.groups[groupId]?.free === 2);
  database = createDatabase((await startPostgres(path.join(dataDir, "postgres"))).url, 1);
});
afterAll(async () => {
  await database.$disconnect();
  await api.deleteGroup(groupId);
  agents.close();
  callers.close();
});

/** The server and all its children. */
async function serverProcesses(): Promise<number[]> {
  const [row] = await database.$queryRaw<{ data_directory: string }[]>`SHOW data_directory`;
  const postmaster = Number(readFileSync(path.join(row!.data_directory, "postmaster.pid"), "utf8").split("\n")[0]);
  const backends = await database.$queryRaw<{ pid: number }[]>`SELECT pid FROM pg_stat_activity`;
  return [postmaster, ...backends.map(({ pid }) => pid)];
}

/** A caller and the member he talks to. */
async function conversation(): Promise<{ hangUp(): void; goesOn(): boolean }> {
  const up = new Promise<FarmCall>((resolve) => {
    agents.onUp = resolve;
  });
  const call = await callers.call(caller, number);
  const member = await up;
  return { hangUp: () => callers.hangUp(call), goesOn: () => callers.calls.has(call.callId) && agents.calls.has(member.callId) };
}

async function records(expected: number) {
  const take = () => api.calls(`?groupId=${groupId}`);
  await vi.waitFor(async () => expect((await take()).filter(({ outcome }) => outcome === "answered")).toHaveLength(expected), {
    timeout: 30_000,
    interval: 200,
  });
  expect(await take()).toHaveLength(expected);
}

/** The server's processes come and go by themselves. */
function signalIfThere(pid: number, signal: "SIGSTOP" | "SIGCONT"): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

test("a database that hangs stops no call: a conversation goes on, the next caller is served, the records come when it answers again", async () => {
  const before = await conversation();
  const processes = await serverProcesses();
  const all = (signal: "SIGSTOP" | "SIGCONT") => {
    for (const pid of processes) signalIfThere(pid, signal);
  };
  onTestFinished(() => all("SIGCONT"));
  all("SIGSTOP");
  const during = await conversation();
  expect([before.goesOn(), during.goesOn()]).toEqual([true, true]);
  before.hangUp();
  const next = await conversation();
  during.hangUp();
  next.hangUp();
  all("SIGCONT");
  await records(3);
}, 60_000);

test("a database that dies is started again; meanwhile calls go on, and every record is there once", async () => {
  const before = await conversation();
  const [postmaster] = await serverProcesses();
  process.kill(postmaster!, "SIGKILL");
  const during = await conversation();
  expect([before.goesOn(), during.goesOn()]).toEqual([true, true]);
  before.hangUp();
  during.hangUp();
  await vi.waitFor(() => records(5), { timeout: 30_000, interval: 500 });
}, 60_000);
