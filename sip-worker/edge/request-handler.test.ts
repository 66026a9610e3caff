/** New requests that a request handler decides about: a real HTTP server, real drachtio-srf applications that listen or connect, a UDP peer. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Server as NetServer } from "node:net";
import Srf from "drachtio-srf";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createLog } from "../runtime/log.ts";
import { encodeFrame } from "./control/frame.ts";
import { type RunningEdge, startEdge } from "./edge.ts";
import { header, headerValue, headerValues, type SipRequest } from "./message/message.ts";
import { tagOf } from "./message/name-addr.ts";
import { makeCertificate } from "./testing/certificate.ts";
import { sampleSdp, UdpPeer } from "./testing/udp-peer.ts";

// biome-ignore lint/suspicious/noExplicitAny: drachtio-srf's own types say less than it does
type Any = any;
type Hook = (question: URLSearchParams, answer: (json: unknown) => void, response: ServerResponse) => void;

const secret = "test-secret";
const { cert, key } = makeCertificate();
let edge: RunningEdge;
let peer: UdpPeer;
let http: Server;
let hook: Hook;
let questions: URLSearchParams[];
let logged: string[];
const closing: (() => void)[] = [];

beforeEach(async () => {
  questions = [];
  logged = [];
  http = createServer(ask);
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  await start(5_000);
});

/** `patienceMs`: for the handler's answer, and for the application's connection. */
async function start(patienceMs: number): Promise<void> {
  const address = { address: "127.0.0.1", port: 0 };
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/calls?key=k`;
  const addresses = ["INVITE", "MESSAGE"].map((method) => ({ method, url }));
  edge = await startEdge(
    {
      sip: [{ protocol: "udp", ...address }],
      control: address,
      secret,
      externalAddress: null,
      orphanGraceMs: 50,
      timers: { t1: 20, t2: 160, t4: 200 },
      tls: { cert: Buffer.from(cert), key: Buffer.from(key), ca: Buffer.from(cert) },
      requestHandling: { addresses, answerMs: patienceMs, connectMs: patienceMs, connectionsAtMost: 2, pendingAtMost: 3 },
    },
    createLog("edge", "warn", (line) => logged.push(line)),
  );
  peer = await UdpPeer.open(edge.sip[0]!.port);
}

afterEach(async () => {
  for (const close of closing.splice(0)) close();
  peer.close();
  await edge.close();
  http.closeAllConnections();
  http.close();
  expect(edge.counters.get("bugs")).toBe(0);
});

function ask(request: IncomingMessage, response: ServerResponse): void {
  const question = new URL(request.url ?? "", "http://hook").searchParams;
  questions.push(question);
  hook(question, (json) => response.end(typeof json === "string" ? json : JSON.stringify(json)), response);
}

/** An application that waits for connections of the edge. */
async function listening(tls?: object, own = secret): Promise<{ srf: Any; server: NetServer; port: number; connections: () => number }> {
  const srf: Any = new Srf();
  srf.on("error", () => {});
  const server: NetServer = srf.listen({ host: "127.0.0.1", port: 0, secret: own, ...(tls ? { tls } : {}) });
  let count = 0;
  server.on("connection", (socket) => {
    count++;
    closing.push(() => socket.destroy());
  });
  closing.push(() => server.close());
  if (!server.listening) await once(server, "listening");
  return { srf, server, port: (server.address() as AddressInfo).port, connections: () => count };
}

/** An application that connects to the edge, with tags, and takes a method. */
async function connected(tags: string[], method: string, handler: (req: Any, res: Any) => void): Promise<Any> {
  const srf: Any = new Srf();
  srf.on("error", () => {});
  srf.connect({ host: "127.0.0.1", port: edge.control.port, secret, tags });
  await once(srf, "connect");
  closing.push(() => srf.disconnect());
  srf[method](handler);
  await new Promise<void>((resolve) => srf.request({ uri: "sip:nobody@127.0.0.1:1", method: "OPTIONS" }, () => resolve()));
  return srf;
}

const routeTo = (port: number, transport = "tcp") => ({ action: "route", data: { uri: `127.0.0.1:${port};transport=${transport}` } });

/** The CANCEL of an INVITE that has no final response yet. */
const cancelOf = (invite: SipRequest): SipRequest => ({
  ...invite,
  method: "CANCEL",
  headers: invite.headers
    .filter(({ key: name }) => name !== "content-type")
    .map((h) => (h.key === "cseq" ? header("CSeq", "1 CANCEL") : h)),
  body: "",
});

describe("route to an application that listens", () => {
  test.each(["tcp", "tls"])("a call over %s: answered, hung up by the caller, the session ended by the application", async (transport) => {
    const { srf, port } = await listening(transport === "tls" ? { cert, key } : undefined);
    const ended = new Promise<void>((resolve) => {
      srf.invite(async (req: Any, res: Any) => {
        const dialog = await srf.createUAS(req, res, { localSdp: sampleSdp });
        dialog.on("destroy", () => {
          srf.endSession(req);
          resolve();
        });
      });
    });
    hook = (_question, answer) => answer(routeTo(port, transport));
    const invite = peer.newRequest("INVITE", sampleSdp);
    peer.send(invite);
    const ok = await peer.response(200);
    peer.send(peer.inDialog("ACK", invite, ok, 1));
    peer.send(peer.inDialog("BYE", invite, ok, 2));
    await peer.response(200, "BYE");
    await ended;
    expect(edge.sizes()).toMatchObject({ dialogs: 0 });
    await until(() => edge.sizes().outbound === 0 || undefined);
  });

  test("a call that the application hangs up", async () => {
    const { srf, port } = await listening();
    const acknowledged = deferred<Any>();
    srf.invite(async (req: Any, res: Any) => {
      const dialog = await srf.createUAS(req, res, { localSdp: sampleSdp });
      dialog.on("ack", () => acknowledged.resolve(dialog));
    });
    hook = (_question, answer) => answer(routeTo(port));
    const invite = peer.newRequest("INVITE", sampleSdp);
    peer.send(invite);
    const ok = await peer.response(200);
    peer.send(peer.inDialog("ACK", invite, ok, 1));
    (await acknowledged.promise).destroy();
    peer.reply(await peer.request("BYE"), 200, null);
    await until(() => edge.sizes().dialogs === 0 || undefined);
  });

  test("each request has a connection of its own, which gets nothing else; above the limit 503", async () => {
    const { srf, port, connections } = await listening();
    srf.message((_req: Any, res: Any) => res.send(202));
    srf.options((_req: Any, res: Any) => res.send(200));
    hook = (_question, answer) => answer(routeTo(port));
    peer.send(peer.newRequest("MESSAGE"));
    await peer.response(202);
    peer.send(peer.newRequest("OPTIONS"));
    await peer.response(503, "OPTIONS");
    peer.send(peer.newRequest("MESSAGE"));
    await peer.response(202);
    peer.send(peer.newRequest("MESSAGE"));
    await peer.response(503, "MESSAGE");
    expect([connections(), edge.counters.get("requestHandler.connect.tooMany")]).toEqual([2, 1]);
  });

  test("an application that asks for methods on such a connection does not get them", async () => {
    const application = createTcpServer((socket) => {
      closing.push(() => socket.destroy());
      for (const payload of [`1|authenticate|${secret}|`, "2|route|options"]) socket.write(encodeFrame(payload));
      socket.on("error", () => {}).resume();
    });
    application.listen(0, "127.0.0.1");
    await once(application, "listening");
    closing.push(() => application.close());
    hook = (_question, answer) => answer(routeTo((application.address() as AddressInfo).port));
    const acknowledged = once(application, "connection").then(
      ([socket]) =>
        new Promise<void>((resolve) => {
          let heard = "";
          socket.on("data", (bytes: Buffer) => {
            heard += bytes.toString("latin1");
            if (heard.includes("|response|2|OK")) resolve();
          });
        }),
    );
    peer.send(peer.newRequest("MESSAGE"));
    await acknowledged;
    peer.send(peer.newRequest("OPTIONS"));
    await peer.response(503, "OPTIONS");
  });

  test("a connection that ends during a call: the caller gets a BYE", async () => {
    const { srf, port } = await listening();
    const held = deferred<Any>();
    srf.invite(async (req: Any, res: Any) => {
      await srf.createUAS(req, res, { localSdp: sampleSdp });
      held.resolve(req);
    });
    hook = (_question, answer) => answer(routeTo(port));
    const invite = peer.newRequest("INVITE", sampleSdp);
    peer.send(invite);
    peer.send(peer.inDialog("ACK", invite, await peer.response(200), 1));
    srf.endSession(await held.promise);
    peer.reply(await peer.request("BYE"), 200, null);
  });

  test("an application with another secret, and one that is not there: 503", async () => {
    const { port, server } = await listening(undefined, "wrong");
    hook = (_question, answer) => answer(routeTo(port));
    peer.send(peer.newRequest("MESSAGE"));
    await peer.response(503);
    expect(edge.counters.get("requestHandler.connect.refused")).toBe(1);
    for (const close of closing.splice(0)) close();
    if (server.listening) await once(server, "close");
    peer.send(peer.newRequest("MESSAGE"));
    await peer.response(503);
    expect(edge.counters.get("requestHandler.connect.unreachable")).toBe(1);
    expect(edge.sizes().outbound).toBe(0);
  });
});

describe("the other answers", () => {
  test("a tag: the applications with it take turns, others with the verb get nothing; nobody with it is 503", async () => {
    const got: string[] = [];
    const note = (name: string) => (_req: Any, res: Any) => {
      got.push(name);
      res.send(202);
    };
    await connected(["a"], "message", note("a1"));
    await connected(["a", "b"], "message", note("a2"));
    await connected(["b"], "message", note("b"));
    for (const tag of ["a", "a", "a"]) {
      hook = (_question, answer) => answer({ data: { tag } });
      peer.send(peer.newRequest("MESSAGE"));
      await peer.response(202);
    }
    expect(got).toEqual(["a1", "a2", "a1"]);
    hook = (_question, answer) => answer({ action: "route", data: { tag: "c" } });
    peer.send(peer.newRequest("MESSAGE"));
    await peer.response(503);
  });

  test("methods without a handler go by verb as ever", async () => {
    await connected([], "options", (_req, res) => res.send(200));
    peer.send(peer.newRequest("OPTIONS"));
    await peer.response(200);
    expect(questions).toEqual([]);
  });

  test("the question names the request; a repeated one is not asked again", async () => {
    const release = deferred<void>();
    hook = (_question, answer) => release.promise.then(() => answer({ action: "reject", data: { status: 486, reason: "All busy" } }));
    const invite = peer.newRequest("INVITE", sampleSdp);
    peer.send(invite);
    await until(() => questions[0]);
    peer.send(invite);
    await until(() => edge.counters.get("requests.repeated") || undefined);
    release.resolve();
    expect((await peer.response(486)).reason).toBe("All busy");
    expect(questions).toHaveLength(1);
    expect(Object.fromEntries(questions[0]!)).toMatchObject({
      key: "k",
      method: "INVITE",
      domain: "127.0.0.1",
      protocol: "udp",
      source_address: "127.0.0.1",
      source_port: String(peer.port),
      uriUser: "service",
      fromUser: "peer",
      toUser: "service",
      callid: headerValue(invite, "call-id"),
      contentType: "application/sdp",
    });
  });

  test("redirect: 302 with the contacts", async () => {
    hook = (_question, answer) =>
      answer({ action: "redirect", data: { contacts: ["sip:a@192.0.2.1;transport=tcp", "<sip:b@192.0.2.2>;q=0.5"] } });
    peer.send(peer.newRequest("INVITE", sampleSdp));
    const moved = await peer.response(302);
    expect(headerValues(moved, "contact")).toEqual(["<sip:a@192.0.2.1;transport=tcp>", "<sip:b@192.0.2.2>;q=0.5"]);
  });

  test("proxy: the edge hands the call on, and the CANCEL", async () => {
    const callee = await UdpPeer.open(edge.sip[0]!.port);
    closing.push(() => callee.close());
    hook = (_question, answer) =>
      answer({ action: "proxy", data: { destination: [`sip:other@127.0.0.1:${callee.port}`], recordRoute: true } });
    peer.send(peer.newRequest("INVITE", sampleSdp));
    const forwarded = await callee.request("INVITE");
    expect(headerValue(forwarded, "record-route")).toContain(`127.0.0.1:${edge.sip[0]!.port}`);
    callee.reply(forwarded, 486, "callee");
    await peer.response(486);
    const invite = peer.newRequest("INVITE", sampleSdp);
    peer.send(invite);
    const ringing = await callee.request("INVITE");
    callee.reply(ringing, 180, "callee");
    await peer.response(180);
    peer.send(cancelOf(invite));
    await callee.request("CANCEL");
    await peer.response(487);
  });
});

describe("trouble", () => {
  test("CANCEL while the handler thinks: 200 and 487 with one tag, and no application hears of the call", async () => {
    const seen: string[] = [];
    await connected(["a"], "invite", (req) => seen.push(req.method));
    const asked = deferred<(json: unknown) => void>();
    hook = (_question, answer, response) => {
      response.on("close", () => seen.push("hook closed"));
      asked.resolve(answer);
    };
    const invite = peer.newRequest("INVITE", sampleSdp);
    peer.send(invite);
    const answer = await asked.promise;
    peer.send(cancelOf(invite));
    const [ok, terminated] = [await peer.response(200, "CANCEL"), await peer.response(487)];
    expect(tagOf(headerValue(ok, "to") ?? "")).toBe(tagOf(headerValue(terminated, "to") ?? ""));
    answer({ data: { tag: "a" } });
    await until(() => seen[0]);
    hook = (_question, next) => next({ action: "reject", data: { status: 486 } });
    peer.send(peer.newRequest("INVITE", sampleSdp));
    await peer.response(486);
    expect(seen).toEqual(["hook closed"]);
    expect([edge.counters.get("requestHandler.failed"), logged]).toEqual([0, []]);
  });

  test("CANCEL while the application is being connected: the connection is closed, no application sees the call", async () => {
    const silent = createTcpServer();
    silent.listen(0, "127.0.0.1");
    await once(silent, "listening");
    closing.push(() => silent.close());
    hook = (_question, answer) => answer(routeTo((silent.address() as AddressInfo).port));
    const invite = peer.newRequest("INVITE", sampleSdp);
    const reached = once(silent, "connection");
    peer.send(invite);
    const [socket] = await reached;
    const closed = once(socket.resume(), "close");
    peer.send(cancelOf(invite));
    await peer.response(487);
    await closed;
    expect(edge.sizes().outbound).toBe(0);
  });

  test("a handler that never answers, and an application that never authenticates: 503, counted", async () => {
    peer.close();
    await edge.close();
    await start(500);
    hook = () => {};
    peer.send(peer.newRequest("MESSAGE"));
    await peer.response(503);
    expect(edge.counters.get("requestHandler.timeout")).toBe(1);
    const silent = createTcpServer((socket) => socket.on("error", () => {}));
    silent.listen(0, "127.0.0.1");
    await once(silent, "listening");
    closing.push(() => silent.close());
    hook = (_question, answer) => answer(routeTo((silent.address() as AddressInfo).port));
    peer.send(peer.newRequest("MESSAGE"));
    await peer.response(503);
    expect(edge.counters.get("requestHandler.connect.timeout")).toBe(1);
  });

  test("more requests than may wait: 503 for those above", async () => {
    hook = () => {};
    const sent = [1, 2, 3, 4].map(() => peer.newRequest("MESSAGE"));
    for (const request of sent) peer.send(request);
    expect(headerValue(await peer.response(503), "call-id")).toBe(headerValue(sent[3]!, "call-id"));
    expect(edge.counters.get("requestHandler.tooMany")).toBe(1);
  });

  test.each([
    ["no JSON", "<html>"],
    ["a list", []],
    ["nothing", ""],
    ["above 64 KB", { action: "reject", data: { status: 486, reason: "x".repeat(70_000) } }],
    ["an unknown action", { action: "explode", data: {} }],
    ["a status of no failure", { action: "reject", data: { status: 200 } }],
    ["a contact with a line break", { action: "redirect", data: { contacts: ['<sip:a@b>;x="\r\nEvil: 1"'] } }],
    ["a destination that is no URI", { action: "proxy", data: { destination: ["a b"] } }],
    ["an impossible port", { action: "route", data: { uri: "127.0.0.1:99999" } }],
    ["UDP", { action: "route", data: { uri: "127.0.0.1:5060;transport=udp" } }],
  ])("%s is answered 500, counted and logged", async (_what, json) => {
    hook = (_question, answer) => answer(json);
    peer.send(peer.newRequest("MESSAGE"));
    await peer.response(500);
    expect(edge.counters.get("requestHandler.invalid")).toBe(1);
    expect(logged.join()).toContain('"request handler"');
  });

  test("HTTP errors, redirects and a handler that is gone: 503", async () => {
    for (const status of [404, 500, 302]) {
      hook = (_question, _answer, response) => response.writeHead(status, { location: "/elsewhere" }).end('{"data":{"tag":"a"}}');
      peer.send(peer.newRequest("MESSAGE"));
      await peer.response(503);
    }
    expect(questions).toHaveLength(3);
    http.closeAllConnections();
    http.close();
    peer.send(peer.newRequest("MESSAGE"));
    await peer.response(503);
    expect(edge.counters.get("requestHandler.failed")).toBe(4);
  });
});

function deferred<T>() {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

/** Waits for something that other events bring about. */
async function until<T>(probe: () => T | undefined): Promise<T> {
  const start = performance.now();
  for (let value = probe(); ; value = probe()) {
    if (value !== undefined) return value;
    if (performance.now() - start > 8_000) throw new Error("never happened");
    await new Promise((resolve) => setImmediate(resolve));
  }
}
