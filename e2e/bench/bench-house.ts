/** A running Jono for a bench: started as a user starts it, with as many agents as are asked for, all registered on one socket. */
import path from "node:path";
import { announceConfiguration } from "../../lib/db/change.ts";
import { createDatabase } from "../../lib/db/client.ts";
import { secretsOf, sipRealm } from "../../lib/db/sip-accounts.ts";
import { startPostgres } from "../../lib/stack/postgres.ts";
import { Api } from "../api.ts";
import { portsFrom, startStack } from "../stack.ts";
import { openDeafEar } from "./deaf-ear.ts";
import { UdpFarm } from "./udp-farm.ts";

export interface BenchHouse {
  api: Api;
  url: string;
  /** Of the process that started the portal and the worker. */
  pid: number;
  workerApi: string;
  admin: { email: string; password: string };
  dataDir: string;
  sipPort: number;
  /** What callers dial. */
  number: string;
  groupId: string;
  agents: UdpFarm;
  /** Behind the demo carrier's address, so that no call needs a password. */
  callers: UdpFarm;
  /** The worker's `/metrics`. */
  metrics(): Promise<string>;
  stop(): Promise<void>;
}

const basePort = Number(process.env.BENCH_PORT ?? 13_600);
const number = "0800000120";

/** Ports that were given back rest for half a minute: five thousand legs are enough for a bench. */
const rtp = { min: 50_000, max: 59_999 };

/** Only a house whose worker is to die looks for the place to die at, at every step of a call. */
export async function openHouse(agentCount: number, { dies = false } = {}): Promise<BenchHouse> {
  const stack = await startStack({ ...portsFrom(basePort), rtp }, { LOG_LEVEL: "warn", ...(!dies && { CRASH_POINT_FILE: "" }) });
  const undo: (() => unknown)[] = [() => stack.stop()];
  const stop = async () => {
    for (const each of undo.reverse()) await each();
  };
  try {
    const api = new Api(stack.url, stack.token);
    await openTrunk(api);
    const users = await addAgents(stack.dataDir, agentCount);
    const farmAt = async (address: string, port: number) => {
      const farm = await UdpFarm.open(address, port, stack.ports.sip);
      undo.push(() => farm.close(), await openDeafEar(address, farm.rtpPort));
      return farm;
    };
    const agents = await farmAt("127.0.0.1", basePort + 600);
    const callers = await farmAt("127.0.0.2", basePort + 610);
    const group = await api.createGroup({
      general: { name: "Bench", numberId: await api.numberId(number) },
      members: { members: users.map(({ id }) => ({ userId: id })) },
    });
    await api.untilLive((live) => live.groups[group.id]?.loggedIn === agentCount, 60_000);
    for (const { extension } of users) await agents.register(extension, password(extension));
    await api.untilLive((live) => live.groups[group.id]?.free === agentCount, 60_000);
    const metrics = async () => (await fetch(`http://127.0.0.1:${stack.ports.workerApi}/metrics`)).text();
    const { pid, url, admin, dataDir, ports } = stack;
    const workerApi = `http://127.0.0.1:${ports.workerApi}`;
    const told = { pid, url, admin, dataDir, workerApi };
    return { ...told, api, metrics, sipPort: stack.ports.sip, number, groupId: group.id, agents, callers, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The demo carrier's limits are for demonstrations. */
async function openTrunk(api: Api): Promise<void> {
  const [trunk] = await api.request<{ id: string }[]>("GET", "/trunks");
  await api.request("PUT", `/trunks/${trunk!.id}`, { ...trunk, channels: 10_000, callsPerSecond: 1_000 });
}

const password = (extension: string) => `bench-${extension}`;

/** Straight into the database, as the seed does. */
async function addAgents(dataDir: string, count: number): Promise<{ id: string; extension: string }[]> {
  const { url } = await startPostgres(path.join(dataDir, "postgres"));
  const database = createDatabase(url, 2);
  const organisation = await database.organisation.findFirstOrThrow({ where: { demo: true } });
  const users: { id: string; extension: string }[] = [];
  for (let n = 0; n < count; n++) {
    const extension = String(3000 + n);
    const account = { username: extension, realm: sipRealm, ...secretsOf(extension, sipRealm, password(extension)) };
    const user = await database.user.create({
      data: {
        organisationId: organisation.id,
        email: `${extension}@bench.invalid`,
        name: `Bench ${extension}`,
        extension,
        role: "member",
        devices: {
          create: { kind: "ipPhone", sipAccount: { create: { organisation: { connect: { id: organisation.id } }, ...account } } },
        },
      },
    });
    users.push({ id: user.id, extension });
  }
  await database.$transaction((tx) => announceConfiguration(tx, organisation.id));
  await database.$disconnect();
  return users;
}
