/**
 * A SIP phone over UDP for scenarios in which baresip cannot do what a test needs: it sends any request in any dialog, keeps every message,
 * and answers as it is told. Where its packets go can be changed, as by a NAT.
 */
import { createHash } from "node:crypto";
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";

const patienceMs = 10_000;
const md5 = (text: string) => createHash("md5").update(text).digest("hex");

export const headerOf = (message: string, name: string): string =>
  new RegExp(`^${name}:[ \\t]*(.*)$`, "im").exec(message)?.[1]?.trim() ?? "";
const tagOf = (value: string) => /;tag=([^;\s>]+)/.exec(value)?.[1] ?? "";
const uriOf = (value: string) => /<([^>]+)>/.exec(value)?.[1] ?? value;

export interface SipPhoneOptions {
  user: string;
  password: string;
  /** What it calls itself, as a quoted string. */
  name?: string;
  /** `host:port` of the server, which is also what is written into URIs. */
  domain: string;
  address?: string;
  /** Left out: any free one. */
  port?: number;
  /** Where packets are really sent: a NAT's inner port, say. */
  through?: number;
}

/** Our side of a dialog. */
export interface PhoneDialog {
  callId: string;
  local: string;
  remote: string;
  target: string;
  cseq: number;
  /** Of a call that was answered. */
  sdp?: string;
}

export class SipPhone {
  readonly received: string[] = [];
  readonly #socket: Socket;
  readonly #options: Required<SipPhoneOptions>;
  readonly #waiting = new Set<() => void>();
  #sequence = 0;
  /** What in-dialog requests get; null: nothing. */
  answers: (request: string) => string | null = (request) => (request.startsWith("ACK") ? null : "200 OK");

  private constructor(socket: Socket, options: Required<SipPhoneOptions>) {
    this.#socket = socket;
    this.#options = options;
    socket.on("message", (bytes) => this.#receive(bytes.toString("latin1")));
  }

  static async open(options: SipPhoneOptions): Promise<SipPhone> {
    const complete = { address: "127.0.0.1", port: 0, name: "", through: Number(options.domain.split(":")[1]), ...options };
    const socket = createSocket("udp4");
    socket.bind(complete.port, complete.address);
    await once(socket, "listening");
    return new SipPhone(socket, complete);
  }

  close(): void {
    this.#socket.close();
  }

  get here(): string {
    return `${this.#options.address}:${this.#socket.address().port}`;
  }

  get sdp(): string {
    const { address } = this.#options;
    return `v=0\r\no=- 1 1 IN IP4 ${address}\r\ns=-\r\nc=IN IP4 ${address}\r\nt=0 0\r\nm=audio ${this.#socket.address().port + 1} RTP/AVP 8\r\n`;
  }

  /** The first message, not asked for yet, that fits; null when none comes in time, or when it is no longer wanted. */
  async within(patience: number, fits: (message: string) => boolean, signal?: AbortSignal): Promise<string | null> {
    const deadline = performance.now() + patience;
    for (;;) {
      const at = this.received.findIndex(fits);
      if (at >= 0) return this.received.splice(at, 1)[0]!;
      const left = deadline - performance.now();
      if (left <= 0 || signal?.aborted) return null;
      await this.#messageComes(left, signal);
    }
  }

  async next(what: string, fits: (message: string) => boolean, patience = patienceMs): Promise<string> {
    const message = await this.within(patience, fits);
    if (message !== null) return message;
    throw new Error(`no ${what}; got ${this.received.map((received) => received.split("\r\n")[0]).join(", ") || "nothing"}`);
  }

  request(method: string, patience = patienceMs): Promise<string> {
    return this.next(method, (message) => message.startsWith(`${method} `), patience);
  }

  /** The final response to a request of ours. */
  response(callId: string, cseq: number, method: string): Promise<string> {
    return this.next(
      `answer to ${method}`,
      (message) =>
        /^SIP\/2\.0 [2-6]/.test(message) && headerOf(message, "Call-ID") === callId && headerOf(message, "CSeq") === `${cseq} ${method}`,
    );
  }

  async register(expires = 300): Promise<string> {
    return this.#register([`Expires: ${expires}`]);
  }

  /** Every phone of the user's, whoever registered it (RFC 3261 10.2.2). */
  async unregisterAll(): Promise<void> {
    await this.#register(["Contact: *", "Expires: 0"]);
  }

  async #register(headers: string[]): Promise<string> {
    const callId = `register-${this.#options.user}-${this.#socket.address().port}`;
    const [status, answer] = await this.#authenticated("REGISTER", `sip:${this.#options.domain}`, callId, headers, "");
    if (status !== 200) throw new Error(`${this.#options.user} was not registered: ${status}`);
    return answer;
  }

  /** A call with credentials, acknowledged. Throws when it is refused. */
  async call(digits: string, sdp = this.sdp): Promise<PhoneDialog> {
    const callId = `call-${this.#socket.address().port}-${++this.#sequence}`;
    const uri = `sip:${digits}@${this.#options.domain}`;
    const [status, answer, cseq] = await this.#authenticated("INVITE", uri, callId, [], sdp);
    if (status !== 200) throw new Error(`the call was refused: ${status}`);
    const target = uriOf(headerOf(answer, "Contact"));
    const dialog = { callId, local: headerOf(answer, "From"), remote: headerOf(answer, "To"), target, cseq, sdp: answer };
    this.acknowledge(dialog, cseq);
    return dialog;
  }

  /** Answers an INVITE of the server's; resolves when it is acknowledged. */
  async accept(invite: string, sdp = this.sdp, local = this.localOf(invite)): Promise<PhoneDialog> {
    this.respond(invite, "200 OK", local, sdp);
    const callId = headerOf(invite, "Call-ID");
    await this.next("ACK", (message) => message.startsWith("ACK ") && headerOf(message, "Call-ID") === callId);
    return { callId, local, remote: headerOf(invite, "From"), target: uriOf(headerOf(invite, "Contact")), cseq: 0 };
  }

  /** Our side of a call that comes in, for everything that is said about it. */
  localOf(invite: string): string {
    return `${headerOf(invite, "To")};tag=phone${++this.#sequence}`;
  }

  /** A request in a dialog; resolves with its final response. */
  async inDialog(method: string, dialog: PhoneDialog, headers: string[] = [], body = ""): Promise<string> {
    const cseq = ++dialog.cseq;
    this.#send(this.#lines(method, dialog.target, dialog.local, dialog.remote, dialog.callId, cseq, headers), body);
    const answer = await this.response(dialog.callId, cseq, method);
    if (method === "INVITE") this.acknowledge(dialog, cseq, answer);
    return answer;
  }

  /** A refusal is acknowledged hop by hop, on the branch of its INVITE. */
  acknowledge({ target, local, remote, callId }: PhoneDialog, cseq: number, refusal = ""): void {
    const lines = this.#lines("ACK", target, local, refusal ? headerOf(refusal, "To") : remote, callId, cseq, []);
    const refused = /^SIP\/2\.0 [3-6]/.test(refusal);
    this.#send(refused ? lines.map((line) => (line.startsWith("Via:") ? `Via: ${headerOf(refusal, "Via")}` : line)) : lines);
  }

  /** `Replaces` of this dialog, as seen by the other side (RFC 3891), for a Refer-To. */
  static replaces({ callId, local, remote }: PhoneDialog): string {
    return encodeURIComponent(`${callId};to-tag=${tagOf(remote)};from-tag=${tagOf(local)}`);
  }

  respond(request: string, status: string, to = headerOf(request, "To"), body = ""): void {
    const copied = request.split("\r\n").filter((line) => /^(Via|Record-Route|From|Call-ID|CSeq):/i.test(line));
    const contact = `Contact: <sip:${this.#options.user}@${this.here}>`;
    this.#send([`SIP/2.0 ${status}`, ...copied, `To: ${to}`, contact], body);
  }

  async #authenticated(method: string, uri: string, callId: string, headers: string[], body: string): Promise<[number, string, number]> {
    const { user, password, domain, name } = this.#options;
    const from = `${name && `"${name}" `}<sip:${user}@${domain}>;tag=${callId}`;
    const to = method === "REGISTER" ? `<sip:${user}@${domain}>` : `<${uri}>`;
    const send = async (cseq: number, more: string[]): Promise<string> => {
      const lines = this.#lines(method, uri, from, to, callId, cseq, [...headers, ...more]);
      this.#send(lines, body);
      const answer = await this.response(callId, cseq, method);
      if (method === "INVITE" && !answer.startsWith("SIP/2.0 2"))
        this.#send([
          `ACK ${uri} SIP/2.0`,
          lines[1]!,
          `From: ${from}`,
          `To: ${headerOf(answer, "To")}`,
          `Call-ID: ${callId}`,
          `CSeq: ${cseq} ACK`,
        ]);
      return answer;
    };
    const first = ++this.#sequence;
    const challenge = await send(first, []);
    // Whoever comes by the address of an operator is not asked.
    if (!/^SIP\/2\.0 40[17]/.test(challenge)) return [Number(challenge.split(" ")[1]), challenge, first];
    const nonce = /nonce="([^"]+)"/.exec(challenge)?.[1] ?? "";
    const response = md5(`${md5(`${user}:jono:${password}`)}:${nonce}:00000001:c:auth:${md5(`${method}:${uri}`)}`);
    const given = `username="${user}", realm="jono", nonce="${nonce}", uri="${uri}", response="${response}"`;
    const second = ++this.#sequence;
    const answer = await send(second, [`Authorization: Digest ${given}, algorithm=MD5, cnonce="c", nc=00000001, qop=auth`]);
    return [Number(answer.split(" ")[1]), answer, second];
  }

  #lines(method: string, uri: string, from: string, to: string, callId: string, cseq: number, headers: string[]): string[] {
    const hasContact = headers.some((header) => header.startsWith("Contact:"));
    return [
      `${method} ${uri} SIP/2.0`,
      `Via: SIP/2.0/UDP ${this.here};rport;branch=z9hG4bK${callId}-${cseq}-${method}`,
      `From: ${from}`,
      `To: ${to}`,
      `Call-ID: ${callId}`,
      `CSeq: ${cseq} ${method}`,
      ...(hasContact ? [] : [`Contact: <sip:${this.#options.user}@${this.here}>`]),
      "Max-Forwards: 70",
      ...headers,
    ];
  }

  #messageComes(patience: number, signal?: AbortSignal): Promise<void> {
    return new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", wake);
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, patience);
      signal?.addEventListener("abort", wake);
      this.#waiting.add(wake);
    });
  }

  #send(lines: string[], body = ""): void {
    const type = body === "" ? [] : ["Content-Type: application/sdp"];
    const text = [...lines, ...type, `Content-Length: ${body.length}`, "", body].join("\r\n");
    this.#socket.send(Buffer.from(text, "latin1"), this.#options.through, "127.0.0.1");
  }

  #receive(text: string): void {
    this.received.push(text);
    for (const wake of [...this.#waiting]) wake();
    // INVITEs of the server are answered by the test; everything inside a dialog at once.
    if (text.startsWith("SIP/2.0") || (text.startsWith("INVITE") && !tagOf(headerOf(text, "To")))) return;
    const status = this.answers(text);
    if (status) this.respond(text, status);
  }
}
