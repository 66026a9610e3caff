/** Applications that go away, and those that pass calls on. */
import { once } from "node:events";
import { connect } from "node:net";
import Srf from "drachtio-srf";
import { describe, expect, test } from "vitest";
import { header, headerValue, headerValues, type SipRequest } from "./message/message.ts";
import { sampleSdp, UdpPeer } from "./testing/udp-peer.ts";
import { type Any, application, applicationFor, edge, leave, peer, peerUri, putOnTheWire, secret, settled, until } from "./testing/wire.ts";

putOnTheWire();

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
    leave(srf);
    await peer.response(503);
    peer.reply(await peer.request("BYE"), 200, null);
    expect(edge.sizes().dialogs).toBe(0);
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

const redirected = (request: SipRequest, port: number) => [
  ...request.headers.filter(({ key }) => ["via", "from", "to", "call-id", "cseq"].includes(key)),
  header("Contact", `<sip:other@127.0.0.1:${port}>`),
];
