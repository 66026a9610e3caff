/** The whole of Jono for tests, started as a user starts it, on ports of its own and with a data directory that goes away. */
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

export interface StackPorts {
  portal: number;
  sip: number;
  workerApi: number;
  control: number;
  rtp: { min: number; max: number };
  /** The first of the phones' own. */
  phones: { sip: number; rtp: number };
}

export interface Stack {
  /** Of the process that started the portal and the worker. */
  pid: number;
  url: string;
  ports: StackPorts;
  /** Of the first administrator. */
  token: string;
  admin: { email: string; password: string };
  dataDir: string;
  /** Everything that was printed. */
  output(): string;
  stop(): Promise<number | null>;
}

const readyWithinMs = 180_000;
const admin = { email: "admin@demo.invalid", password: "demo-administrator" };

/** A block of ports per purpose, so that several stacks can run side by side. */
export const portsFrom = (base: number): StackPorts => ({
  portal: base,
  sip: base + 1,
  workerApi: base + 2,
  control: base + 3,
  rtp: { min: base * 2 + 10_000, max: base * 2 + 10_999 },
  phones: { sip: base + 600, rtp: base * 2 + 3_200 },
});

export async function startStack(ports: StackPorts, extra: Record<string, string> = {}): Promise<Stack> {
  const dataDir = extra.DATA_DIR ?? (await mkdtemp(path.join(tmpdir(), "jono-stack-")));
  const token = "jono-test-token-of-the-administrator";
  const child = spawn(process.execPath, ["--no-deprecation", "--import", "tsx", "lib/stack/run.ts", "start"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      CRASH_POINT_FILE: path.join(dataDir, "crash-point"),
      DATABASE_URL: "",
      DATA_DIR: dataDir,
      PORT: String(ports.portal),
      SIP_LISTEN: `udp:127.0.0.1:${ports.sip},tcp:127.0.0.1:${ports.sip}`,
      DRACHTIO_PORT: String(ports.control),
      WORKER_API: `127.0.0.1:${ports.workerApi}`,
      RTP_PORTS: `${ports.rtp.min}-${ports.rtp.max}`,
      ADMIN_EMAIL: admin.email,
      ADMIN_PASSWORD: admin.password,
      API_TOKEN: token,
      ...extra,
    },
  });
  let output = "";
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const ready = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`Jono was not ready in ${readyWithinMs} ms:\n${output}`)), readyWithinMs);
    const onText = (text: Buffer) => {
      output += text;
      if (!output.includes("Jono is ready: ")) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout.on("data", onText);
    child.stderr.on("data", onText);
    void ended.then((code) => reject(new Error(`Jono ended (${code}) before it was ready:\n${output}`)));
  });
  const stop = async () => {
    child.kill("SIGTERM");
    const code = await ended;
    if (!extra.DATA_DIR) await rm(dataDir, { recursive: true, force: true });
    return code;
  };
  await ready.catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { pid: child.pid!, url: `http://127.0.0.1:${ports.portal}`, ports, token, admin, dataDir, output: () => output, stop };
}
