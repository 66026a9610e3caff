/** An edge that is stopped, or whose worker was killed. */
import { once } from "node:events";
import { expect, test } from "vitest";
import { headerValue } from "./message/message.ts";
import { sampleSdp } from "./testing/udp-peer.ts";
import { type Any, application, applicationFor, edge, leave, peer, peerUri, putOnTheWire, settled, until } from "./testing/wire.ts";

putOnTheWire({ lastAnswersMs: 8_000 });

test("hangs up", async () => {
  const dialogs: Any[] = [];
  const srf = await applicationFor("invite", async (req, res) => dialogs.push(await srf.createUAS(req, res, { localSdp: sampleSdp })));
  const invite = peer.newRequest("INVITE", sampleSdp);
  peer.send(invite);
  peer.send(peer.inDialog("ACK", invite, await peer.response(200), 1));
  await until(() => dialogs[0]);
  const destroyed = once(dialogs[0], "destroy");
  const closed = edge.close();
  const bye = await peer.request("BYE");
  expect(headerValue(bye, "reason")).toContain("Server stopped");
  await destroyed;
  leave(srf);
  peer.reply(bye, 200, null);
  await closed;
});

test("acknowledges and hangs up a call that is answered in that moment", async () => {
  const srf = await application();
  srf.createUAC(peerUri(), { localSdp: sampleSdp }).catch(() => {});
  const invite = await peer.request("INVITE");
  peer.reply(invite, 180, "callee");
  await settled(srf);
  const closed = edge.close();
  peer.reply(await peer.request("CANCEL"), 200, null);
  peer.reply(invite, 200, "callee", [], sampleSdp);
  await peer.request("ACK");
  const bye = await peer.request("BYE");
  leave(srf);
  peer.reply(bye, 200, null);
  await closed;
});
