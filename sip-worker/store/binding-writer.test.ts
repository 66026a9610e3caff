/** Where phones are, on the way to a real PostgreSQL that goes away and comes back. */
import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import { direct, link, log, organisationId, userId } from "./testing/record-scene.ts";

const { BindingWriter } = await import("./binding-writer.ts");

test("phone locations that the database has not taken are written when it is back, the newest of each account", async () => {
  const accountId = await account("301");
  const writer = new BindingWriter(log);
  link.cut();
  writer.save(accountId, [binding("sip:old@a")]);
  writer.save(accountId, [binding("sip:new@a")]);
  await vi.waitFor(() => direct.$queryRaw`SELECT 1`);
  link.mend();
  const rows = () => direct.sipBinding.findMany({ where: { accountId }, select: { contactUri: true } });
  await vi.waitFor(async () => expect(await rows()).toEqual([{ contactUri: "sip:new@a" }]), { timeout: 5_000, interval: 50 });
  writer.save(accountId, []);
  await vi.waitFor(async () => expect(await rows()).toEqual([]));
});

test("phone locations of an account that is gone keep no other waiting", async () => {
  const accountId = await account("302", "workstation");
  const writer = new BindingWriter(log);
  writer.save(randomUUID(), [binding("sip:gone@a")]);
  writer.save(accountId, [binding("sip:here@a")]);
  await vi.waitFor(async () => expect(await direct.sipBinding.count({ where: { accountId } })).toBe(1));
});

async function account(username: string, kind: "ipPhone" | "workstation" = "ipPhone"): Promise<string> {
  const device = await direct.device.create({
    data: {
      userId,
      kind,
      sipAccount: { create: { organisationId, username, realm: "jono", ha1Md5: "", ha1Sha256: "", ha1Sha512256: "" } },
    },
    include: { sipAccount: true },
  });
  return device.sipAccount!.id;
}
const binding = (contactUri: string) => ({
  contactUri,
  receivedAddress: "127.0.0.1",
  receivedPort: 5060,
  transport: "udp",
  callId: "c",
  cseq: 4_294_967_295,
  q: 1,
  userAgent: null,
  expiresAt: new Date(Date.now() + 60_000),
});
