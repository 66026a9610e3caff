/**
 * `npm start` and `npm run dev`: database, migrations, demo organisation, worker with the SIP edge, portal; stopped in order by Ctrl-C
 * or SIGTERM.
 */
import { once } from "node:events";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { deployMigrations } from "../../prisma/migrate.ts";
import { seed } from "../../prisma/seed.ts";
import { closeDatabase } from "../db/client.ts";
import { type Environment, environmentOrExit, readHostPort } from "./environment.ts";
import { buildPortalIfNeeded, nextBinary } from "./portal-build.ts";
import { isPortFree } from "./ports.ts";
import { startPostgres } from "./postgres.ts";
import { Processes } from "./processes.ts";
import { keptSecret } from "./secrets.ts";
import { buildWorker } from "./worker-build.ts";

const mode = process.argv[2] === "dev" ? "dev" : "start";
const environment = environmentOrExit();
const dataDir = path.resolve(environment.DATA_DIR);
const embedded = environment.DATABASE_URL === undefined;
const demo = environment.DEMO ?? embedded;
const url = environment.NEXTAUTH_URL ?? `http://${environment.HOST}:${environment.PORT}`;

const undo: (() => Promise<unknown>)[] = [];
let stopping: Promise<never> | null = null;
const processes = new Processes(path.join(dataDir, "logs"), (name, code) => {
  console.error(`The ${name} ended (${code}); its log is ${path.join(dataDir, "logs", `${name}.log`)}.`);
  void shutDown(code === 2 ? 2 : 1);
});
process.on("SIGINT", () => void shutDown(0));
process.on("SIGTERM", () => void shutDown(0));
process.on("SIGHUP", () => void shutDown(0));

try {
  await refuseBusyPorts();
  const databaseUrl = await database();
  const seeded = await prepare(databaseUrl);
  if (mode === "start") await buildPortalIfNeeded(console.log);
  await startProcesses(databaseUrl);
  await portalAnswers();
  if (!stopping) welcome(seeded.administrator);
} catch (error) {
  if (!stopping) console.error(`Jono cannot start: ${error instanceof Error ? error.message : String(error)}`);
  await shutDown(1);
}

async function refuseBusyPorts(): Promise<void> {
  const wanted = [
    { name: "PORT", host: environment.HOST, port: environment.PORT },
    { name: "WORKER_API", ...readHostPort(environment.WORKER_API) },
  ];
  for (const { name, host, port } of wanted) {
    if (await isPortFree(host, port)) continue;
    throw new Error(`port ${port} on ${host} is in use: end the program that has it, or set ${name} to another`);
  }
}

async function database(): Promise<string> {
  if (environment.DATABASE_URL) return environment.DATABASE_URL;
  const postgres = await startPostgres(path.join(dataDir, "postgres"));
  undo.push(postgres.stop);
  return postgres.url;
}

async function prepare(databaseUrl: string) {
  const applied = await deployMigrations(databaseUrl).catch((error: NodeJS.ErrnoException) => {
    throw new Error(
      `the database does not answer (${error.code ?? error.message}): check DATABASE_URL, or unset it to use the embedded one`,
    );
  });
  if (applied.length) console.log(`Database: ${applied.length} migration(s) applied.`);
  process.env.DATABASE_URL = databaseUrl;
  const seeded = await seed({
    demo,
    adminEmail: environment.ADMIN_EMAIL,
    adminPassword: environment.ADMIN_PASSWORD,
    apiToken: environment.API_TOKEN,
  });
  if (seeded.administrator && !environment.ADMIN_PASSWORD) await keepPassword(seeded.administrator);
  await closeDatabase();
  return seeded;
}

function passwordFile(): string {
  return path.join(dataDir, "first-administrator.txt");
}

async function keepPassword({ email, password }: { email: string; password: string }): Promise<void> {
  await writeFile(passwordFile(), `${email}\n${password}\n`, { mode: 0o600 });
}

async function startProcesses(databaseUrl: string): Promise<void> {
  const shared = {
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    DEMO: demo ? "1" : "0",
    WORKER_API: environment.WORKER_API,
    INSTALLATION_SECRET: environment.INSTALLATION_SECRET ?? (await keptSecret(dataDir, "installation.secret")),
    WORKER_API_SECRET: environment.WORKER_API_SECRET ?? (await keptSecret(dataDir, "worker-api.secret")),
  };
  const worker = await processes.start("worker", ["--no-deprecation", "--enable-source-maps", await buildWorker()], shared);
  await processes.start("portal", ["--no-deprecation", nextBinary, mode, "-H", environment.HOST, "-p", String(environment.PORT)], {
    ...shared,
    NEXTAUTH_URL: url,
    NEXTAUTH_SECRET: environment.NEXTAUTH_SECRET ?? (await nextAuthSecret(environment)),
    NEXT_TELEMETRY_DISABLED: "1",
  });
  await Promise.race([once(worker, "message"), once(worker, "exit")]);
}

/** With a database of one's own several portals may run: they must share the secret, so it is not made up. */
function nextAuthSecret({ DATABASE_URL }: Environment): Promise<string> {
  if (DATABASE_URL && mode === "start" && process.env.NODE_ENV === "production")
    throw new Error("NEXTAUTH_SECRET must be set beside DATABASE_URL");
  return keptSecret(dataDir, "nextauth.secret");
}

async function portalAnswers(): Promise<void> {
  while (!stopping) {
    const answer = await fetch(`http://${environment.HOST}:${environment.PORT}/sign-in`, { redirect: "manual" }).catch(() => null);
    if (answer) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function welcome(administrator: { email: string; password: string } | null): void {
  console.log(`Jono is ready: ${url}`);
  if (administrator)
    console.log(`  Sign in     ${administrator.email}  ${environment.ADMIN_PASSWORD ? "(your ADMIN_PASSWORD)" : administrator.password}`);
  else console.log(`  Sign in     as before${existsSync(passwordFile()) ? `: ${path.relative(process.cwd(), passwordFile())}` : ""}`);
  const sip = environment.SIP_LISTEN.map((listener) => listener.replace(":", " ")).join(", ");
  console.log(`  Phones      SIP server ${sip}`);
  if (demo) {
    console.log("              users 101 to 106, passwords demo-101 to demo-106, any domain");
    console.log("  First call  register two phones, say 101 and 102, and dial 8000 from 101: 102 rings");
  }
  console.log(`  Stop        Ctrl-C        Logs  ${path.relative(process.cwd(), path.join(dataDir, "logs"))}`);
}

function shutDown(code: number): Promise<never> {
  stopping ??= (async () => {
    await processes.stop();
    for (const step of undo.reverse()) await step().catch((error: Error) => console.error(error.message));
    process.exit(code);
  })();
  return stopping;
}
