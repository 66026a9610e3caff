/**
 * One walk: a call is made, the worker dies at a named place in it, and everything must be right again: calls are accepted within 5 s,
 * nobody's phone is left in a call, the member can be rung, and both calls, the one that was cut off and the next, have one outcome.
 */
import { createSocket } from "node:dgram";
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { CrashPoint } from "../../sip-worker/runtime/crash-point.ts";
import type { Api } from "../api.ts";
import type { FarmCall, UdpFarm } from "../bench/udp-farm.ts";

export interface CrashHouse {
  api: Api;
  dataDir: string;
  sipPort: number;
  /** One member's phone; callers outside. */
  agents: UdpFarm;
  callers: UdpFarm;
  number: string;
  groupId: string;
  /** The worker's figures, as Prometheus reads them. */
  metrics(): Promise<string>;
}

export interface Walked {
  /** From the worker's death until an OPTIONS is answered 200. */
  backAfterMs: number;
  /** From then until the member talks to the next caller. */
  servedAfterMs: number;
  /** What was not right; empty: all was. */
  faults: string[];
}

const caller = "0401234567";

export async function walk(house: CrashHouse, point: CrashPoint): Promise<Walked> {
  const { api, agents, callers, dataDir, groupId } = house;
  const [before] = await api.calls(`?groupId=${groupId}&limit=1`);
  const file = path.join(dataDir, "crash-point");
  // What an earlier call has left to write must not be what the worker dies of.
  await until(async () => /^jono_records_backlog 0$/m.test(await house.metrics()), 5_000, "the worker does not come to rest");
  writeFileSync(file, point);
  makeCall(house, point === "cancel.beforeSend" ? "hangUpWhileRinging" : "talk");
  await until(() => !existsSync(file), 10_000, `the worker did not come to ${point}`);
  const diedAt = performance.now();
  await until(() => answersOptions(house.sipPort), 40_000, "the worker did not come back");
  const backAt = performance.now();
  const faults: string[] = [];
  await until(() => agents.calls.size + callers.calls.size === 0, 10_000, "").catch(() => faults.push("a phone was left in a call"));
  const up = talks(agents);
  makeCall(house, "talk");
  await up.catch(async () => faults.push(`the member was not rung by the next call: ${await story(house)}`));
  const servedAt = performance.now();
  await until(() => agents.calls.size + callers.calls.size === 0, 10_000, "").catch(() => faults.push("the next call did not end"));
  await until(() => recorded(house, before?.id), 5_000, "").catch(async () => faults.push(`records: ${await outcomes(house)}`));
  return { backAfterMs: backAt - diedAt, servedAfterMs: servedAt - backAt, faults };
}

/** The member answers and the caller hangs up, or the caller hangs up while the member's phone rings. */
function makeCall({ agents, callers, number }: CrashHouse, how: "talk" | "hangUpWhileRinging"): void {
  // Refused, or never answered, when the worker dies in it.
  const waiting = callers.call(caller, number);
  waiting.catch(() => undefined);
  const hangUp = () => void waiting.then((call) => callers.hangUp(call)).catch(() => undefined);
  agents.onInvite = () => {
    if (how === "talk") return "answer";
    hangUp();
    return "ring";
  };
  agents.onUp = hangUp;
}

/** Resolves when the member's phone has been answered and acknowledged; the call's own end goes on behind it. */
function talks(agents: UdpFarm): Promise<FarmCall> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("nobody was rung")), 15_000);
    queueMicrotask(() => {
      const { onUp } = agents;
      agents.onUp = (call) => {
        clearTimeout(timer);
        onUp(call);
        resolve(call);
      };
    });
  });
}

const latest = ({ api, groupId }: CrashHouse) => api.calls(`?groupId=${groupId}&limit=3`);

const outcomes = async (house: CrashHouse) => (await latest(house)).map((call) => call.outcome ?? "open").join(" ");

/** What the worker says of the latest call. */
async function story({ api, groupId }: CrashHouse): Promise<string> {
  const [call] = await api.calls(`?groupId=${groupId}&limit=1`);
  return JSON.stringify(call && (await api.call(call.id)));
}

/** The two calls of the walk and no more, each with its outcome. */
async function recorded(house: CrashHouse, before: string | undefined): Promise<boolean> {
  const [next, cutOff, earlier] = await latest(house);
  return !!next?.outcome && !!cutOff?.outcome && earlier?.id === before;
}

/** The edge is there, and the worker behind it. */
export async function answersOptions(port: number): Promise<boolean> {
  const socket = createSocket("udp4");
  try {
    return await new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(false), 100);
      socket.on("message", (bytes) => {
        clearTimeout(timer);
        resolve(String(bytes).startsWith("SIP/2.0 200"));
      });
      socket.on("error", () => resolve(false));
      socket.bind(0, "127.0.0.1", () => {
        const here = `127.0.0.1:${socket.address().port}`;
        const branch = `z9hG4bK${Math.random().toString(36).slice(2)}`;
        const lines = [
          `OPTIONS sip:127.0.0.1:${port} SIP/2.0`,
          `Via: SIP/2.0/UDP ${here};branch=${branch}`,
          `From: <sip:probe@${here}>;tag=p`,
          `To: <sip:127.0.0.1:${port}>`,
          `Call-ID: ${branch}`,
          "CSeq: 1 OPTIONS",
          "Max-Forwards: 70",
          "Content-Length: 0",
        ];
        socket.send(`${lines.join("\r\n")}\r\n\r\n`, port, "127.0.0.1");
      });
    });
  } finally {
    socket.close();
  }
}

async function until(holds: () => boolean | Promise<boolean>, limitMs: number, otherwise: string): Promise<void> {
  const end = performance.now() + limitMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(otherwise);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
