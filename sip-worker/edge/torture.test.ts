/**
 * Difficult messages on the wire, over UDP and TCP, against a real application; after each the edge must answer an OPTIONS at once.
 * The cases are ours. `SIP_TORTURE_DIR=folder` adds the messages (`*.dat`) of a folder and of those in it, with `expect.json` beside each:
 * `{ "<folder>": { "<name>": { "allowed": ["400", "not:5xx", "none", "accept"] } } }`.
 */
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { basename, dirname, join } from "node:path";
import Srf from "drachtio-srf";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createLog } from "../runtime/log.ts";
import { type RunningEdge, startEdge } from "./edge.ts";

// biome-ignore lint/suspicious/noExplicitAny: drachtio-srf's own types say less than it does
type Any = any;

const probeMs = 200;
let edge: RunningEdge;
let srf: Any;
let probes = 0;

beforeAll(async () => {
  const address = { address: "127.0.0.1", port: 0 };
  const sip = (["udp", "tcp"] as const).map((protocol) => ({ protocol, ...address }));
  edge = await startEdge(
    { sip, control: address, secret: "s", externalAddress: null, orphanGraceMs: 50 },
    createLog("edge", "error", () => {}),
  );
  srf = new Srf();
  srf.on("error", () => {});
  void srf.connect({ host: "127.0.0.1", port: edge.control.port, secret: "s" });
  await once(srf, "connect");
  for (const method of ["invite", "options", "subscribe", "message", "info", "publish", "notify", "refer"])
    srf[method]((_req: Any, res: Any) => res.send(404));
  srf.register((_req: Any, res: Any) => res.send(401, { headers: { "WWW-Authenticate": 'Digest realm="r", nonce="n"' } }));
  await new Promise<void>((resolve) => srf.request({ uri: "sip:nobody@127.0.0.1:1", method: "OPTIONS" }, () => resolve()));
});

afterAll(async () => {
  srf.disconnect();
  await edge.close();
  expect(edge.counters.get("bugs")).toBe(0);
});

/** Statuses that came back until the probe sent behind the message was answered: the edge reads one datagram after the other. */
async function overUdp(message: Buffer): Promise<number[]> {
  const socket = createSocket("udp4");
  const statuses: number[] = [];
  socket.on("message", (bytes) => {
    const text = bytes.toString("latin1");
    if (!text.includes("Call-ID: probe-")) statuses.push(Number(text.slice(8, 11)));
  });
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  socket.send(message, edge.sip[0]!.port, "127.0.0.1");
  await probe(socket);
  // the application answers in the order it is asked: a second probe is answered after everything before it
  await probe(socket);
  socket.close();
  return statuses;
}

const probeText = (transport: "UDP" | "TCP", id: string): string => {
  const lines = [
    "OPTIONS sip:q@x SIP/2.0",
    `Via: SIP/2.0/${transport} 192.0.2.9;rport;branch=z9hG4bK${id}`,
    "From: <sip:p@x>;tag=1",
    "To: <sip:q@x>",
    `Call-ID: ${id}`,
    "CSeq: 1 OPTIONS",
  ];
  return `${lines.join("\r\n")}\r\n\r\n`;
};

async function probe(socket: Socket): Promise<void> {
  const id = `probe-${++probes}`;
  const answered = new Promise<number>((resolve) => {
    const start = performance.now();
    const onMessage = (bytes: Buffer) => {
      if (!bytes.toString("latin1").includes(`Call-ID: ${id}\r`)) return;
      socket.off("message", onMessage);
      resolve(performance.now() - start);
    };
    socket.on("message", onMessage);
  });
  socket.send(probeText("UDP", id), edge.sip[0]!.port, "127.0.0.1");
  expect(await answered).toBeLessThan(probeMs);
}

/**
 * What came back over TCP until the edge closed the connection or had answered a probe behind the message. A message that says to be longer
 * than it is swallows the probe: nothing can be answered before the rest of it.
 */
async function overTcp(message: Buffer): Promise<{ statuses: number[]; unfinished: boolean }> {
  const socket = connect({ port: edge.sip[1]!.port, host: "127.0.0.1" });
  let text = "";
  socket.on("data", (bytes) => {
    text += bytes.toString("latin1");
  });
  socket.on("error", () => {});
  await once(socket, "connect");
  const closed = once(socket, "close").then(() => "closed" as const);
  const id = `probe-${++probes}`;
  socket.write(Buffer.concat([message, Buffer.from(probeText("TCP", id).replace(/\r\n$/, "Content-Length: 0\r\n\r\n"))]));
  const probed = (async () => {
    while (!text.includes(`Call-ID: ${id}\r`)) await once(socket, "data");
    return "probed" as const;
  })();
  probed.catch(() => {});
  const udp = createSocket("udp4");
  udp.bind(0, "127.0.0.1");
  await once(udp, "listening");
  await probe(udp);
  await probe(udp);
  udp.close();
  // Longer than the edge lingers before it closes.
  const waiting = new Promise<"unfinished">((resolve) => setTimeout(() => resolve("unfinished"), 700));
  const end = await Promise.race([probed, closed, waiting]);
  socket.destroy();
  const answers = text.split("SIP/2.0 ").slice(1);
  const statuses = answers.filter((answer) => !answer.includes(`Call-ID: probe-`)).map((answer) => Number(answer.slice(0, 3)));
  return { statuses, unfinished: end === "unfinished" };
}

/** A stream needs the length: without it, or with a wrong one, 400 is right whatever the message says, and so is waiting for the rest. */
async function expectOverTcp(bytes: Buffer, allowed: readonly string[]): Promise<void> {
  const { statuses, unfinished } = await overTcp(bytes);
  const [, length] = /^(?:Content-Length|l)[ \t]*:[ \t]*(\d+)/im.exec(bytes.toString("latin1")) ?? [];
  const bodyBytes = bytes.length - bytes.indexOf("\r\n\r\n") - 4;
  const framed = length !== undefined && Number(length) === bodyBytes;
  if (framed) expect(statuses).toSatisfy((seen: number[]) => isAllowed(seen, allowed));
  else if (unfinished) expect([statuses, Number(length) > bodyBytes]).toEqual([[], true]);
  // What is left over begins the next message, which is answered by itself.
  else expect(statuses).toSatisfy((seen: number[]) => seen.every((status) => status < 500 || isAllowed([status], allowed)));
}

function isAllowed(statuses: readonly number[], allowed: readonly string[]): boolean {
  const finals = statuses.filter((status) => status >= 200);
  const forbidden = allowed.filter((rule) => rule.startsWith("not:")).map((rule) => rule.slice(4));
  const fits = (status: number, rule: string) => (rule.endsWith("xx") ? String(status)[0] === rule[0] : String(status) === rule);
  if (forbidden.length > 0 && finals.length > 0 && finals.every((status) => !forbidden.some((rule) => fits(status, rule)))) return true;
  if (allowed.includes("none") && statuses.length === 0) return true;
  if (allowed.includes("accept") && finals.length > 0 && finals.every((status) => status !== 400 && status < 500)) return true;
  return finals.length === 1 && allowed.some((rule) => fits(finals[0]!, rule));
}

const message = (startLine: string, ...lines: string[]) => Buffer.from([startLine, ...lines, "", ""].join("\r\n"), "latin1");
let made = 0;
const usual = (method: string, except: string[] = []) => {
  const id = `torture-${++made}`;
  const lines = [
    `Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK${id}`,
    "From: <sip:a@b>;tag=1",
    "To: <sip:c@d>",
    `Call-ID: ${id}`,
    `CSeq: 1 ${method}`,
    "Max-Forwards: 70",
  ];
  return lines.filter((line) => !except.some((name) => line.startsWith(name)));
};

const own: [name: string, bytes: Buffer, allowed: string[]][] = [
  [
    "white space everywhere",
    message("OPTIONS sip:c@d SIP/2.0", ...usual("OPTIONS", ["Via"]), "v :  SIP / 2.0 / UDP", "   192.0.2.1 ; branch = z9hG4bKws"),
    ["404"],
  ],
  ["an unknown method", message("DANCE sip:c@d SIP/2.0", ...usual("DANCE")), ["501"]],
  ["another version", message("OPTIONS sip:c@d SIP/9.1", ...usual("OPTIONS")), ["505"]],
  ["an unknown scheme", message("OPTIONS gopher:c SIP/2.0", ...usual("OPTIONS")), ["416"]],
  ["an unknown extension", message("OPTIONS sip:c@d SIP/2.0", ...usual("OPTIONS"), "Require: telepathy"), ["420"]],
  [
    "an unknown body",
    Buffer.concat([
      message("INVITE sip:c@d SIP/2.0", ...usual("INVITE"), "Content-Type: text/verse", "Content-Length: 2"),
      Buffer.from("oh"),
    ]),
    ["415"],
  ],
  ["two of what is one", message("OPTIONS sip:c@d SIP/2.0", ...usual("OPTIONS"), "CSeq: 2 OPTIONS"), ["400"]],
  ["no Call-ID", message("OPTIONS sip:c@d SIP/2.0", ...usual("OPTIONS", ["Call-ID"])), ["none"]],
  ["a response to nothing", message("SIP/2.0 200 OK", ...usual("OPTIONS")), ["none"]],
  ["a status that is none", message("SIP/2.0 4294967301 x", ...usual("OPTIONS")), ["none"]],
  ["a BYE for no call", message("BYE sip:c@d SIP/2.0", ...usual("BYE", ["To"]), "To: <sip:c@d>;tag=x"), ["481"]],
  ["an ACK for no call", message("ACK sip:c@d SIP/2.0", ...usual("ACK")), ["none"]],
  ["bytes", Buffer.from(Array.from({ length: 2000 }, (_, index) => (index * 7919) & 255)), ["none"]],
  ["64 KB of spaces", message("OPTIONS sip:c@d SIP/2.0", ...usual("OPTIONS", ["From"]), `From: <${" ".repeat(64_000)}`), ["400", "513"]],
  ["empty lines only", Buffer.from("\r\n\r\n"), ["none"]],
];

describe("our own cases", () => {
  test.each(own)("%s", async (_name, bytes, allowed) => {
    expect(await overUdp(bytes)).toSatisfy((statuses: number[]) => isAllowed(statuses, allowed));
    await expectOverTcp(bytes, allowed);
  });
});

interface Rule {
  allowed?: string[];
  expect?: string;
}
interface Case {
  name: string;
  bytes: Buffer;
  /** Empty: nothing is expected but that the edge goes on. */
  allowed: string[];
}

const allowedBy = (rule: Rule | undefined): string[] => rule?.allowed ?? (rule?.expect ? [rule.expect.split(/[ :]/)[0]!] : []);

/** The messages of a folder, or of the folders in it. */
function casesOf(folder: string): Case[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  const below = entries.filter((entry) => entry.isDirectory()).flatMap((entry) => casesOf(join(folder, entry.name)));
  const expectations = join(dirname(folder), "expect.json");
  const rules = existsSync(expectations) ? JSON.parse(readFileSync(expectations, "utf8"))[basename(folder)] : {};
  const names = entries.filter(({ name }) => name.endsWith(".dat")).map(({ name }) => name);
  const here = names.map((name) => ({
    name: `${basename(folder)} ${name}`,
    bytes: readFileSync(join(folder, name)),
    allowed: allowedBy(rules?.[basename(name, ".dat")]),
  }));
  return [...here, ...below];
}

const folder = process.env.SIP_TORTURE_DIR;

if (folder) describe("messages of SIP_TORTURE_DIR", () => messagesOf(folder));

function messagesOf(directory: string): void {
  const cases = casesOf(directory);

  test("there are some", () => {
    expect(cases.length).toBeGreaterThan(0);
  });

  describe.each(cases)("$name", ({ bytes, allowed }) => {
    test("over UDP", async () => {
      const statuses = await overUdp(bytes);
      if (allowed.length > 0) expect(statuses).toSatisfy((seen: number[]) => isAllowed(seen, allowed));
    });
    test("over TCP", async () => {
      if (allowed.length > 0) await expectOverTcp(bytes, allowed);
      else await overTcp(bytes);
    });
  });
}
