/** The worker as a process that is started and ends: the database goes away between two of its lives, or was never there. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, expect, inject, onTestFinished, test, vi } from "vitest";
import { createDatabase } from "../../lib/db/client.ts";
import { Processes } from "../../lib/stack/processes.ts";
import { buildWorker } from "../../lib/stack/worker-build.ts";
import { deployMigrations } from "../../prisma/migrate.ts";
import { DatabaseLink } from "./testing/database-link.ts";

vi.setConfig({ testTimeout: 90_000 });
let program: string[];
let databaseUrl: string;

/** One of its own: a worker serves every organisation of its database. */
beforeAll(async () => {
  program = ["--no-deprecation", "--enable-source-maps", await buildWorker()];
  const own = new URL(inject("databaseUrl"));
  own.pathname = "/restart";
  databaseUrl = own.href;
  const direct = createDatabase(inject("databaseUrl"), 1);
  await direct.$executeRawUnsafe("DROP DATABASE IF EXISTS restart");
  await direct.$executeRawUnsafe("CREATE DATABASE restart");
  await direct.$disconnect();
  await deployMigrations(databaseUrl);
  const made = createDatabase(databaseUrl, 1);
  await made.organisation.create({ data: { name: "restart" } });
  await made.$disconnect();
});

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function settings(url: string) {
  const dataDir = await mkdtemp(path.join(tmpdir(), "jono-restart-"));
  onTestFinished(() => rm(dataDir, { recursive: true }));
  const [api, control] = [await freePort(), await freePort()];
  const environment = {
    DATABASE_URL: url,
    DATA_DIR: dataDir,
    WORKER_API: `127.0.0.1:${api}`,
    DRACHTIO_PORT: String(control),
    SIP_LISTEN: "udp:127.0.0.1:18390",
    RTP_PORTS: "24600-24699",
    LOG_LEVEL: "error",
  };
  return { dataDir, environment, api };
}

const isReady = async (api: number) => (await fetch(`http://127.0.0.1:${api}/readyz`).catch(() => null))?.status === 200;

/** What it says, and its code, when it ends by itself. */
async function endOf(url: string): Promise<[string, number]> {
  const { environment } = await settings(url);
  const child = spawn(process.execPath, program, { env: { ...process.env, ...environment }, stdio: ["ignore", "ignore", "pipe"] });
  let text = "";
  child.stderr.on("data", (part: Buffer) => {
    text += part;
  });
  const [code] = await once(child, "close");
  return [text, code];
}

test("at its first start a worker without a database ends with one line, and not as one whose settings are refused", async () => {
  const [text, code] = await endOf("postgresql://nobody:secret@127.0.0.1:1/none");
  expect(text).toMatch(/^Jono's worker ends: the database cannot be read: .*127\.0\.0\.1:1\n$/);
  expect(code).toBe(1);
});

test("a database that fails in the middle of the start is no setting that is refused either", async () => {
  const database = createDatabase(databaseUrl, 1);
  onTestFinished(() => database.$disconnect());
  await database.$executeRawUnsafe(`ALTER TABLE "Organisation" RENAME TO "Away"`);
  const end = await endOf(databaseUrl);
  await database.$executeRawUnsafe(`ALTER TABLE "Away" RENAME TO "Organisation"`);
  expect(end).toEqual([expect.stringMatching(/^Jono's worker ends: the database cannot be read: .*\n$/), 1]);
});

test("a worker that worked, dies, and finds no database is there again when the database is", async () => {
  const link = await DatabaseLink.open(databaseUrl);
  const { dataDir, environment, api } = await settings(link.url);
  const lines = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const ended = vi.fn();
  const processes = new Processes(dataDir, ended, { provedMs: 60_000, restMs: 10 });
  onTestFinished(async () => {
    await processes.stop();
    link.close();
    lines.mockRestore();
  });
  const lives: ChildProcess[] = [];
  const start = processes.start.bind(processes);
  processes.start = async (...what) => {
    const child = await start(...what);
    lives.push(child);
    return child;
  };
  await once(await processes.start("worker", program, environment), "message");
  await vi.waitFor(async () => expect(await isReady(api)).toBe(true), { timeout: 10_000 });
  link.cut();
  lives[0]!.kill("SIGKILL");
  // The second has found none, and ended.
  await vi.waitFor(() => expect(lives.length).toBeGreaterThan(2), { timeout: 60_000, interval: 50 });
  expect(ended).not.toHaveBeenCalled();
  link.mend();
  await vi.waitFor(async () => expect(await isReady(api)).toBe(true), { timeout: 30_000, interval: 50 });
});
