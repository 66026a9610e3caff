/** The edge on the wire: a real drachtio-srf application on one side, a bare UDP socket on the other. Timers run 25 times faster. */
import { once } from "node:events";
import { connect } from "node:net";
import Srf from "drachtio-srf";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createLog } from "../runtime/log.ts";
import { type RunningEdge, startEdge } from "./edge.ts";
import { callIdOf, cseqOf, header, headerValue, headerValues, type SipMessage, type SipRequest } from "./message/message.ts";
import { tagOf } from "./message/name-addr.ts";
import { sampleSdp, UdpPeer } from "./testing/udp-peer.ts";

const secret = "test-secret";
const timers = { t1: 20, t2: 160, t4: 200 };
const log = createLog("edge", "error", () => {});
// biome-ignore lint/suspicious/noExplicitAny: drachtio-srf's own types say less than it does
type Any = any;

let edge: RunningEdge;
let peer: UdpPeer;
const applications: Any[] = [];

beforeEach(async () => {
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
      timers,
    },
    log,
  );
  peer = await UdpPeer.open(edge.sip[0]!.port);
});

afterEach(async () => {
  for (const application of applications.splice(0)) application.disconnect();
  peer.close();
  await edge.close();
  expect(edge.counters.get("bugs")).toBe(0);
});

async function application(): Promise<Any> {
  const srf: Any = new Srf();
  srf.on("error", () => {});
  srf.connect({ host: "127.0.0.1", port: edge.control.port, secret });
  const [error, hostPort] = await once(srf, "connect");
  expect(error).toBeNull();
  expect(hostPort).toContain(`udp/127.0.0.1:${edge.sip[0]!.port}`);
  applications.push(srf);
  return srf;
}

/** An application that answers requests of a method; resolves when the edge knows it. */
async function applicationFor(method: string, handler: (req: Any, res: Any) => void): Promise<Any> {
  const srf = await application();
  srf[method](handler);
  await settled(srf);
  return srf;
}

/** What was written on the control connection before has been carried out: an answered request proves it. */
async function settled(srf: Any): Promise<void> {
  await new Promise<void>((resolve) => srf.request({ uri: "sip:nobody@127.0.0.1:1", method: "OPTIONS" }, () => resolve()));
}

const peerUri = () => `sip:peer@127.0.0.1:${peer.port}`;

describe("calls from the network", () => {
  test("are answered, acknowledged once and ended by the caller", async () => {
    const dialogs: Any[] = [];
    const srf = await applicationFor("invite", async (req, res) => dialogs.push(await srf.createUAS(req, res, { localSdp: sampleSdp })));
    const invite = peer.newRequest("INVITE", sampleSdp);
    peer.send(invite);
    await peer.response(100);
    const ok = await peer.response(200);
    expect(headerValue(ok, "contact")).toBe(`<sip:127.0.0.1:${edge.sip[0]!.port}>`);
    peer.send(peer.inDialog("ACK", invite, ok, 1));
    const destroyed = once(dialogs[0] ?? (await until(() => dialogs[0])), "destroy");
    peer.send(peer.inDialog("BYE", invite, ok, 2));
    await peer.response(200, "BYE");
    await destroyed;
    expect(edge.sizes().dialogs).toBe(0);
  });

  test("a refusal is repeated only to sources that have shown that they get what we send", async () => {
    await applicationFor("invite", (_req, res) => res.send(404));
    peer.send(peer.newRequest("INVITE", sampleSdp));
    const first = await peer.response(404);
    await until(() => edge.counters.get("repetitions.withheld") || undefined);
    const invite = peer.newRequest("INVITE", sampleSdp);
    peer.send(invite);
    const second = await peer.response(404);
    expect(callIdOf(second)).not.toBe(callIdOf(first));
    const ack = peer.inDialog("ACK", invite, second, 1);
    peer.send({ ...ack, headers: [headerOf(invite, "via"), ...ack.headers.slice(1)] });
    const third = peer.newRequest("INVITE", sampleSdp);
    peer.send(third);
    const answersThird = (message: SipMessage) =>
      message.kind === "response" && message.status === 404 && callIdOf(message) === callIdOf(third);
    for (let copies = 0; copies < 3; copies++) await peer.next("404", answersThird);
  });

  test("a repeated INVITE reaches the application once", async () => {
    let calls = 0;
    await applicationFor("invite", (_req, res) => {
      calls++;
      res.send(486);
    });
    const invite = peer.newRequest("INVITE", sampleSdp);
    peer.send(invite);
    peer.send(invite);
    await peer.response(486);
    peer.send(invite);
    await peer.response(486);
    expect(calls).toBe(1);
  });

  test("a 200 is repeated until its ACK; without ACK the call is hung up and the application told why", async () => {
    const reasons: string[] = [];
    const srf = await applicationFor("invite", async (req, res) => {
      const dialog = await srf.createUAS(req, res, { localSdp: sampleSdp });
      dialog.on("destroy", (_msg: Any, reason: string) => reasons.push(reason));
    });
    peer.send(peer.newRequest("INVITE", sampleSdp));
    for (let copies = 0; copies < 4; copies++) await peer.response(200);
    const bye = await peer.request("BYE");
    expect(headerValue(bye, "reason")).toBe('SIP;cause=200;text="ACK timeout"');
    peer.reply(bye, 200, null);
    await until(() => reasons[0]);
    expect(reasons).toEqual(["ACK timeout"]);
  });

  test("CANCEL before the answer: 200 and 487 with one tag, the application hears it, its late 200 is refused", async () => {
    const seen: string[] = [];
    const pending: Any[] = [];
    await applicationFor("invite", (req, res) => {
      req.on("cancel", () => seen.push("cancel"));
      res.send(180);
      pending.push(res);
    });
    const invite = peer.newRequest("INVITE", sampleSdp);
    peer.send(invite);
    const ringing = await peer.response(180);
    const headers = invite.headers.map((candidate) => (candidate.key === "cseq" ? header("CSeq", "1 CANCEL") : candidate));
    peer.send({ ...invite, method: "CANCEL", body: "", headers: headers.filter(({ key }) => key !== "content-type") });
    await peer.response(200, "CANCEL");
    const terminated = await peer.response(487);
    expect(tagOf(headerValue(terminated, "to")!)).toBe(tagOf(headerValue(ringing, "to")!));
    await until(() => seen[0]);
    const refused = await new Promise((resolve) => pending[0].send(200, { body: sampleSdp }, resolve));
    expect(refused).toBe("Response not sent due to unknown transaction");
  });

  test("BYE instead of CANCEL before the answer ends the call the same way", async () => {
    const seen: string[] = [];
    await applicationFor("invite", (req, res) => {
      req.on("cancel", () => seen.push("cancel"));
      res.send(180);
    });
    const invite = peer.newRequest("INVITE", sampleSdp);
    peer.send(invite);
    const ringing = await peer.response(180);
    peer.send(peer.inDialog("BYE", invite, ringing, 2));
    await peer.response(200, "BYE");
    await peer.response(487);
    await until(() => seen[0]);
  });

  test("reliable provisional responses wait for PRACK, and a 200 waits with them", async () => {
    await applicationFor("invite", (_req, res) => {
      res.send(183, { headers: { Require: "100rel" }, body: sampleSdp });
      res.send(200, { body: sampleSdp });
    });
    const plain = peer.newRequest("INVITE", sampleSdp);
    const invite: SipRequest = { ...plain, headers: [...plain.headers, header("Supported", "100rel")] };
    peer.send(invite);
    const progress = await peer.response(183);
    await peer.response(183);
    const prack = peer.inDialog("PRACK", invite, progress, 2);
    peer.send({ ...prack, headers: [...prack.headers, header("RAck", `${headerValue(progress, "rseq")} 1 INVITE`)] });
    await peer.response(200, "PRACK");
    const ok = await peer.response(200, "INVITE");
    peer.send(peer.inDialog("ACK", invite, ok, 1));
  });

  test("nobody wants it: 503; no such dialog: 481; wrong order: 500", async () => {
    peer.send(peer.newRequest("INVITE", sampleSdp));
    await peer.response(503);
    const stray = peer.newRequest("BYE");
    const toTagged = stray.headers.map((candidate) => (candidate.key === "to" ? header("To", "<sip:x@y>;tag=gone") : candidate));
    peer.send({ ...stray, headers: toTagged });
    await peer.response(481);
    const srf = await applicationFor("invite", (req, res) => srf.createUAS(req, res, { localSdp: sampleSdp }));
    const invite = peer.newRequest("INVITE", sampleSdp);
    peer.send(invite);
    const ok = await peer.response(200);
    peer.send(peer.inDialog("ACK", invite, ok, 1));
    peer.send(peer.inDialog("INFO", invite, ok, 1));
    await peer.response(500);
  });

  test("new requests go to the applications in turn", async () => {
    const taken: string[] = [];
    for (const name of ["a", "b"]) {
      await applicationFor("options", (_req, res) => {
        taken.push(name);
        res.send(200);
      });
    }
    for (let i = 0; i < 4; i++) {
      peer.send(peer.newRequest("OPTIONS"));
      await peer.response(200);
    }
    expect(taken).toEqual(["a", "b", "a", "b"]);
  });

  test("REGISTER, SUBSCRIBE and what follows in its dialog", async () => {
    const srf = await applicationFor("register", (req, res) => res.send(200, { headers: { Contact: req.get("Contact"), Expires: "60" } }));
    peer.send(peer.newRequest("REGISTER"));
    expect(headerValue(await peer.response(200), "expires")).toBe("60");
    srf.subscribe(async (req: Any, res: Any) => {
      const dialog = await srf.createUAS(req, res, { headers: { Expires: "60" } });
      dialog.request({ method: "NOTIFY", headers: { Event: "presence", "Subscription-State": "active" } });
    });
    await settled(srf);
    peer.send(peer.newRequest("SUBSCRIBE"));
    await peer.response(202);
    const notify = await peer.request("NOTIFY");
    peer.reply(notify, 200, null);
  });
});

describe("calls of the application", () => {
  test("ring, are answered, acknowledged and ended", async () => {
    const srf = await application();
    const calling = srf.createUAC(peerUri(), { localSdp: sampleSdp, callingNumber: "123" });
    const invite = await peer.request("INVITE");
    expect(headerValue(invite, "from")).toMatch(new RegExp(`^<sip:123@127\\.0\\.0\\.1:${edge.sip[0]!.port}>;tag=`));
    peer.reply(invite, 180, "callee");
    peer.reply(invite, 200, "callee", [], sampleSdp);
    const ack = await peer.request("ACK");
    expect(cseqOf(ack).number).toBe(cseqOf(invite).number);
    const dialog = await calling;
    expect(dialog.id).toBe(`${callIdOf(invite)};from-tag=${tagOf(headerValue(invite, "from")!)}`);
    const ending = dialog.destroy();
    const bye = await peer.request("BYE");
    peer.reply(bye, 200, null);
    await ending;
    expect(edge.sizes().dialogs).toBe(0);
  });

  test("a NOTIFY that overtakes the answer to its SUBSCRIBE reaches the dialog", async () => {
    const srf = await application();
    const subscribing = srf.createUAC(peerUri(), { method: "SUBSCRIBE", headers: { Event: "presence", Expires: "60" } });
    const subscribe = await peer.request("SUBSCRIBE");
    const answer = peer.reply(subscribe, 202, "notifier", [["Expires", "60"]]);
    peer.received.length = 0;
    const dialog = await subscribing;
    dialog.on("notify", (_req: Any, res: Any) => res.send(200));
    const again = srf.createUAC(peerUri(), { method: "SUBSCRIBE", headers: { Event: "presence", Expires: "60" } });
    // Not the first once more: on a slow machine it is sent again before its answer comes.
    const isSecond = (message: SipMessage) =>
      message.kind === "request" && message.method === "SUBSCRIBE" && callIdOf(message) !== callIdOf(subscribe);
    const second = (await peer.next("the second SUBSCRIBE", isSecond)) as SipRequest;
    for (const [own, sequence] of [
      [subscribe, 1],
      [second, 2],
    ] as const) {
      peer.send({
        ...peer.newRequest("NOTIFY"),
        headers: [
          header("Via", `SIP/2.0/UDP 127.0.0.1:${peer.port};branch=z9hG4bKnotify${sequence}`),
          header("From", headerValue(answer, "to")!),
          header("To", headerValue(own, "from")!),
          header("Call-ID", callIdOf(own)),
          header("CSeq", `${sequence} NOTIFY`),
          header("Contact", `<${peerUri()}>`),
          header("Event", "presence"),
          header("Subscription-State", "active"),
        ],
      });
    }
    await peer.response(200, "NOTIFY");
    await until(() => edge.counters.get("notifies.early") || undefined);
    peer.reply(second, 202, "notifier", [["Expires", "60"]]);
    await again;
    await peer.next("answer to the early NOTIFY", (message) => message.kind === "response" && cseqOf(message).number === 2);
  });

  test("a repeated 200 gets its ACK again; a second branch's 200 is acknowledged and hung up", async () => {
    const srf = await application();
    const calling = srf.createUAC(peerUri(), { localSdp: sampleSdp });
    const invite = await peer.request("INVITE");
    peer.reply(invite, 200, "first", [], sampleSdp);
    await peer.request("ACK");
    peer.reply(invite, 200, "first", [], sampleSdp);
    await peer.request("ACK");
    peer.reply(invite, 200, "second", [], sampleSdp);
    expect(headerValue(await peer.request("ACK"), "to")).toContain("tag=second");
    const bye = await peer.request("BYE");
    expect(headerValue(bye, "to")).toContain("tag=second");
    peer.reply(bye, 200, null);
    expect((await calling).connected).toBe(true);
  });

  test("CANCEL waits for a provisional response", async () => {
    const srf = await application();
    let request: Any;
    const calling = srf.createUAC(peerUri(), { localSdp: sampleSdp }, { cbRequest: (_error: Any, req: Any) => (request = req) });
    const failing = expect(calling).rejects.toMatchObject({ status: 487 });
    const invite = await peer.request("INVITE");
    request.cancel({ headers: { Reason: "SIP;cause=200" } });
    await settled(srf);
    expect(peer.received.every((message) => message.kind !== "request" || message.method !== "CANCEL")).toBe(true);
    peer.reply(invite, 180, "callee");
    const cancel = await peer.request("CANCEL");
    expect(headerValue(cancel, "via")).toBe(headerValue(invite, "via"));
    expect(headerValue(cancel, "reason")).toBe("SIP;cause=200");
    peer.reply(cancel, 200, "callee");
    peer.reply(invite, 487, "callee");
    await peer.request("ACK");
    await failing;
  });

  test("a 200 that crosses the CANCEL is acknowledged and hung up", async () => {
    const srf = await application();
    let request: Any;
    const calling = srf.createUAC(peerUri(), { localSdp: sampleSdp }, { cbRequest: (_error: Any, req: Any) => (request = req) });
    calling.catch(() => {});
    const invite = await peer.request("INVITE");
    peer.reply(invite, 180, "callee");
    await until(() => request);
    request.cancel();
    await peer.request("CANCEL");
    peer.reply(invite, 200, "callee", [], sampleSdp);
    await peer.request("ACK");
    peer.reply(await peer.request("BYE"), 200, null);
  });

  test("no answer is 408, no listener 503, a refusal what it is", async () => {
    const srf = await application();
    const silent = expect(srf.createUAC(peerUri(), { localSdp: sampleSdp })).rejects.toMatchObject({ status: 408 });
    const copies = [await peer.request("INVITE"), await peer.request("INVITE")];
    expect(copies[0]).toEqual(copies[1]);
    await silent;
    await expect(srf.createUAC("sip:x@127.0.0.1:1;transport=tcp", { localSdp: sampleSdp })).rejects.toMatchObject({ status: 503 });
    const busy = expect(srf.createUAC(peerUri(), { localSdp: sampleSdp })).rejects.toMatchObject({ status: 486 });
    await peer.next("new INVITE", (message) => {
      if (message.kind !== "request" || message.method !== "INVITE" || callIdOf(message) === callIdOf(copies[0]!)) return false;
      peer.reply(message, 486, "callee");
      return true;
    });
    await busy;
  });

  test("what cannot be sent is refused with the reason", async () => {
    const srf = await application();
    await expect(srf.createUAC(`sip:me@127.0.0.1:${edge.sip[0]!.port}`, { localSdp: sampleSdp })).rejects.toThrow(
      "can not send request to myself",
    );
    await expect(srf.createUAC("sip:x@127.0.0.1;transport=sctp", { localSdp: sampleSdp })).rejects.toThrow("not available");
  });
});

describe("an application that goes away", () => {
  test("leaves no call behind: open ones get BYE, ringing ones 503", async () => {
    const srf = await applicationFor("invite", (req, res) =>
      req.get("X-Ring") ? res.send(180) : srf.createUAS(req, res, { localSdp: sampleSdp }),
    );
    const invite = peer.newRequest("INVITE", sampleSdp);
    peer.send(invite);
    peer.send(peer.inDialog("ACK", invite, await peer.response(200), 1));
    const ringing = peer.newRequest("INVITE", sampleSdp);
    peer.send({ ...ringing, headers: [...ringing.headers, header("X-Ring", "1")] });
    await peer.response(180);
    applications.splice(applications.indexOf(srf), 1);
    srf.disconnect();
    await peer.response(503);
    peer.reply(await peer.request("BYE"), 200, null);
    expect(edge.sizes().dialogs).toBe(0);
  });

  test("an edge that is stopped hangs up first", async () => {
    const dialogs: Any[] = [];
    const srf = await applicationFor("invite", async (req, res) => dialogs.push(await srf.createUAS(req, res, { localSdp: sampleSdp })));
    const invite = peer.newRequest("INVITE", sampleSdp);
    peer.send(invite);
    peer.send(peer.inDialog("ACK", invite, await peer.response(200), 1));
    await until(() => dialogs[0]);
    const destroyed = once(dialogs[0], "destroy");
    await edge.close();
    expect(headerValue(await peer.request("BYE"), "reason")).toContain("Server stopped");
    await destroyed;
  });

  test.each([
    ["garbage", "GET / HTTP/1.1\r\n\r\n"],
    ["a giant length", "9999999#"],
    ["a command before the secret", "20#id1|route|invite|xxxx"],
    ["an unknown command", `27#i|authenticate|${secret}|6#x|bark`],
  ])("%s on the control port closes that connection and no other", async (_name, bytes) => {
    const srf = await application();
    const socket = connect({ host: "127.0.0.1", port: edge.control.port });
    socket.write(bytes);
    socket.resume();
    await once(socket, "close");
    await settled(srf);
  });

  test("a wrong secret is refused", async () => {
    const srf: Any = new Srf();
    srf.on("error", () => {});
    srf.connect({ host: "127.0.0.1", port: edge.control.port, secret: "wrong", reconnect: { maxAttempts: 1 } });
    const [error] = await once(srf, "connect");
    expect(String(error)).toContain("failed to authenticate");
    srf.disconnect();
  });
});

describe("proxying", () => {
  test("asks the next target when one refuses, and stays in the dialog", async () => {
    const second = await UdpPeer.open(edge.sip[0]!.port);
    const results: Any[] = [];
    const srf = await applicationFor("invite", async (req) => {
      results.push(await srf.proxyRequest(req, [peerUri(), `sip:second@127.0.0.1:${second.port}`], { remainInDialog: true }));
    });
    const invite = peer.newRequest("INVITE", sampleSdp);
    peer.send(invite);
    peer.reply(await peer.request("INVITE"), 486, "busy");
    const forwarded = await second.request("INVITE");
    expect(headerValue(forwarded, "max-forwards")).toBe("69");
    second.reply(forwarded, 200, "callee", [["Record-Route", headerValue(forwarded, "record-route")!]], sampleSdp);
    const ok = await peer.response(200);
    await until(() => results[0]);
    expect(results[0].connected).toBe(true);
    const statuses = results[0].responses.flatMap(({ msgs }: Any) => msgs.map(({ status }: Any) => status));
    expect(statuses).toEqual([486, 200]);
    for (const [method, sequence] of [
      ["ACK", 1],
      ["BYE", 2],
    ] as const) {
      const request = peer.inDialog(method, invite, ok, sequence);
      peer.send({
        ...request,
        uri: `sip:second@127.0.0.1:${second.port}`,
        headers: [...request.headers, header("Route", headerValue(ok, "record-route")!)],
      });
      const passed = await second.request(method);
      if (method === "BYE") second.reply(passed, 200, null);
    }
    await peer.response(200, "BYE");
    second.close();
  });

  test("asks all at once: the first 200 wins, the others are cancelled", async () => {
    const [second, third] = [await UdpPeer.open(edge.sip[0]!.port), await UdpPeer.open(edge.sip[0]!.port)];
    const results: Any[] = [];
    const srf = await applicationFor("invite", async (req) => {
      const targets = [second, third].map(({ port }) => `sip:member@127.0.0.1:${port}`);
      results.push(await srf.proxyRequest(req, targets, { forking: "simultaneous" }));
    });
    peer.send(peer.newRequest("INVITE", sampleSdp));
    const [one, two] = [await second.request("INVITE"), await third.request("INVITE")];
    second.reply(one, 180, "one");
    await peer.response(180);
    third.reply(two, 200, "two", [], sampleSdp);
    const ok = await peer.response(200);
    expect(headerValues(ok, "via")).toHaveLength(1);
    const cancel = await second.request("CANCEL");
    second.reply(cancel, 200, "one");
    second.reply(one, 487, "one");
    await second.request("ACK");
    await until(() => results[0]);
    expect(results[0].finalStatus).toBe(200);
    for (const member of [second, third]) member.close();
  });

  test("follows a redirect, and passes a CANCEL of the caller on", async () => {
    const second = await UdpPeer.open(edge.sip[0]!.port);
    const results: Any[] = [];
    const srf = await applicationFor("invite", async (req) => {
      results.push(await srf.proxyRequest(req, peerUri(), { followRedirects: true }));
    });
    const invite = peer.newRequest("INVITE", sampleSdp);
    peer.send(invite);
    const asked = await peer.request("INVITE");
    peer.send({ ...peer.reply(asked, 180, "first"), status: 302, reason: "", headers: redirected(asked, second.port) });
    const ringing = await second.request("INVITE");
    second.reply(ringing, 180, "second");
    const headers = invite.headers.map((candidate) => (candidate.key === "cseq" ? header("CSeq", "1 CANCEL") : candidate));
    peer.send({ ...invite, method: "CANCEL", body: "", headers: headers.filter(({ key }) => key !== "content-type") });
    await peer.response(200, "CANCEL");
    await peer.response(487);
    second.reply(await second.request("CANCEL"), 200, "second");
    second.reply(ringing, 487, "second");
    await until(() => results[0]);
    expect(results[0].connected).toBe(false);
    second.close();
  });
});

describe("call events", () => {
  test("tell of attempt, start and stop, each with who did it", async () => {
    const seen: string[] = [];
    const srf = await applicationFor("invite", (req, res) => srf.createUAS(req, res, { localSdp: sampleSdp }));
    srf.on("cdr:attempt", (source: string, _time: string, msg: Any) => seen.push(`attempt ${source} ${msg.method}`));
    srf.on("cdr:start", (source: string, _time: string, role: string, msg: Any) => seen.push(`start ${source} ${role} ${msg.status}`));
    srf.on("cdr:stop", (source: string, _time: string, reason: string, msg: Any) => seen.push(`stop ${source} ${reason} ${msg.method}`));
    await settled(srf);
    const invite = peer.newRequest("INVITE", sampleSdp);
    peer.send(invite);
    const ok = await peer.response(200);
    peer.send(peer.inDialog("ACK", invite, ok, 1));
    peer.send(peer.inDialog("BYE", invite, ok, 2));
    await peer.response(200, "BYE");
    await until(() => seen[2]);
    expect(seen).toEqual(["attempt network INVITE", "start application uas 200", "stop network normal-release BYE"]);
  });
});

const redirected = (request: SipRequest, port: number) => [
  ...request.headers.filter(({ key }) => ["via", "from", "to", "call-id", "cseq"].includes(key)),
  header("Contact", `<sip:other@127.0.0.1:${port}>`),
];

const headerOf = (request: SipRequest, key: string) => request.headers.find((candidate) => candidate.key === key)!;

/** Waits for something that other events bring about. */
async function until<T>(probe: () => T | undefined): Promise<T> {
  const start = performance.now();
  for (let value = probe(); ; value = probe()) {
    if (value !== undefined) return value;
    if (performance.now() - start > 8_000) throw new Error("never happened");
    await new Promise((resolve) => setImmediate(resolve));
  }
}
