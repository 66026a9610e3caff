/** The edge on the wire: a real drachtio-srf application on one side, a bare UDP socket on the other. Timers run 25 times faster. */
import { once } from "node:events";
import Srf from "drachtio-srf";
import { afterEach, beforeEach, expect } from "vitest";
import { createLog } from "../../runtime/log.ts";
import { type RunningEdge, startEdge } from "../edge.ts";
import { UdpPeer } from "./udp-peer.ts";

export const secret = "test-secret";
const timers = { t1: 20, t2: 160, t4: 200 };
const log = createLog("edge", "error", () => {});
// biome-ignore lint/suspicious/noExplicitAny: drachtio-srf's own types say less than it does
export type Any = any;

export let edge: RunningEdge;
export let peer: UdpPeer;
const applications = new Set<Any>();

/** Both are new for each test of the file that calls this. `lastAnswersMs`: for the answers of peers to an edge that ends. */
export function putOnTheWire({ lastAnswersMs = 0 } = {}): void {
  beforeEach(() => open(lastAnswersMs));
  afterEach(close);
}

async function open(lastAnswersMs: number): Promise<void> {
  const address = { address: "127.0.0.1", port: 0 };
  edge = await startEdge(
    {
      sip: [
        { protocol: "udp", ...address },
        { protocol: "tcp", ...address },
      ],
      control: address,
      secret,
      externalAddress: null,
      orphanGraceMs: 50,
      lastAnswersMs,
      timers,
    },
    log,
  );
  peer = await UdpPeer.open(edge.sip[0]!.port);
}

async function close(): Promise<void> {
  for (const srf of applications) leave(srf);
  peer.close();
  await edge.close();
  expect(edge.counters.get("bugs")).toBe(0);
}

export async function application(): Promise<Any> {
  const srf: Any = new Srf();
  srf.on("error", () => {});
  srf.connect({ host: "127.0.0.1", port: edge.control.port, secret });
  const [error, hostPort] = await once(srf, "connect");
  expect(error).toBeNull();
  expect(hostPort).toContain(`udp/127.0.0.1:${edge.sip[0]!.port}`);
  applications.add(srf);
  return srf;
}

export function leave(srf: Any): void {
  applications.delete(srf);
  srf.disconnect();
}

/** An application that answers requests of a method; resolves when the edge knows it. */
export async function applicationFor(method: string, handler: (req: Any, res: Any) => void): Promise<Any> {
  const srf = await application();
  srf[method](handler);
  await settled(srf);
  return srf;
}

/** What was written on the control connection before has been carried out: an answered request proves it. */
export async function settled(srf: Any): Promise<void> {
  await new Promise<void>((resolve) => srf.request({ uri: "sip:nobody@127.0.0.1:1", method: "OPTIONS" }, () => resolve()));
}

export const peerUri = () => `sip:peer@127.0.0.1:${peer.port}`;

/** Waits for something that other events bring about. */
export async function until<T>(probe: () => T | undefined): Promise<T> {
  const start = performance.now();
  for (let value = probe(); ; value = probe()) {
    if (value !== undefined) return value;
    if (performance.now() - start > 8_000) throw new Error("never happened");
    await new Promise((resolve) => setImmediate(resolve));
  }
}
