/** For tests: a SIP peer that is only a UDP socket. It says exactly what a test tells it and shows what it got. */
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import {
  callIdOf,
  formatMessage,
  header,
  headerValue,
  headerValues,
  type SipMessage,
  type SipRequest,
  type SipResponse,
} from "../message/message.ts";
import { withTag } from "../message/name-addr.ts";
import { parseMessage } from "../message/parse.ts";
import { reasonPhrase } from "../message/status.ts";

const patienceMs = 8_000;
type Matches = (message: SipMessage) => boolean;

export class UdpPeer {
  readonly received: SipMessage[] = [];
  readonly #waiting: { matches: Matches; resolve: (message: SipMessage) => void }[] = [];
  #sequence = 0;

  private constructor(
    readonly socket: Socket,
    readonly port: number,
    readonly edgePort: number,
  ) {
    socket.on("message", (bytes) => {
      const parsed = parseMessage(bytes.toString("latin1"), { stream: false });
      if (parsed.type === "message") this.#receive(parsed.message);
    });
  }

  static async open(edgePort: number): Promise<UdpPeer> {
    const socket = createSocket("udp4");
    socket.bind(0, "127.0.0.1");
    await once(socket, "listening");
    return new UdpPeer(socket, socket.address().port, edgePort);
  }

  close(): void {
    this.socket.close();
  }

  /** The first message that fits and was not asked for yet; it may have come already. */
  async next(what: string, matches: Matches): Promise<SipMessage> {
    const at = this.received.findIndex(matches);
    if (at >= 0) return this.received.splice(at, 1)[0]!;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no ${what}; got ${this.received.map(describe).join(", ") || "nothing"}`)), patienceMs);
    });
    const arrival = new Promise<SipMessage>((resolve) => this.#waiting.push({ matches, resolve }));
    return Promise.race([arrival, late]).finally(() => clearTimeout(timer));
  }

  async request(method: string): Promise<SipRequest> {
    return (await this.next(method, (message) => message.kind === "request" && message.method === method)) as SipRequest;
  }

  async response(status: number, method?: string): Promise<SipResponse> {
    const matches: Matches = (message) =>
      message.kind === "response" && message.status === status && (!method || (headerValue(message, "cseq") ?? "").endsWith(method));
    return (await this.next(String(status), matches)) as SipResponse;
  }

  send(message: SipMessage | string): void {
    const text = typeof message === "string" ? message : formatMessage(message);
    this.socket.send(Buffer.from(text, "latin1"), this.edgePort, "127.0.0.1");
  }

  /** A new request to the edge. */
  newRequest(method: string, body = ""): SipRequest {
    const id = ++this.#sequence;
    return {
      kind: "request",
      method,
      uri: `sip:service@127.0.0.1:${this.edgePort}`,
      headers: [
        header("Via", `SIP/2.0/UDP 127.0.0.1:${this.port};branch=z9hG4bKpeer${this.port}x${id}`),
        header("Max-Forwards", "70"),
        header("From", `<sip:peer@127.0.0.1:${this.port}>;tag=peer${id}`),
        header("To", `<sip:service@127.0.0.1:${this.edgePort}>`),
        header("Call-ID", `call-${this.port}-${id}`),
        header("CSeq", `1 ${method}`),
        header("Contact", `<sip:peer@127.0.0.1:${this.port}>`),
        ...(body === "" ? [] : [header("Content-Type", "application/sdp")]),
      ],
      body,
    };
  }

  /** A later request in the dialog that a response of the edge confirmed. `invite` is ours. */
  inDialog(method: string, invite: SipRequest, response: SipResponse, sequence: number): SipRequest {
    const id = ++this.#sequence;
    const headers = invite.headers
      .filter(({ key }) => !["via", "to", "cseq", "content-type"].includes(key))
      .concat(header("To", headerValue(response, "to") ?? ""), header("CSeq", `${sequence} ${method}`));
    const via = header("Via", `SIP/2.0/UDP 127.0.0.1:${this.port};branch=z9hG4bKpeer${this.port}x${id}`);
    return { kind: "request", method, uri: invite.uri, headers: [via, ...headers], body: "" };
  }

  /** A response to a request of the edge. */
  reply(request: SipRequest, status: number, toTag: string | null, extra: [name: string, value: string][] = [], body = ""): SipResponse {
    const to = headerValue(request, "to") ?? "";
    const response: SipResponse = {
      kind: "response",
      status,
      reason: reasonPhrase(status),
      headers: [
        ...headerValues(request, "via").map((value) => header("Via", value)),
        header("From", headerValue(request, "from") ?? ""),
        header("To", toTag === null || to.includes(";tag=") ? to : withTag(to, toTag)),
        header("Call-ID", callIdOf(request)),
        header("CSeq", headerValue(request, "cseq") ?? ""),
        header("Contact", `<sip:peer@127.0.0.1:${this.port}>`),
        ...extra.map(([name, value]) => header(name, value)),
        ...(body === "" ? [] : [header("Content-Type", "application/sdp")]),
      ],
      body,
    };
    this.send(response);
    return response;
  }

  #receive(message: SipMessage): void {
    const at = this.#waiting.findIndex(({ matches }) => matches(message));
    if (at < 0) this.received.push(message);
    else this.#waiting.splice(at, 1)[0]!.resolve(message);
  }
}

const describe = (message: SipMessage): string => (message.kind === "request" ? message.method : String(message.status));

export const sampleSdp = [
  "v=0",
  "o=- 1 1 IN IP4 127.0.0.1",
  "s=-",
  "c=IN IP4 127.0.0.1",
  "t=0 0",
  "m=audio 40000 RTP/AVP 8",
  "a=rtpmap:8 PCMA/8000",
  "",
].join("\r\n");
