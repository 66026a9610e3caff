/**
 * A real phone for scenarios: one baresip 1.0 process (`apt-get install baresip-core`) with its own folder, which speaks a given sound
 * and keeps what it heard. Nothing of it survives `stop()`.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sine } from "../../lib/audio/tones.ts";
import { writeWav } from "../../lib/audio/wav.ts";
import { accountLine, type BaresipAccount, type BaresipPorts, writeBaresipFolder } from "./baresip-config.ts";
import { BaresipControl, type BaresipEvent } from "./baresip-control.ts";
import { readRecording } from "./heard.ts";

export interface BaresipOptions {
  account: BaresipAccount;
  ports: Omit<BaresipPorts, "address"> & { address?: string };
  /** Hz of the tone that the phone speaks for a minute, or 8,000 samples a second of something else. Silence if left out. */
  speaks?: number | Int16Array;
}

/** baresip ends the call when its sound is over. */
const silence = new Int16Array(8000 * 120);
const defaultTimeoutMs = 10_000;
/** Between the keys of `sendKeys`: baresip takes one key a command, each lasts until the next. */
const keyPauseMs = 300;
const killAfterMs = 3_000;

export class Baresip {
  /** Every event since the start. */
  readonly events: BaresipEvent[] = [];
  readonly #process: ChildProcess;
  readonly #folder: string;
  readonly #aor: string;
  readonly #log: string[] = [];
  readonly #waiting = new Set<() => void>();
  #control: BaresipControl | null = null;
  #ended = false;

  private constructor(process: ChildProcess, folder: string, aor: string) {
    this.#aor = aor;
    this.#process = process;
    this.#folder = folder;
    for (const stream of [process.stdout, process.stderr]) {
      stream?.on("data", (text) => {
        this.#log.push(String(text));
        this.#wake();
      });
    }
    process.once("exit", () => {
      this.#ended = true;
      this.#wake();
    });
  }

  /** Resolves when the phone takes commands. Await `registered()` of an account that registers. */
  static async start({ account, ports, speaks = silence }: BaresipOptions): Promise<Baresip> {
    const folder = await mkdtemp(join(tmpdir(), "jono-baresip-"));
    const address = ports.address ?? "127.0.0.1";
    const speech = join(folder, "speech.wav");
    await writeFile(speech, writeWav(typeof speaks === "number" ? sine(speaks, 60) : speaks));
    await writeBaresipFolder({ ...ports, address }, { folder, speech, recordings: join(folder, "heard") });
    const phone = new Baresip(
      spawn("baresip", ["-f", folder], { stdio: ["ignore", "pipe", "pipe"] }),
      folder,
      `sip:${account.user}@${account.domain}`,
    );
    await phone.#connect(ports.control, address);
    await phone.#command("uanew", accountLine(account));
    return phone;
  }

  /** What baresip printed: for the message of a failed test. */
  get log(): string {
    return this.#log.join("");
  }

  /** Resolves when the registrar has accepted, rejects when it has not. */
  async registered(): Promise<void> {
    const failed = this.until("REGISTER_FAIL").then(({ param }) => Promise.reject(new Error(`not registered: ${param}`)));
    await Promise.race([this.until("REGISTER_OK"), failed]);
  }

  /** Takes the registration back, and the account with it: nobody can call the phone any more. */
  async unregister(): Promise<void> {
    await this.#command("uadel", this.#aor);
  }

  dial(uri: string): Promise<string> {
    return this.#command("dial", uri);
  }

  accept(): Promise<string> {
    return this.#command("accept");
  }

  hangUp(): Promise<string> {
    return this.#command("hangup");
  }

  hold(): Promise<string> {
    return this.#command("hold");
  }

  resume(): Promise<string> {
    return this.#command("resume");
  }

  /** Blind transfer (REFER). */
  transfer(uri: string): Promise<string> {
    return this.#command("transfer", uri);
  }

  async sendKeys(keys: string): Promise<void> {
    for (const key of keys) {
      await this.#command("sndcode", key);
      await new Promise((resolve) => setTimeout(resolve, keyPauseMs));
    }
  }

  /**
   * The first event of this type (`CALL_INCOMING`, `CALL_ESTABLISHED`, `CALL_CLOSED` ...) since `after` events;
   * rejects with the phone's log after the timeout.
   */
  async until(type: string, { after = 0, timeoutMs = defaultTimeoutMs } = {}): Promise<BaresipEvent> {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      const found = this.events.slice(after).find((event) => event.type === type);
      if (found) return found;
      const left = deadline - performance.now();
      if (left <= 0 || this.#ended) throw new Error(`no ${type} in ${timeoutMs} ms; events: ${this.#eventTypes()}\n${this.log}`);
      await this.#nextEvent(left);
    }
  }

  /**
   * What was heard in each call so far, oldest first; complete when the call is closed. Files are named by the second: of two calls
   * that begin in the same second only one is kept.
   */
  async heard(): Promise<Int16Array[]> {
    const recordings = join(this.#folder, "heard");
    const files = (await readdir(recordings)).filter((name) => name.endsWith("-dec.wav")).sort();
    return Promise.all(files.map((name) => readRecording(join(recordings, name))));
  }

  /** Ends the process, its calls and its folder. Idempotent. */
  async stop(): Promise<void> {
    if (!this.#ended) {
      const exit = once(this.#process, "exit");
      this.#process.kill("SIGTERM");
      const impatience = setTimeout(() => this.#process.kill("SIGKILL"), killAfterMs);
      await exit;
      clearTimeout(impatience);
    }
    this.#control?.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #connect(port: number, address: string): Promise<void> {
    try {
      this.#control = await BaresipControl.connect(port, address, (event) => {
        this.events.push(event);
        this.#wake();
      });
    } catch (error) {
      await this.stop();
      throw new Error(`baresip did not start: ${this.log}`, { cause: error });
    }
  }

  #command(command: string, params?: string): Promise<string> {
    if (!this.#control) throw new Error("the phone is not running");
    return this.#control.command(command, params);
  }

  #nextEvent(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(wake, timeoutMs);
      const waiting = this.#waiting;
      function wake() {
        clearTimeout(timer);
        waiting.delete(wake);
        resolve();
      }
      waiting.add(wake);
    });
  }

  #wake(): void {
    for (const wake of [...this.#waiting]) wake();
  }

  #eventTypes(): string {
    return this.events.map((event) => `${event.type} ${event.param ?? ""}`.trim()).join(", ");
  }
}
