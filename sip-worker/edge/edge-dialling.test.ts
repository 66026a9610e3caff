/** Calls that an application makes, and what it asks of others. */
import { describe, expect, test } from "vitest";
import { callIdOf, cseqOf, header, headerValue, type SipMessage, type SipRequest } from "./message/message.ts";
import { tagOf } from "./message/name-addr.ts";
import { sampleSdp } from "./testing/udp-peer.ts";
import { type Any, application, edge, peer, peerUri, putOnTheWire, settled, until } from "./testing/wire.ts";

putOnTheWire();

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
