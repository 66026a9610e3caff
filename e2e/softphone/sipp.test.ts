import { expect, onTestFinished, test } from "vitest";
import { RtpPhone } from "../../sip-worker/media/engine/testing/rtp-phone.ts";
import { Baresip } from "./baresip.ts";
import { tonesHeard } from "./heard.ts";
import { runSipp } from "./sipp.ts";

/** Calls, hears the tone of `speech.al`'s owner, hangs up after a second. */
const caller = (sdpPort: string) => `<?xml version="1.0" encoding="UTF-8" ?>
<scenario name="a caller who speaks for a second">
  <send retrans="500"><![CDATA[
INVITE sip:agent@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:[who]@[local_ip]>;tag=[call_number]
To: <sip:agent@[remote_ip]>
Call-ID: [call_id]
CSeq: 1 INVITE
Contact: <sip:caller@[local_ip]:[local_port]>
Max-Forwards: 70
Content-Type: application/sdp
Content-Length: [len]

v=0
o=- 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [local_ip]
t=0 0
m=audio ${sdpPort} RTP/AVP 8
a=rtpmap:8 PCMA/8000
  ]]></send>
  <recv response="100" optional="true"/>
  <recv response="180" optional="true"/>
  <recv response="200" rtd="true"/>
  <send><![CDATA[
ACK sip:agent@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:[who]@[local_ip]>;tag=[call_number]
[last_To:]
Call-ID: [call_id]
CSeq: 1 ACK
Max-Forwards: 70
Content-Length: 0

  ]]></send>
  <nop><action><exec rtp_stream="speech.al,-1,8"/></action></nop>
  <pause milliseconds="1500"/>
  <send retrans="500"><![CDATA[
BYE sip:agent@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:[who]@[local_ip]>;tag=[call_number]
[last_To:]
Call-ID: [call_id]
CSeq: 2 BYE
Max-Forwards: 70
Content-Length: 0

  ]]></send>
  <recv response="200"/>
</scenario>`;

async function agentPhone(): Promise<Baresip> {
  const agent = await Baresip.start({
    account: { user: "agent", domain: "127.0.0.1:15190", answers: "auto" },
    ports: { sip: 15_120, control: 15_122, rtp: { min: 25_040, max: 25_059 } },
    speaks: 1000,
  });
  onTestFinished(() => agent.stop());
  return agent;
}

const run = { sipPort: 15_124, target: "127.0.0.1:15120", keys: { who: "0401234567" }, timeoutMs: 10_000 };

test("sipp calls a phone, which hears what it speaks", { timeout: 30_000 }, async () => {
  const agent = await agentPhone();
  const result = await runSipp({ ...run, scenario: caller("[media_port]"), mediaPort: 25_060, speaks: 440 });
  expect(result).toMatchObject({ ok: true, successful: 1, failed: 0 });
  expect(result.messages).toContain("From: <sip:0401234567@127.0.0.1>");
  await agent.until("CALL_CLOSED");
  const [heard] = await agent.heard();
  expect(tonesHeard(heard!, [440, 1000])[0]?.frequencyHz).toBe(440);
});

test("what a party of sipp hears is kept by an RtpPhone in its SDP", { timeout: 30_000 }, async () => {
  await agentPhone();
  const ear = await RtpPhone.open();
  onTestFinished(() => ear.close());
  const result = await runSipp({ ...run, scenario: caller(String(ear.port)), speaks: 440 });
  expect(result.ok).toBe(true);
  expect(tonesHeard(ear.heard(), [440, 1000])[0]?.frequencyHz).toBe(1000);
});

test("a scenario that fails says so", { timeout: 30_000 }, async () => {
  const agent = await agentPhone();
  await agent.stop();
  const result = await runSipp({ ...run, scenario: caller("25062"), speaks: 440, timeoutMs: 2_000 });
  expect(result.ok).toBe(false);
  expect(result.successful).toBe(0);
});
