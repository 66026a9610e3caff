import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { Processes } from "./processes.ts";

/** Says that it lives, and ends as it is told. */
const program = 'process.send("alive"); process.on("message", (code) => process.exit(code))';

async function house(provedMs: number, start = program) {
  const dir = await mkdtemp(path.join(tmpdir(), "jono-processes-"));
  vi.spyOn(console, "error").mockImplementation(() => {});
  const ended = vi.fn();
  const processes = new Processes(dir, ended, { provedMs, restMs: 1 });
  const started: ChildProcess[] = [];
  const startChild = processes.start.bind(processes);
  processes.start = async (...what) => {
    const child = await startChild(...what);
    started.push(child);
    return child;
  };
  onTestFinished(async () => {
    await processes.stop();
    vi.restoreAllMocks();
    await rm(dir, { recursive: true });
  });
  await processes.start("child", ["-e", start], {});
  const newest = async (count: number) => {
    await vi.waitFor(() => expect(started).toHaveLength(count), { timeout: 5_000 });
    const child = started[count - 1]!;
    await once(child, "message");
    return child;
  };
  return { ended, newest };
}

test("a child that has proved itself is started again whenever it dies, also soon after it was started again", async () => {
  const { ended, newest } = await house(0);
  (await newest(1)).kill("SIGKILL");
  (await newest(2)).kill("SIGKILL");
  (await newest(3)).send(1);
  await newest(4);
  expect(ended).not.toHaveBeenCalled();
});

test("a child that has said that it works has proved itself, however soon it dies", async () => {
  const { ended, newest } = await house(60_000);
  (await newest(1)).kill("SIGKILL");
  (await newest(2)).kill("SIGKILL");
  await newest(3);
  expect(ended).not.toHaveBeenCalled();
});

test("a child that dies at its first start, before it has said so, is not: its end is told", async () => {
  const { ended } = await house(60_000, "process.exit(1)");
  await vi.waitFor(() => expect(ended).toHaveBeenCalledWith("child", 1), { timeout: 20_000 });
});

test("a child that refuses what it was asked for is not, however long it ran", async () => {
  const { ended, newest } = await house(0);
  (await newest(1)).send(2);
  await vi.waitFor(() => expect(ended).toHaveBeenCalledWith("child", 2));
});
