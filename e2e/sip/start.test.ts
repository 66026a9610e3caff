/** Starting with something wrong: one clear line that says what to do, and nothing left running. */
import { spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { portsFrom } from "../stack.ts";

const ports = portsFrom(17_480);

async function startWith(environment: Record<string, string>): Promise<{ code: number | null; lines: string[] }> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "jono-start-"));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const child = spawn(process.execPath, ["--no-deprecation", "--import", "tsx", "lib/stack/run.ts", "start"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      DATABASE_URL: "",
      DATA_DIR: dataDir,
      PORT: String(ports.portal),
      WORKER_API: `127.0.0.1:${ports.workerApi}`,
      DRACHTIO_PORT: String(ports.control),
      SIP_LISTEN: `udp:127.0.0.1:${ports.sip}`,
      ...environment,
    },
  });
  let text = "";
  child.stdout.on("data", (part) => {
    text += part;
  });
  child.stderr.on("data", (part) => {
    text += part;
  });
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, lines: text.trim().split("\n") };
}

test("a busy portal port is named, with the remedy", async () => {
  const other = createServer().listen(ports.portal, "127.0.0.1");
  onTestFinished(() => void other.close());
  const { code, lines } = await startWith({});
  expect(code).not.toBe(0);
  expect(lines).toEqual([
    `Jono cannot start: port ${ports.portal} on 127.0.0.1 is in use: end the program that has it, or set PORT to another`,
  ]);
});

test("a busy SIP port is named, with the remedy", async () => {
  const other = createSocket("udp4");
  await new Promise<void>((resolve) => other.bind(ports.sip, "127.0.0.1", resolve));
  onTestFinished(() => void other.close());
  const { code, lines } = await startWith({});
  expect(code).toBe(2);
  expect(lines.find((line) => line.includes(`port ${ports.sip} on 127.0.0.1 is in use`))).toContain("choose another port");
});

test("an unreachable DATABASE_URL is said in one line", async () => {
  const { code, lines } = await startWith({ DATABASE_URL: "postgresql://nobody:secret@127.0.0.1:1/none" });
  expect(code).not.toBe(0);
  expect(lines).toEqual([
    "Jono cannot start: the database does not answer (ECONNREFUSED): check DATABASE_URL, or unset it to use the embedded one",
  ]);
});

test("a setting that is out of range: one line that names it, exit 2", async () => {
  expect(await startWith({ RTP_PORTS: "30000-20000" })).toEqual({
    code: 2,
    lines: ["Jono cannot start: RTP_PORTS=30000-20000: must be FIRST-LAST between 1024 and 65535, e.g. 20000-29999"],
  });
});
