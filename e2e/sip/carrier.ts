/** The demo carrier: sipp at 127.0.0.2:5070, which answers OPTIONS and takes calls as a scenario says. */
import { type RunningSipp, type SippResult, startSipp } from "../softphone/sipp.ts";
import { g711, scenario } from "./messages.ts";
import { api } from "./scene.ts";

const response = (status: string, extra: string[] = [], body = "") =>
  `<send><![CDATA[
${[`SIP/2.0 ${status}`, "[last_Via:]", "[last_From:]", "[last_To:];tag=[pid]c[call_number]", "[last_Call-ID:]", "[last_CSeq:]", ...extra].join("\n")}
${body ? "Content-Type: application/sdp\n" : ""}Content-Length: [len]

${body}
]]></send>`;
const contact = "Contact: <sip:carrier@127.0.0.2:5070>";
const request = (method: string, cseq: number, headers: string[] = []) =>
  `<send${method === "ACK" ? "" : ' retrans="500"'}><![CDATA[
${[
  `${method} [next_url] SIP/2.0`,
  "Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]",
  "From[$to]",
  "To[$from]",
  "[last_Call-ID:]",
  `CSeq: ${cseq} ${method}`,
  "Max-Forwards: 70",
  ...headers,
  "Content-Length: 0",
].join("\n")}

]]></send>`;

export const takesInvite = `<recv request="INVITE" rrs="true"><action>
<ereg regexp="(:.*)" search_in="hdr" header="From" assign_to="from"/>
<ereg regexp="(:.*)" search_in="hdr" header="To" assign_to="to0"/>
<assignstr assign_to="to" value="[$to0];tag=[pid]c[call_number]"/>
</action></recv>`;
export const rings = response("180 Ringing", [contact]);
export const answers = response("200 OK", [contact], g711);
export const refuses = (status: string, extra: string[] = []) => response(status, extra);
export const takesAck = '<recv request="ACK"/>';
export const takes = (method: string) => `<recv request="${method}"/>${response("200 OK")}`;
export const wait = (milliseconds: number) => `<pause milliseconds="${milliseconds}"/>`;

/** A call that is answered; after a second the carrier's side or ours hangs up. */
export const answersCall = (end: "hangs up" | "is hung up"): string[] => [
  takesInvite,
  rings,
  answers,
  takesAck,
  ...(end === "hangs up" ? [wait(1_000), request("BYE", 1), '<recv response="200"/>'] : [takes("BYE")]),
  '<Reference variables="from,to,to0"/>',
];

export interface Carrier {
  /** OPTIONS were answered: the trunk is up. */
  untilUp(): Promise<void>;
  ended(): Promise<SippResult>;
  stop(): Promise<void>;
}

const port = 5070;

export async function carrier(...steps: string[]): Promise<Carrier> {
  const running: RunningSipp = await startSipp({
    scenario: scenario("carrier", ...steps),
    address: "127.0.0.2",
    sipPort: port,
    mediaPort: 34_500,
    timeoutMs: 30_000,
    // Probes come out of any call.
    args: ["-oocsn", "ooc_default"],
  });
  return { untilUp: untilTrunkUp, ended: () => running.ended, stop: () => running.stop().then(() => undefined) };
}

async function untilTrunkUp(): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    const trunks = await api.request<{ state: { up: boolean } | null }[]>("GET", "/trunks");
    if (trunks.some(({ state }) => state?.up)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("the trunk does not come up");
}
