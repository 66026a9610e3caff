/** `npm run demo:calls` beside a running stack, as a new user starts it. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import type { GroupDocument } from "../../lib/domain/group/group.ts";
import { demoNumber } from "../demo-calls/demo-group.ts";
import { SipPhone } from "../softphone/sip-phone.ts";
import { api, domain, stack } from "./scene.ts";

const { ports, dataDir } = stack;

function demo(args: string[], variables: Record<string, string> = {}) {
  const child = spawn(process.execPath, ["--no-deprecation", "--import", "tsx", "e2e/demo-calls/run.ts", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, PORT: String(ports.portal), SIP_LISTEN: `udp:${domain}`, DATA_DIR: dataDir, DATABASE_URL: "", ...variables },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text: Buffer) => {
      output += text;
    });
  const ended = once(child, "exit").then(([code]) => ({ code: code as number | null, output }));
  onTestFinished(async () => {
    child.kill("SIGTERM");
    await ended;
  });
  return { ended, interrupt: () => child.kill("SIGINT") };
}

/** Phones of earlier scenarios are registered still. */
async function forgetPhones(): Promise<void> {
  for (const user of ["101", "102", "103", "104", "105", "106"]) {
    const phone = await SipPhone.open({ user, password: `demo-${user}`, domain });
    await phone.unregisterAll().finally(() => phone.close());
  }
  await api.untilLive(({ agents }) => Object.values(agents).every(({ reachable }) => !reachable.includes("ipPhone")));
}

beforeEach(forgetPhones);

async function demoGroup(): Promise<GroupDocument> {
  const numberId = await api.numberId(demoNumber);
  const groups = await api.request<{ id: string }[]>("GET", "/groups");
  const documents = await Promise.all(groups.map(({ id }) => api.request<GroupDocument>("GET", `/groups/${id}`)));
  return documents.find(({ general }) => general.numberId === numberId)!;
}

async function untilAnswered(groupId: string, wanted: number): Promise<void> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    const calls = await api.calls(`?groupId=${groupId}`);
    if (calls.filter(({ outcome }) => outcome === "answered").length >= wanted) return;
    if (performance.now() > deadline)
      throw new Error(`calls: ${calls.map(({ outcome, outcomeReason }) => `${outcome} ${outcomeReason}`).join(", ")}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

test("demo:calls moves the live view, its calls end with an outcome, and after Ctrl-C nothing is left over", async () => {
  const running = demo(["--calls-per-minute", "40", "--agents", "4", "--speed", "30"]);
  const talking = await api.untilLive(({ calls }) => Object.values(calls).some(({ status }) => status.kind === "talking"), 60_000);
  const group = await demoGroup();
  onTestFinished(() => api.deleteGroup(group.id));
  expect(talking.groups[group.id]?.loggedIn).toBe(4);
  await untilAnswered(group.id, 8);
  running.interrupt();
  const { code, output } = await running.ended;
  expect(output).toMatch(/\d+ called, \d+ answered/);
  expect(output).not.toContain("FAILED");
  expect(code).toBe(0);

  const after = await api.untilLive(({ calls, agents }) => {
    const gone = Object.values(agents).every(({ reachable }) => !reachable.includes("ipPhone"));
    return Object.keys(calls).length === 0 && gone;
  });
  expect(Object.values(after.agents).map(({ status }) => status.kind)).not.toContain("paused");
  const calls = await api.calls(`?groupId=${group.id}`);
  expect(calls.map(({ outcome }) => outcome)).not.toContain(null);
  expect(calls.filter(({ outcome }) => outcome === "answered").length).toBeGreaterThanOrEqual(8);
  expect(calls.map(({ outcomeReason }) => outcomeReason)).not.toContain("mediaTimeout");
  const tokens = await api.request<{ name: string }[]>("GET", "/api-tokens");
  expect(tokens.map(({ name }) => name)).not.toContain("demo:calls");
}, 150_000);

test("demo:calls says in a line why it cannot start, and does nothing", async () => {
  const phone = await SipPhone.open({ user: "102", password: "demo-102", domain });
  onTestFinished(() => phone.close());
  await phone.register();
  const occupied = await demo([]).ended;
  await phone.register(0);
  expect(occupied).toMatchObject({ code: 1, output: expect.stringContaining("102 is registered by another phone") });
  const nowhere = await demo([], { PORT: "1" }).ended;
  expect(nowhere).toMatchObject({ code: 1, output: expect.stringContaining('run "npm start" first') });
  const wrong = await demo(["--agents", "7"]).ended;
  expect(wrong).toMatchObject({ code: 2, output: expect.stringContaining('--agents "7" must be a number from 1 to 6') });
});
