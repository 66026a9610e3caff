/** Calls that come from the network. */
import { once } from "node:events";
import { describe, expect, test } from "vitest";
import { callIdOf, header, headerValue, type SipMessage, type SipRequest } from "./message/message.ts";
import { tagOf } from "./message/name-addr.ts";
import { sampleSdp } from "./testing/udp-peer.ts";
import { type Any, applicationFor, edge, peer, putOnTheWire, settled, until } from "./testing/wire.ts";

putOnTheWire();

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

const headerOf = (request: SipRequest, key: string) => request.headers.find((candidate) => candidate.key === key)!;
