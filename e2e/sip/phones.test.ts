/** What phones are told, and phones that are hard to reach: behind a router, over TLS. */
import { expect, inject, onTestFinished, test } from "vitest";
import { RtpPhone } from "../../sip-worker/media/engine/testing/rtp-phone.ts";
import { tonesHeard } from "../softphone/heard.ts";
import { Nat } from "../softphone/nat.ts";
import { headerOf, SipPhone } from "../softphone/sip-phone.ts";
import { api, domain, finishedCall, group, ownPhone, phone, stack } from "./scene.ts";

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test("a phone that is rung is told who calls and for which group: Alert-Info, Call-Info, the display name", async () => {
  const { sip: member } = await ownPhone("102");
  await member.register();
  const queue = await group(["102"], { general: { name: 'Sales "North"' } });
  const caller = await phone("101");
  await caller.dial(queue.uri);
  const invite = await member.request("INVITE");
  const name = String.raw`"Sales \"North\""`;
  expect(headerOf(invite, "Alert-Info")).toBe(`<urn:alert:source:external>;info=${name}`);
  expect(headerOf(invite, "Call-Info")).toMatch(/^<sip:jono@127\.0\.0\.1:\d+>;purpose=x-group;name="Sales/);
  expect(headerOf(invite, "From")).toMatch(/^".*Sales.*" <sip:101@/);
  member.respond(invite, "486 Busy Here", `${headerOf(invite, "To")};tag=busy`);
});

test("a phone behind a router: rung where its REGISTER came from, heard though its SDP is wrong, kept reachable by OPTIONS", async () => {
  const nat = await Nat.open(stack.ports.sip);
  const voice = await RtpPhone.open();
  const member = await SipPhone.open({ user: "102", password: "demo-102", domain, address: "127.0.0.9", through: nat.insidePort });
  onTestFinished(() => {
    for (const part of [member, voice, nat]) part.close();
  });
  expect(headerOf(await member.register(), "Contact")).toContain(`127.0.0.9:`);
  const since = performance.now();
  const queue = await group(["102"]);
  const caller = await phone("101", 440);
  await caller.dial(queue.uri);
  const invite = await member.request("INVITE");
  expect(headerOf(invite, "Via")).toMatch(/^SIP\/2\.0\/UDP 127\.0\.0\.1/);
  // What it says of itself is an address that nobody reaches; its sound comes from where its SIP comes from.
  voice.sendTo(invite.slice(invite.indexOf("\r\n\r\n")));
  const dialog = await member.accept(invite, voice.sdp().replaceAll("127.0.0.1", "127.0.0.9"));
  voice.speak(1000);
  await caller.until("CALL_ESTABLISHED");
  await pause(1_200);
  voice.quiet();
  expect(voice.received.length).toBeGreaterThan(20);
  expect(await member.inDialog("BYE", dialog)).toMatch(/^SIP\/2\.0 200/);
  await caller.until("CALL_CLOSED");
  expect(tonesHeard((await caller.heard())[0]!, [1000]).length).toBeGreaterThan(0);
  expect(await finishedCall(queue)).toMatchObject({ outcome: "answered" });
  while (!nat.passed.includes("OPTIONS") && performance.now() - since < 40_000) await pause(200);
  expect(nat.passed).toContain("OPTIONS");
  const { registration } = (
    await api.request<{ extension: string; devices: { registration: { state: string } | null }[] }[]>("GET", "/users")
  )
    .find((user) => user.extension === "102")!
    .devices.find((device) => device.registration)!;
  expect(registration?.state).toBe("registered");
});

test("two phones over TLS: registered, rung, heard", async () => {
  const secure = { domain: `127.0.0.1:${inject("stack").tls}`, transport: "tls" as const };
  const queue = await group(["103"]);
  const [caller, agent] = await Promise.all([phone("101", 440, secure), phone("103", 1000, { ...secure, answers: "auto" })]);
  await caller.dial(`sip:${queue.digits}@${secure.domain}`);
  await agent.until("CALL_ESTABLISHED");
  await pause(1_200);
  await agent.hangUp();
  await caller.until("CALL_CLOSED");
  expect(tonesHeard((await caller.heard())[0]!, [1000]).length).toBeGreaterThan(0);
  expect(await finishedCall(queue)).toMatchObject({ outcome: "answered" });
});
