/** Child processes that are started together and stopped together. Their logs go to files; what needs a person is shown. */
import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";

interface Child {
  name: string;
  args: string[];
  env: Record<string, string | undefined>;
  process: ChildProcess;
  startedAt: number;
  done: Promise<void>;
}

/** Longer than the worker drains. */
const killAfterMs = 25_000;
/** One that ran this long and then died is started again; one that dies at once would only die again. */
const provedMs = 5_000;
/** A child says by this exit code that it was asked for something impossible. */
const refused = 2;

export class Processes {
  readonly #logDir: string;
  readonly #children = new Map<string, Child>();
  readonly #ended: (name: string, code: number | null) => void;
  #stopping = false;

  /** `ended` hears of a child that ended by itself and is not started again. */
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
    const done = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    this.#children.set(name, { name, args, env, process: child, startedAt: performance.now(), done });
    child.once("exit", (code) => this.#onExit(name, code));
    return child;
  }

  #onExit(name: string, code: number | null): void {
    const child = this.#children.get(name);
    if (this.#stopping || !child) return;
    if (code === refused || performance.now() - child.startedAt < provedMs) {
      this.#ended(name, code);
      return;
    }
    console.error(`The ${name} ended unexpectedly (${code ?? "killed"}) and is started again.`);
    void this.start(name, child.args, child.env);
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    for (const child of this.#children.values()) child.process.kill("SIGTERM");
    const hard = setTimeout(() => {
      for (const child of this.#children.values()) child.process.kill("SIGKILL");
    }, killAfterMs);
    await Promise.all([...this.#children.values()].map((child) => child.done));
    clearTimeout(hard);
  }
}
