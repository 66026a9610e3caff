/** Child processes that are started together and stopped together. Their logs go to files; what needs a person is shown. */
import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";

interface Child {
  name: string;
  process: ChildProcess;
  done: Promise<void>;
}

/** Longer than the worker drains. */
const killAfterMs = 25_000;

export class Processes {
  readonly #logDir: string;
  readonly #children: Child[] = [];
  readonly #ended: (name: string, code: number | null) => void;
  #stopping = false;

  constructor(logDir: string, ended: (name: string, code: number | null) => void) {
    this.#logDir = logDir;
    this.#ended = ended;
  }

  async start(name: string, args: string[], env: Record<string, string | undefined>): Promise<ChildProcess> {
    await mkdir(this.#logDir, { recursive: true });
    const file = createWriteStream(path.join(this.#logDir, `${name}.log`), { flags: "a" });
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe", "ipc"], env: { ...process.env, ...env } });
    child.stdout?.pipe(file, { end: false });
    child.stderr?.pipe(file, { end: false });
    child.stderr?.on("data", (text: Buffer) => process.stderr.write(text));
    const done = new Promise<void>((resolve) =>
      child.once("exit", (code) => {
        resolve();
        if (!this.#stopping) this.#ended(name, code);
      }),
    );
    this.#children.push({ name, process: child, done });
    return child;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    for (const child of this.#children) child.process.kill("SIGTERM");
    const hard = setTimeout(() => {
      for (const child of this.#children) child.process.kill("SIGKILL");
    }, killAfterMs);
    await Promise.all(this.#children.map((child) => child.done));
    clearTimeout(hard);
  }
}
