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
  proved: boolean;
  done: Promise<void>;
}

/** Longer than the worker drains. */
const killAfterMs = 25_000;
interface Patience {
  /**
   * One that has said so, or has run this long, works here and is started again whenever it dies; one that dies at its first start would only
   * die again.
   */
  provedMs: number;
  /** Before a start after a short life: one that dies again and again leaves the machine to the others. */
  restMs: number;
}
/** A child says by this exit code that it was asked for something impossible. */
const refused = 2;

export class Processes {
  readonly #logDir: string;
  readonly #children = new Map<string, Child>();
  readonly #ended: (name: string, code: number | null) => void;
  readonly #patience: Patience;
  #stopping = false;

  /** `ended` hears of a child that ended by itself and is not started again. */
  constructor(logDir: string, ended: (name: string, code: number | null) => void, patience: Patience = { provedMs: 5_000, restMs: 1_000 }) {
    this.#logDir = logDir;
    this.#ended = ended;
    this.#patience = patience;
  }

  async start(name: string, args: string[], env: Record<string, string | undefined>): Promise<ChildProcess> {
    await mkdir(this.#logDir, { recursive: true });
    const file = createWriteStream(path.join(this.#logDir, `${name}.log`), { flags: "a" });
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe", "ipc"], env: { ...process.env, ...env } });
    child.stdout?.pipe(file, { end: false });
    child.stderr?.pipe(file, { end: false });
    child.stderr?.on("data", (text: Buffer) => process.stderr.write(text));
    const done = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    const proved = this.#children.get(name)?.proved ?? false;
    const kept: Child = { name, args, env, process: child, startedAt: performance.now(), proved, done };
    this.#children.set(name, kept);
    child.once("message", () => {
      kept.proved = true;
    });
    child.once("exit", (code) => this.#onExit(name, code));
    return child;
  }

  #onExit(name: string, code: number | null): void {
    const child = this.#children.get(name);
    if (this.#stopping || !child) return;
    const short = performance.now() - child.startedAt < this.#patience.provedMs;
    child.proved ||= !short;
    if (code === refused || !child.proved) {
      this.#ended(name, code);
      return;
    }
    console.error(`The ${name} ended unexpectedly (${code ?? "killed"}) and is started again.`);
    setTimeout(() => this.#stopping || void this.start(name, child.args, child.env), short ? this.#patience.restMs : 0);
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
