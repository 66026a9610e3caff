/**
 * Both sides of a call begin a re-INVITE at once (RFC 3261 14): both are refused with 491, and each tries again at a time of its own. A real
 * application and a bare UDP socket; only time is made up.
 */
import { once } from "node:events";
import Srf from "drachtio-srf";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createLog } from "../runtime/log.ts";
import { type RunningEdge, startEdge } from "./edge.ts";
import { header, headerValue, type SipRequest } from "./message/message.ts";
import { sampleSdp, UdpPeer } from "./testing/udp-peer.ts";

// biome-ignore lint/suspicious/noExplicitAny: drachtio-srf's own types say less than it does
type Any = any;

const refreshAfterMs = 45_000;
let edge: RunningEdge;
let peer: UdpPeer;
let srf: Any;

beforeEach(async () => {
  const address = { address: "127.0.0.1", port: 0 };
  const sip = [{ protocol: "udp" as const, ...address }];
  edge = await startEdge(
    { sip, control: address, secret: "s", externalAddress: null, orphanGraceMs: 50 },
    createLog("edge", "error", () => {}),
  );
  peer = await UdpPeer.open(edge.sip[0]!.port);
  srf = new Srf();
  srf.on("error", () => {});
  void srf.connect({ host: "127.0.0.1", port: edge.control.port, secret: "s" });
  await once(srf, "connect");
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
});

afterEach(async () => {
  vi.useRealTimers();
  srf.disconnect();
  peer.close();
  await edge.close();
  expect(edge.counters.get("bugs")).toBe(0);
});

const withTerms = (request: SipRequest, terms: string): SipRequest => ({
  ...request,
  headers: [...request.headers, header("Supported", "timer"), header("Session-Expires", terms)],
});

/** What was sent up to now has arrived: the answer to a question behind it proves it. */
async function nothingMore(method: string): Promise<void> {
  peer.send(peer.newRequest("OPTIONS"));
  await peer.response(503, "OPTIONS");
  expect(peer.received.filter((message) => message.kind === "request" && message.method === method)).toEqual([]);
}

test("whoever was called tries again within two seconds; the other side's re-INVITE is taken then, the call goes on", async () => {
  const dialogs: Any[] = [];
  srf.invite(async (req: Any, res: Any) => dialogs.push(await srf.createUAS(req, res, { localSdp: sampleSdp })));
  await new Promise<void>((resolve) => srf.request({ uri: "sip:nobody@127.0.0.1:1", method: "OPTIONS" }, () => resolve()));
  const invite = withTerms(peer.newRequest("INVITE", sampleSdp), "90;refresher=uas");
  peer.send(invite);
  const ok = await peer.response(200);
  expect(headerValue(ok, "session-expires")).toBe("90;refresher=uas");
  peer.send(peer.inDialog("ACK", invite, ok, 1));
  await nothingMore("INVITE");
  await vi.advanceTimersByTimeAsync(refreshAfterMs);
  const ours = await peer.request("INVITE");
  const own = { ...peer.inDialog("INVITE", invite, ok, 2), body: "" };
  peer.send(own);
  const refused = await peer.response(491);
  peer.send({
    ...peer.inDialog("ACK", invite, refused, 2),
    headers: [own.headers[0]!, ...peer.inDialog("ACK", invite, refused, 2).headers.slice(1)],
  });
  peer.reply(ours, 491, null);
  await peer.request("ACK");
  await vi.advanceTimersByTimeAsync(2_010);
  const again = await peer.request("INVITE");
  peer.reply(again, 200, null, [["Session-Expires", "90;refresher=uac"]], sampleSdp);
  await peer.request("ACK");
  peer.send(peer.inDialog("INVITE", invite, ok, 3));
  const taken = await peer.response(200, "INVITE");
  expect(headerValue(taken, "cseq")).toBe("3 INVITE");
  expect([edge.sizes().dialogs, edge.counters.get("glare.refreshes"), edge.counters.get("refused.491")]).toEqual([1, 1, 1]);
});

test("whoever called waits for 2.1 to 4 seconds", async () => {
  const calling = srf.createUAC(`sip:peer@127.0.0.1:${peer.port}`, { localSdp: sampleSdp });
  peer.reply(await peer.request("INVITE"), 200, "t", [["Session-Expires", "90;refresher=uac"]], sampleSdp);
  await calling;
  await peer.request("ACK");
  await vi.advanceTimersByTimeAsync(refreshAfterMs);
  peer.reply(await peer.request("INVITE"), 491, null);
  await peer.request("ACK");
  await vi.advanceTimersByTimeAsync(2_090);
  await nothingMore("INVITE");
  await vi.advanceTimersByTimeAsync(1_920);
  peer.reply(await peer.request("INVITE"), 200, null, [["Session-Expires", "90;refresher=uac"]], sampleSdp);
  await peer.request("ACK");
  expect(edge.sizes().dialogs).toBe(1);
});
