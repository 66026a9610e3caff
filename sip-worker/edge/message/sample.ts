/** For tests: messages to start from. */
import { header, type SipRequest, type SipResponse } from "./message.ts";
import { respond } from "./respond.ts";

export function sampleRequest(
  method = "INVITE",
  overrides: Partial<{ branch: string; fromTag: string; toTag: string; cseq: number; callId: string }> = {},
): SipRequest {
  const { branch = "z9hG4bKsample1", fromTag = "caller", toTag, cseq = 1, callId = "call-1@192.0.2.1" } = overrides;
  return {
    kind: "request",
    method,
    uri: "sip:service@192.0.2.2",
    headers: [
      header("Via", `SIP/2.0/UDP 192.0.2.1:5060;branch=${branch}`),
      header("Max-Forwards", "70"),
      header("From", `<sip:caller@192.0.2.1>;tag=${fromTag}`),
      header("To", toTag === undefined ? "<sip:service@192.0.2.2>" : `<sip:service@192.0.2.2>;tag=${toTag}`),
      header("Call-ID", callId),
      header("CSeq", `${cseq} ${method}`),
      header("Contact", "<sip:caller@192.0.2.1:5060>"),
    ],
    body: "",
  };
}

export const sampleResponse = (request: SipRequest, status: number, toTag = "callee"): SipResponse =>
  respond(request, status, status > 100 ? toTag : null, [header("Contact", "<sip:service@192.0.2.2:5060>")]);
