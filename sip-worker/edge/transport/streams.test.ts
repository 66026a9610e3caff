/** TCP and WebSocket on the wire, against a real application. */
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import Srf from "drachtio-srf";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createLog } from "../../runtime/log.ts";
import { type RunningEdge, startEdge } from "../edge.ts";
import { sampleSdp } from "../testing/udp-peer.ts";
import { WebSocketReader } from "./websocket-frames.ts";

// biome-ignore lint/suspicious/noExplicitAny: drachtio-srf's own types say less than it does
type Any = any;

let edge: RunningEdge;
let srf: Any;
const sockets: Socket[] = [];

beforeEach(async () => {
  const address = { address: "127.0.0.1", port: 0 };
  const sip = (["udp", "tcp", "ws"] as const).map((protocol) => ({ protocol, ...address }));
  edge = await startEdge(
    { sip, control: address, secret: "s", externalAddress: null, orphanGraceMs: 50 },
    createLog("edge", "error", () => {}),
  );
  srf = new Srf();
  srf.on("error", () => {});
  void srf.connect({ host: "127.0.0.1", port: edge.control.port, secret: "s" });
  await once(srf, "connect");
  srf.options((_req: Any, res: Any) => res.send(200));
  srf.register((req: Any, res: Any) => res.send(200, { headers: { Contact: req.get("Contact"), Expires: "60" } }));
  await new Promise<void>((resolve) => srf.request({ uri: "sip:nobody@127.0.0.1:1", method: "OPTIONS" }, () => resolve()));
});

afterEach(async () => {
  srf.disconnect();
  for (const socket of sockets.splice(0)) socket.destroy();
  await edge.close();
  expect(edge.counters.get("bugs")).toBe(0);
});

async function open(port: number): Promise<{ socket: Socket; got: () => string; until: (text: string, times?: number) => Promise<void> }> {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  sockets.push(socket);
  let text = "";
  socket.on("data", (bytes) => {
    text += bytes.toString("latin1");
  });
  socket.on("error", () => {});
  await once(socket, "connect");
  const until = async (wanted: string, times = 1) => {
    while (text.split(wanted).length <= times) await once(socket, "data");
  };
  return { socket, got: () => text, until };
}

const tcpPort = () => edge.sip[1]!.port;

function options(id: string, changes: Record<string, string> = {}): string {
  const headers = {
    Via: `SIP/2.0/TCP 192.0.2.7;branch=z9hG4bK${id};rport`,
    From: "<sip:a@b>;tag=1",
    To: "<sip:c@d>",
    "Call-ID": id,
    CSeq: "1 OPTIONS",
    "Content-Length": "0",
    ...changes,
  };
  return `OPTIONS sip:c@d SIP/2.0\r\n${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join("")}\r\n`;
}

test("a message cut into single bytes, and several messages in one segment", async () => {
  const { socket, until } = await open(tcpPort());
  for (const byte of options("bytes")) socket.write(byte);
  await until("SIP/2.0 200 OK");
  socket.write(options("one") + options("two") + options("three"));
  await until("SIP/2.0 200 OK", 4);
});

test("keep-alive is answered with one line end", async () => {
  const { socket, until, got } = await open(tcpPort());
  socket.write("\r\n\r\n");
  await until("\r\n");
  expect(got()).toBe("\r\n");
});

test.each([
  ["negative", { "Content-Length": "-1" }, "SIP/2.0 400"],
  ["two different", { l: "7" }, "SIP/2.0 400"],
  ["too large for any message", { "Content-Length": "999999" }, "SIP/2.0"],
])("a Content-Length that is %s is answered and the connection closed", async (_name, changes, answer) => {
  const { socket, got } = await open(tcpPort());
  socket.write(options("wrong", changes));
  await once(socket, "close");
  expect(got()).toContain(answer);
});

test("what is no SIP closes the connection", async () => {
  const { socket } = await open(tcpPort());
  socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  await once(socket, "close");
});

test("one address has at most 50 connections", async () => {
  const connections = await Promise.all(Array.from({ length: 50 }, () => open(tcpPort())));
  const { socket } = await open(tcpPort());
  await once(socket, "close");
  connections[0]!.socket.write(options("still"));
  await connections[0]!.until("SIP/2.0 200 OK");
});

function masked(text: string): Buffer {
  const payload = Buffer.from(text, "latin1");
  const mask = Buffer.from([1, 2, 3, 4]);
  const head =
    payload.length < 126
      ? Buffer.from([0x81, 0x80 | payload.length])
      : Buffer.from([0x81, 0xfe, payload.length >> 8, payload.length & 255]);
  return Buffer.concat([head, mask, payload.map((byte, index) => byte ^ mask[index & 3]!)]);
}

test("a browser phone registers over WebSocket and is called over the same connection", async () => {
  const { socket, until, got } = await open(edge.sip[2]!.port);
  const upgrade = [
    "GET / HTTP/1.1",
    "Host: x",
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Protocol: sip",
  ];
  socket.write(`${upgrade.join("\r\n")}\r\n\r\n`);
  await until("\r\n\r\n");
  expect(got()).toContain("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  const contact = "<sip:phone@df7jal23ls0d.invalid;transport=ws>";
  const register = options("ws", {
    Via: "SIP/2.0/WS df7jal23ls0d.invalid;branch=z9hG4bKws",
    CSeq: "1 REGISTER",
    Contact: `${contact};expires=60`,
  });
  socket.write(masked(register.replace("OPTIONS sip:c@d", "REGISTER sip:d")));
  await until("SIP/2.0 200 OK");
  const call = srf.createUAC("sip:phone@df7jal23ls0d.invalid;transport=ws", { localSdp: sampleSdp });
  const failing = expect(call).rejects.toMatchObject({ status: 503 });
  await until("INVITE sip:phone@df7jal23ls0d.invalid;transport=ws SIP/2.0");
  expect(got()).toContain(`Via: SIP/2.0/WS 127.0.0.1:${edge.sip[2]!.port}`);
  socket.destroy();
  // the browser is gone: the call fails when its time is over, a new one at once
  await expect(srf.createUAC("sip:phone@127.0.0.1:9;transport=ws", { localSdp: sampleSdp })).rejects.toMatchObject({ status: 503 });
  await failing;
});

test("frames are read whole, in fragments and byte by byte; what breaks the protocol ends the connection", () => {
  const reader = new WebSocketReader(1000);
  const wire = Buffer.concat([masked("hello"), masked("x".repeat(300))]);
  const out = [...wire].flatMap((byte) => reader.push(Buffer.from([byte])));
  expect(out.map((output) => (output.type === "message" ? output.payload.length : output.type))).toEqual([5, 300]);
  const first = masked("ab");
  first[0] = 0x01;
  const last = masked("cd");
  last[0] = 0x80;
  expect(reader.push(Buffer.concat([first, last]))).toEqual([{ type: "message", payload: Buffer.from("abcd") }]);
  expect(new WebSocketReader(10).push(masked("x".repeat(11)))).toMatchObject([{ type: "broken", reason: "tooLong" }]);
  expect(new WebSocketReader(10).push(Buffer.from([0x81, 0x01, 0x61]))).toMatchObject([{ type: "broken", reason: "notMasked" }]);
});
