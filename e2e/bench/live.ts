/**
 * How soon 50 supervisors see what happens to 300 agents and their callers, what that costs the portal and the worker, and how smoothly a
 * browser shows 50 groups meanwhile. The readers are one process on the same machine: what they cost stands in the figures too.
 */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { hashToken } from "../../lib/db/accounts.ts";
import { announceConfiguration } from "../../lib/db/change.ts";
import { createDatabase } from "../../lib/db/client.ts";
import { startPostgres } from "../../lib/stack/postgres.ts";
import { type BenchHouse, openHouse } from "./bench-house.ts";
import { watchFrames } from "./live-browser.ts";
import { cpuSeconds, stackProcesses } from "./process-time.ts";
import { percentile } from "./report.ts";

const supervisorCount = 50;
const agentCount = 300;
const groupCount = 50;
const groupsOfAgent = 6;
const eventsPerSecond = 20;
const seconds = 30;
const browserSeconds = 20;
/** A call is four events: it comes, rings, is answered, ends. */
const callEveryMs = 800;
const callLastsMs = 15_000;
const callEventsPerSecond = (4 * 1000) / callEveryMs;
const actEveryMs = 1000 / (eventsPerSecond - callEventsPerSecond);

export async function run(): Promise<void> {
  const house = await openHouse(agentCount);
  try {
    await addGroups(house);
    const tokens = await addSupervisors(house);
    const events = await Events.of(house);
    await measure(house, events, tokens).finally(() => events.stop());
  } finally {
    await house.stop();
  }
}

async function measure(house: BenchHouse, events: Events, tokens: string[]): Promise<void> {
  const readers = await Promise.all(tokens.map((token) => Reader.open(house.url, token, events)));
  await measureReaders(house, events, readers);
  for (const reader of readers) reader.close();
  await measureBrowser(house, events);
}

async function measureReaders(house: BenchHouse, events: Events, readers: Reader[]): Promise<void> {
  const processes = await stackProcesses(house.pid);
  events.start();
  await pass(5);
  for (const reader of readers) reader.begin();
  const before = { portal: await cpuSeconds(processes.portal), worker: await cpuSeconds(processes.worker) };
  const marked = events.marked;
  await pass(seconds);
  const after = { portal: await cpuSeconds(processes.portal), worker: await cpuSeconds(processes.worker) };
  const wanted = events.marked - marked;
  await pass(1);
  const times = readers.flatMap((reader) => reader.times);
  const shown = [0.5, 0.95, 0.99, 1].map((share) => percentile(times, share).toFixed(1));
  console.log(
    `${supervisorCount} supervisors, ${agentCount} agents, ${groupCount} groups, ${eventsPerSecond} events a second for ${seconds} s`,
  );
  console.log(`event -> reader: p50 ${shown[0]} ms · p95 ${shown[1]} ms · p99 ${shown[2]} ms · max ${shown[3]} ms (budget p95 < 200 ms)`);
  console.log(`${times.length} seen of ${wanted} marked events x ${readers.length} readers`);
  const bytes = readers.reduce((sum, reader) => sum + reader.bytes, 0);
  console.log(`each reader ${(bytes / readers.length / seconds / 1000).toFixed(1)} KB/s`);
  for (const name of ["portal", "worker"] as const) {
    console.log(`${name}: ${(((after[name] - before[name]) / seconds) * 100).toFixed(0)} % of a core`);
  }
}

async function measureBrowser(house: BenchHouse, events: Events): Promise<void> {
  const { frames, longTasks } = await watchFrames(house, browserSeconds);
  const shown = [0.5, 0.99, 1].map((share) => percentile(frames, share).toFixed(1));
  console.log(
    `${groupCount} groups in a browser, ${browserSeconds} s: frame p50 ${shown[0]} ms · p99 ${shown[1]} ms · longest ${shown[2]} ms`,
  );
  console.log(
    `long tasks: ${longTasks.length}, longest ${Math.max(0, ...longTasks).toFixed(0)} ms, together ${longTasks.reduce((a, b) => a + b, 0).toFixed(0)} ms`,
  );
  console.log(`${events.marked} marked events in all, ${events.refused} refused`);
}

const pass = (time: number) => new Promise((resolve) => setTimeout(resolve, time * 1000));

/** Every agent is a member of a few groups besides the one that is called. */
async function addGroups({ api, groupId }: BenchHouse): Promise<void> {
  const first = await api.request<{ members: { members: { userId: string }[] } }>("GET", `/groups/${groupId}`);
  const users = first.members.members.map(({ userId }) => userId);
  const numbers = await api.request<{ id: string; type: string }[]>("GET", "/numbers?free=true");
  const free = numbers.filter(({ type }) => type === "test");
  for (let n = 1; n < groupCount; n++) {
    const numberId = free[n]?.id;
    if (!numberId) throw new Error("too few free numbers");
    const members = users.filter((_, index) => (n - index) % Math.floor(groupCount / groupsOfAgent) === 0);
    await api.createGroup({
      general: { name: `Ryhmä ${n}`, numberId },
      members: { members: members.map((userId) => ({ userId })) },
    });
  }
}

/** Each watches every group: the most that can be sent. */
async function addSupervisors({ dataDir }: BenchHouse): Promise<string[]> {
  const { url } = await startPostgres(path.join(dataDir, "postgres"));
  const database = createDatabase(url, 2);
  const { id: organisationId } = await database.organisation.findFirstOrThrow({ where: { demo: true } });
  const groups = await database.group.findMany({ where: { organisationId }, select: { id: true } });
  const tokens: string[] = [];
  for (let n = 0; n < supervisorCount; n++) {
    const token = `bench-token-of-supervisor-${n}`;
    await database.user.create({
      data: {
        ...{ organisationId, email: `s${n}@bench.invalid`, name: `Supervisor ${n}`, extension: String(4000 + n), role: "supervisor" },
        supervises: { create: groups.map(({ id }) => ({ groupId: id })) },
        apiTokens: { create: { name: "bench", hash: hashToken(token) } },
      },
    });
    tokens.push(token);
  }
  await database.$transaction((tx) => announceConfiguration(tx, organisationId));
  await database.$disconnect();
  return tokens;
}

/** Agents who pause, each with a mark that readers know again, and come back; and calls. */
class Events {
  readonly sentAt = new Map<string, number>();
  marked = 0;
  refused = 0;
  readonly #house: BenchHouse;
  readonly #agents: string[];
  readonly #secret: string;
  readonly #organisationId: string;
  readonly #timers: NodeJS.Timeout[] = [];
  #turn = 0;

  private constructor(house: BenchHouse, agents: string[], organisationId: string, secret: string) {
    this.#house = house;
    this.#agents = agents;
    this.#organisationId = organisationId;
    this.#secret = secret;
  }

  static async of(house: BenchHouse): Promise<Events> {
    const { organisationId, agents } = await house.api.untilLive(() => true);
    const bench = Object.values(agents).filter(({ name }) => name.startsWith("Bench"));
    const secret = await readFile(path.join(house.dataDir, "worker-api.secret"), "utf8");
    return new Events(
      house,
      bench.map(({ userId }) => userId),
      organisationId,
      secret.trim(),
    );
  }

  start(): void {
    this.#timers.push(setInterval(() => void this.#act(), actEveryMs));
    this.#timers.push(setInterval(() => void this.#call(), callEveryMs));
  }

  stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
  }

  async #act(): Promise<void> {
    const turn = this.#turn++;
    const userId = this.#agents[(turn >> 1) % this.#agents.length]!;
    if (turn % 2) return this.#command(userId, { action: "resume" });
    const mark = `m${turn}`;
    this.sentAt.set(mark, performance.now());
    this.marked += 1;
    await this.#command(userId, { action: "pause", reason: mark });
  }

  async #command(userId: string, change: object): Promise<void> {
    const body = JSON.stringify({ kind: "memberState", organisationId: this.#organisationId, userId, by: userId, change });
    const headers = { Authorization: `Bearer ${this.#secret}`, "Content-Type": "application/json" };
    const response = await fetch(`${this.#house.workerApi}/commands`, { method: "POST", headers, body });
    const answer = (await response.json()) as { ok?: boolean };
    if (!answer.ok) this.refused += 1;
  }

  async #call(): Promise<void> {
    const { callers, number } = this.#house;
    const call = await callers.call("0401234567", number).catch(() => null);
    if (call) this.#timers.push(setTimeout(() => callers.hangUp(call), callLastsMs));
  }
}

/** One supervisor's stream. */
class Reader {
  readonly times: number[] = [];
  bytes = 0;
  readonly #events: Events;
  readonly #abort = new AbortController();
  #counts = false;

  private constructor(events: Events) {
    this.#events = events;
  }

  static async open(url: string, token: string, events: Events): Promise<Reader> {
    const reader = new Reader(events);
    const headers = { Authorization: `Bearer ${token}` };
    const response = await fetch(`${url}/api/v1/live`, { headers, signal: reader.#abort.signal });
    if (!response.ok || !response.body) throw new Error(`GET /live: ${response.status}`);
    void reader.#read(response.body).catch(() => undefined);
    return reader;
  }

  begin(): void {
    this.#counts = true;
  }

  close(): void {
    this.#counts = false;
    this.#abort.abort();
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let rest = "";
    for await (const piece of body as unknown as AsyncIterable<Uint8Array>) {
      const now = performance.now();
      if (this.#counts) this.bytes += piece.length;
      const text = rest + decoder.decode(piece, { stream: true });
      const end = text.lastIndexOf("\n\n");
      rest = end < 0 ? text : text.slice(end);
      if (!this.#counts || end < 0) continue;
      for (const [, mark] of text.slice(0, end).matchAll(/"kind":"paused","reason":"(m\d+)"/g)) this.#saw(mark!, now);
    }
  }

  readonly #seen = new Set<string>();

  /** An agent who changes while he is paused is told again. */
  #saw(mark: string, now: number): void {
    const sentAt = this.#events.sentAt.get(mark);
    if (sentAt === undefined || this.#seen.has(mark)) return;
    this.#seen.add(mark);
    this.times.push(now - sentAt);
  }
}
