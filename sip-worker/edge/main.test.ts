/** The edge as a process: forked as the worker forks it, started beside another one, ended. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";

const main = fileURLToPath(new URL("./main.ts", import.meta.url));
const children: ChildProcess[] = [];
const patience = 20_000;

function start(...args: string[]) {
  const child = fork(main, args, { execArgv: ["--import", "tsx"], silent: true });
  children.push(child);
  const output = { text: "" };
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (bytes) => (output.text += String(bytes)));
  return { child, output };
}

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

test(
  "says that it is ready, where, and ends with code 0 on SIGTERM",
  async () => {
    const { child, output } = start("--sip", "udp:127.0.0.1:0", "--sip", "tcp:127.0.0.1:0", "--control", "127.0.0.1:0", "--secret", "s");
    const [ready] = await once(child, "message");
    expect(ready).toMatchObject({ type: "ready", sip: [{ protocol: "udp" }, { protocol: "tcp" }], control: { address: "127.0.0.1" } });
    expect(output.text).toMatch(/^edge ready: sip udp:127\.0\.0\.1:\d+ tcp:127\.0\.0\.1:\d+, control 127\.0\.0\.1:\d+\n$/);
    child.send("counters");
    const [counters] = await once(child, "message");
    expect(counters).toMatchObject({ type: "counters", sizes: { dialogs: 0 } });
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
  },
  patience,
);

test(
  "a port that the edge of an earlier worker still has is waited for",
  async () => {
    const first = start("--sip", "udp:127.0.0.1:0", "--control", "127.0.0.1:0", "--secret", "s");
    const [ready] = (await once(first.child, "message")) as [{ sip: { port: number }[]; control: { port: number } }, unknown];
    const second = start("--sip", `udp:127.0.0.1:${ready.sip[0]!.port}`, "--control", `127.0.0.1:${ready.control.port}`, "--secret", "s");
    await once(second.child.stdout!, "data");
    expect(second.output.text).toContain("waiting for a port");
    first.child.disconnect();
    expect(await once(second.child, "message")).toMatchObject([{ type: "ready", sip: [{ port: ready.sip[0]!.port }] }, undefined]);
  },
  patience,
);

test(
  "a busy port is named, with what to do, and the code is 2; without its parent it ends",
  async () => {
    const first = start("--sip", "udp:127.0.0.1:0", "--control", "127.0.0.1:0", "--secret", "s");
    const [ready] = (await once(first.child, "message")) as [{ sip: { port: number }[]; control: { port: number } }, unknown];
    const second = start("--sip", `udp:127.0.0.1:${ready.sip[0]!.port}`, "--control", "127.0.0.1:0", "--secret", "s");
    expect(await once(second.child, "exit")).toEqual([2, null]);
    expect(second.output.text).toContain(
      `edge cannot start: port ${ready.sip[0]!.port} on 127.0.0.1 is in use: end the program that has it (ss -lunpt), or choose another port\n`,
    );
    first.child.disconnect();
    expect(await once(first.child, "exit")).toEqual([0, null]);
  },
  patience,
);
