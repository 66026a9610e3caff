/** TLS and secure WebSocket on the wire: who is believed, what is refused, and calls over them. The certificate is made for the test. */
import { once } from "node:events";
import { connect as connectPlain } from "node:net";
import { connect, createServer, type TLSSocket } from "node:tls";
import Srf from "drachtio-srf";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createLog } from "../../runtime/log.ts";
import { type RunningEdge, startEdge } from "../edge.ts";
import { makeCertificate } from "../testing/certificate.ts";
import { sampleSdp } from "../testing/udp-peer.ts";
import { WebSocketReader } from "./websocket-frames.ts";

// biome-ignore lint/suspicious/noExplicitAny: drachtio-srf's own types say less than it does
type Any = any;

const { cert, key } = makeCertificate();
const files = { cert: Buffer.from(cert), key: Buffer.from(key), ca: Buffer.from(cert) };
let edge: RunningEdge;
let srf: Any;
const closing: (() => void)[] = [];

beforeEach(async () => {
  const address = { address: "127.0.0.1", port: 0 };
  const sip = (["tls", "wss", "udp"] as const).map((protocol) => ({ protocol, ...address }));
  edge = await startEdge(
    { sip, control: address, secret: "s", externalAddress: null, orphanGraceMs: 50, tls: files },
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
  for (const close of closing.splice(0)) close();
  await edge.close();
  expect(edge.counters.get("bugs")).toBe(0);
});

const port = (protocol: string) => edge.sip.find((listener) => listener.protocol === protocol)!.port;

async function open(protocol: "tls" | "wss", trusted = cert) {
  const socket: TLSSocket = connect({ host: "127.0.0.1", port: port(protocol), ca: trusted });
  closing.push(() => socket.destroy());
  let bytes = Buffer.alloc(0);
  socket.on("data", (more: Buffer) => {
    bytes = Buffer.concat([bytes, more]);
  });
  const until = async (wanted: string) => {
    while (!bytes.includes(wanted)) await once(socket, "data");
    return bytes.toString("latin1");
  };
  await once(socket, "secureConnect");
  return { socket, until };
}

const request = (method: string, transport: string, id: string, contact = "<sip:phone@192.0.2.7>") =>
  [
    `${method} sip:service@jono.test SIP/2.0`,
    `Via: SIP/2.0/${transport} 192.0.2.7;branch=z9hG4bK${id};rport`,
    "From: <sip:phone@jono.test>;tag=1",
    "To: <sip:phone@jono.test>",
    `Call-ID: ${id}`,
    `CSeq: 1 ${method}`,
    `Contact: ${contact}`,
    "Max-Forwards: 70",
    "Content-Length: 0",
    "",
    "",
  ].join("\r\n");

test("TLS: a message cut into single bytes is answered by the same connection, and the Via says how it came", async () => {
  const { socket, until } = await open("tls");
  for (const byte of request("OPTIONS", "TLS", "bytes")) socket.write(byte);
  expect(await until("\r\n\r\n")).toMatch(/^SIP\/2\.0 200 OK\r\nVia: SIP\/2\.0\/TLS 192\.0\.2\.7/);
});

test("TLS: a phone behind NAT is called over the connection that it registered by", async () => {
  const { socket, until } = await open("tls");
  socket.write(request("REGISTER", "TLS", "reg", "<sip:phone@192.0.2.7:5061;transport=tls>;expires=60"));
  await until("SIP/2.0 200");
  srf.createUAC("sip:phone@192.0.2.7:5061;transport=tls", { localSdp: sampleSdp }).catch(() => {});
  const invite = await until(`v=0`);
  expect(invite).toContain("INVITE sip:phone@192.0.2.7:5061;transport=tls SIP/2.0");
  expect(invite).toMatch(/Via: SIP\/2\.0\/TLS 127\.0\.0\.1/);
  expect(invite).toMatch(/Contact: <sip:127\.0\.0\.1:\d+;transport=tls>/);
});

test("TLS: who does not trust the certificate goes, who speaks no TLS is closed; both harm nobody", async () => {
  await expect(open("tls", makeCertificate("other.test").cert)).rejects.toThrow();
  const plain = connectPlain({ host: "127.0.0.1", port: port("tls") });
  closing.push(() => plain.destroy());
  plain.on("error", () => {});
  plain.write(request("OPTIONS", "TCP", "plain"));
  await once(plain, "close");
  expect(edge.counters.get("tlsHandshakeFailed")).toBeGreaterThan(0);
  const { socket, until } = await open("tls");
  socket.write(request("OPTIONS", "TLS", "after"));
  await until("SIP/2.0 200 OK");
});

/** A TLS server that answers every request with 486. */
async function peerWith(certificate: { cert: string; key: string }): Promise<{ port: number; got: string[] }> {
  const got: string[] = [];
  const server = createServer(certificate, (socket) => {
    socket.on("error", () => {});
    socket.on("data", (bytes) => {
      const text = String(bytes);
      got.push(text);
      if (text.startsWith("ACK")) return;
      const copied = text.split("\r\n").filter((line) => /^(Via|From|To|Call-ID|CSeq):/i.test(line));
      socket.write(
        `SIP/2.0 486 Busy Here\r\n${copied.join("\r\n")};tag=1\r\nContent-Length: 0\r\n\r\n`.replace(/(CSeq: [^\r]*);tag=1/, "$1"),
      );
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => server.close());
  return { port: (server.address() as { port: number }).port, got };
}

test("TLS: a request goes to a peer whose certificate is trusted, and to no other", async () => {
  const trusted = await peerWith({ cert, key });
  await expect(srf.createUAC(`sip:x@127.0.0.1:${trusted.port};transport=tls`, { localSdp: sampleSdp })).rejects.toMatchObject({
    status: 486,
  });
  const stranger = await peerWith(makeCertificate());
  await expect(srf.createUAC(`sip:x@127.0.0.1:${stranger.port};transport=tls`, { localSdp: sampleSdp })).rejects.toMatchObject({
    status: 503,
  });
  expect([trusted.got.length > 0, stranger.got]).toEqual([true, []]);
});

/** As a browser frames it: masked, text. */
function masked(text: string, opcode = 0x81): Buffer {
  const payload = Buffer.from(text, "latin1");
  const mask = Buffer.from([9, 8, 7, 6]);
  const length = payload.length < 126 ? [0x80 | payload.length] : [0xfe, payload.length >> 8, payload.length & 255];
  return Buffer.concat([Buffer.from([opcode, ...length]), mask, payload.map((byte, index) => byte ^ mask[index & 3]!)]);
}

async function upgraded(protocol = "sip") {
  const connection = await open("wss");
  const lines = [
    "GET /ws HTTP/1.1",
    "Host: jono.test",
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Version: 13",
    `Sec-WebSocket-Protocol: ${protocol}`,
  ];
  connection.socket.write(`${lines.join("\r\n")}\r\n\r\n`);
  return { ...connection, head: await connection.until("\r\n\r\n") };
}

test("WSS: a browser phone registers in fragments with a ping between them, and is called over the same connection", async () => {
  const { socket, until, head } = await upgraded();
  expect(head).toContain("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  const register = request("REGISTER", "WSS", "wss", "<sip:phone@df7jal23ls0d.invalid;transport=ws>;expires=60");
  socket.write(masked(register.slice(0, 200), 0x01));
  socket.write(masked("still here", 0x89));
  await until("still here");
  socket.write(masked(register.slice(200), 0x80));
  await until("SIP/2.0 200 OK");
  const calling = srf.createUAC("sip:phone@df7jal23ls0d.invalid;transport=ws", { localSdp: sampleSdp });
  const failing = expect(calling).rejects.toMatchObject({ status: 503 });
  expect(await until("v=0")).toMatch(/INVITE sip:phone@df7jal23ls0d\.invalid;transport=ws SIP\/2\.0\r\nVia: SIP\/2\.0\/WSS 127/);
  // The browser is closed: the call fails at once, not when its time is over.
  socket.destroy();
  await failing;
});

test("WSS: what is no SIP, too long or not masked ends the connection, and only that", async () => {
  expect((await upgraded("chat")).head).toMatch(/^HTTP\/1\.1 400/);
  for (const broken of [Buffer.from([0x81, 0x01, 0x61]), Buffer.from([0x81, 0xff, 0, 0, 0, 1, 0, 0, 0, 0, 1, 2, 3, 4])]) {
    const { socket } = await upgraded();
    socket.on("error", () => {});
    socket.write(broken);
    await once(socket, "close");
  }
  const { socket, until } = await upgraded();
  socket.write(masked(request("OPTIONS", "WSS", "fine")));
  await until("SIP/2.0 200 OK");
  expect(new WebSocketReader(10).push(masked("fits"))).toMatchObject([{ type: "message" }]);
});
