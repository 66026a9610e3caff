/** What becomes of requests that UDP cannot carry: nobody listens, or they are too large. Timers are RFC 3261's: what is at once is at once. */
import type { RemoteInfo, Socket as UdpSocket } from "node:dgram";
import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import Srf from "drachtio-srf";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createLog } from "../../runtime/log.ts";
import { type RunningEdge, startEdge } from "../edge.ts";
import { headerValue } from "../message/message.ts";
import { sampleSdp, UdpPeer } from "../testing/udp-peer.ts";

// biome-ignore lint/suspicious/noExplicitAny: drachtio-srf's own types say less than it does
type Any = any;

let edge: RunningEdge;
let peer: UdpPeer;
let srf: Any;
const closing: (() => void)[] = [];
const settings = () => {
  const address = { address: "127.0.0.1", port: 0 };
  const sip = (["udp", "tcp"] as const).map((protocol) => ({ protocol, ...address }));
  return { sip, control: address, secret: "s", externalAddress: null, orphanGraceMs: 50 };
};
const log = createLog("edge", "error", () => {});

beforeEach(async () => {
  edge = await startEdge(settings(), log);
  peer = await UdpPeer.open(edge.sip[0]!.port);
  srf = new Srf();
  srf.on("error", () => {});
  void srf.connect({ host: "127.0.0.1", port: edge.control.port, secret: "s" });
  await once(srf, "connect");
});

afterEach(async () => {
  srf.disconnect();
  for (const close of closing.splice(0)) close();
  peer.close();
  await edge.close();
  expect(edge.counters.get("bugs")).toBe(0);
});

const call = (port: number, body = sampleSdp, uri = `sip:peer@127.0.0.1:${port}`) => srf.createUAC(uri, { localSdp: body });
const large = `${sampleSdp}a=x-note:${"x".repeat(1_300)}\r\n`;

/** A port that nobody listens on: one was there a moment ago. */
async function deadPort(): Promise<number> {
  const gone = await UdpPeer.open(edge.sip[0]!.port);
  const { port } = gone;
  gone.close();
  await once(gone.socket, "close");
  return port;
}

test("an INVITE, an OPTIONS and a BYE to a port where nobody listens fail at once as 503", async () => {
  const port = await deadPort();
  await expect(call(port)).rejects.toMatchObject({ status: 503 });
  const request = await srf.request({ uri: `sip:peer@127.0.0.1:${port}`, method: "OPTIONS" });
  const [response] = await once(request, "response");
  expect(response.status).toBe(503);
  const answering = call(peer.port);
  peer.reply(await peer.request("INVITE"), 200, "t", [], sampleSdp);
  const dialog = await answering;
  await peer.request("ACK");
  const other = peer.socket;
  peer = await UdpPeer.open(edge.sip[0]!.port);
  other.close();
  await once(other, "close");
  await dialog.destroy();
  expect(edge.counters.get("requests.failed.503")).toBe(3);
  expect(edge.sizes().dialogs).toBe(0);
});

test("somebody who has answered is not given up because of such news: it can be forged", async () => {
  const leaves = await UdpPeer.open(edge.sip[0]!.port);
  const outgoing: { request?: Any } = {};
  const rang = new Promise<void>((resolve) => {
    void srf
      .createUAC(
        `sip:peer@127.0.0.1:${leaves.port}`,
        { localSdp: sampleSdp },
        { cbRequest: (_error: unknown, request: Any) => Object.assign(outgoing, { request }), cbProvisional: () => resolve() },
      )
      .catch(() => {});
  });
  leaves.reply(await leaves.request("INVITE"), 180, "t");
  await rang;
  leaves.close();
  await once(leaves.socket, "close");
  outgoing.request.cancel();
  // The CANCEL meets nobody, and is over at once; the INVITE waits for its own answer.
  while (edge.sizes().clients > 1) await new Promise((resolve) => setTimeout(resolve, 5));
  expect([edge.sizes().clients, edge.counters.get("requests.failed.503")]).toEqual([1, 0]);
});

test("requests leave from the listener's own port, and what comes back to it is heard", async () => {
  const from: number[] = [];
  (peer.socket as UdpSocket).on("message", (_bytes, remote: RemoteInfo) => from.push(remote.port));
  const answering = call(peer.port);
  peer.reply(await peer.request("INVITE"), 200, "t", [], sampleSdp);
  const dialog = await answering;
  await peer.request("ACK");
  void dialog.destroy();
  peer.reply(await peer.request("BYE"), 200, null);
  peer.send(peer.newRequest("OPTIONS"));
  await peer.response(503, "OPTIONS");
  expect(new Set(from)).toEqual(new Set([edge.sip[0]!.port]));
});

test("a second edge on the same port is refused, though requests share the port", async () => {
  const second = startEdge({ ...settings(), sip: [{ ...edge.sip[0]! }] }, log);
  await expect(second).rejects.toMatchObject({ code: "EADDRINUSE" });
});

/** TCP on the same port as the UDP peer; it answers what it gets with 486. */
async function alsoTcp(): Promise<string[]> {
  const got: string[] = [];
  const server: Server = createServer((socket: Socket) => {
    closing.push(() => socket.destroy());
    socket.on("data", (bytes) => {
      const text = String(bytes);
      got.push(text);
      if (!text.startsWith("INVITE")) return;
      const copied = text.split("\r\n").filter((line) => /^(Via|From|To|Call-ID|CSeq):/i.test(line));
      const lines = copied.map((line) => (line.startsWith("To:") ? `${line};tag=tcp` : line));
      socket.write(`SIP/2.0 486 Busy Here\r\n${lines.join("\r\n")}\r\nContent-Length: 0\r\n\r\n`);
    });
  });
  server.listen(peer.port, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => server.close());
  return got;
}

test("a request above 1,300 bytes goes by TCP where the peer has it, and says so in its Via; a smaller one by UDP", async () => {
  const got = await alsoTcp();
  await expect(call(peer.port, large)).rejects.toMatchObject({ status: 486 });
  expect(got[0]).toMatch(/^INVITE .*\r\nVia: SIP\/2\.0\/TCP /);
  await vi.waitFor(() => expect(got.join("")).toContain("ACK sip:"));
  expect(peer.received).toEqual([]);
  const small = call(peer.port);
  peer.reply(await peer.request("INVITE"), 486, "t");
  await expect(small).rejects.toMatchObject({ status: 486 });
});

test("without TCP it goes by UDP after all, and the next one without asking", async () => {
  for (let n = 0; n < 2; n++) {
    const calling = call(peer.port, large);
    const invite = await peer.request("INVITE");
    expect(headerValue(invite, "via")).toMatch(/^SIP\/2\.0\/UDP /);
    peer.reply(invite, 486, "t");
    await expect(calling).rejects.toMatchObject({ status: 486 });
  }
  expect(edge.counters.get("requests.tooLargeForUdp")).toBe(1);
});
