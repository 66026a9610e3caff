/**
 * Whole calls between two edges and their applications, over real sockets and a relay that loses packets by a seeded plan: set up, talked,
 * hung up, and nothing left over. Timers run ten times faster than RFC 3261's.
 */
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import Srf from "drachtio-srf";
import { expect, onTestFinished, test } from "vitest";
import { createLog } from "../runtime/log.ts";
import { startEdge } from "./edge.ts";
import { sampleSdp } from "./testing/udp-peer.ts";

// biome-ignore lint/suspicious/noExplicitAny: drachtio-srf's own types say less than it does
type Any = any;

const timers = { t1: 50, t2: 400, t4: 500 };
const callCount = 200;
const atOnce = 40;

/** mulberry32 */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

async function side() {
  const address = { address: "127.0.0.1", port: 0 };
  const settings = {
    sip: [{ protocol: "udp" as const, ...address }],
    control: address,
    secret: "s",
    externalAddress: null,
    orphanGraceMs: 50,
  };
  const edge = await startEdge(
    { ...settings, timers },
    createLog("edge", "error", () => {}),
  );
  const srf: Any = new Srf();
  srf.on("error", () => {});
  void srf.connect({ host: "127.0.0.1", port: edge.control.port, secret: "s" });
  await once(srf, "connect");
  onTestFinished(async () => {
    srf.disconnect();
    await edge.close();
  });
  return { edge, srf, port: edge.sip[0]!.port };
}

/** Each side speaks to the relay's socket that stands for the other. */
async function relay(
  leftPort: number,
  rightPort: number,
  loss: number,
  seed: number,
): Promise<{ left: number; right: number; lost(): number }> {
  const random = seeded(seed);
  let lost = 0;
  const sockets: Socket[] = [createSocket("udp4"), createSocket("udp4")];
  for (const socket of sockets) socket.bind(0, "127.0.0.1");
  await Promise.all(sockets.map((socket) => once(socket, "listening")));
  const [left, right] = sockets as [Socket, Socket];
  const pass = (from: Socket, to: Socket, port: number) =>
    from.on("message", (bytes) => {
      if (random() < loss) lost++;
      else to.send(bytes, port, "127.0.0.1");
    });
  pass(left, right, rightPort);
  pass(right, left, leftPort);
  onTestFinished(() => {
    for (const socket of sockets) socket.close();
  });
  return { left: left.address().port, right: right.address().port, lost: () => lost };
}

test.each([
  [0.01, 0.999],
  [0.05, 0.995],
  [0.1, 0.98],
])("at a loss of %f at least %f of the calls are whole", { timeout: 60_000 }, async (loss, share) => {
  const [caller, callee] = await Promise.all([side(), side()]);
  const way = await relay(caller.port, callee.port, loss, 4_711);
  let ended = 0;
  callee.srf.invite(async (req: Any, res: Any) => {
    const headers = { Contact: `<sip:callee@127.0.0.1:${way.left}>` };
    const dialog = await callee.srf.createUAS(req, res, { localSdp: sampleSdp, headers }).catch(() => null);
    dialog?.on("destroy", () => ended++);
  });
  await new Promise<void>((resolve) => callee.srf.request({ uri: "sip:nobody@127.0.0.1:1", method: "OPTIONS" }, () => resolve()));
  let whole = 0;
  const one = async () => {
    const headers = { Contact: `<sip:caller@127.0.0.1:${way.right}>` };
    const dialog = await caller.srf.createUAC(`sip:callee@127.0.0.1:${way.left}`, { localSdp: sampleSdp, headers });
    await dialog.destroy();
    whole++;
  };
  for (let n = 0; n < callCount; n += atOnce) await Promise.all(Array.from({ length: atOnce }, () => one().catch(() => {})));
  expect(way.lost()).toBeGreaterThan(callCount * 5 * loss * 0.5);
  expect(whole / callCount).toBeGreaterThanOrEqual(share);
  expect(ended / callCount).toBeGreaterThanOrEqual(share);
  expect([caller.edge.sizes().dialogs, callee.edge.sizes().dialogs]).toEqual([0, 0]);
});
