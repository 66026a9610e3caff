/**
 * Many SIP phones on one UDP socket, as light as can be: they say what a call needs and nothing else. They repeat nothing unless told to:
 * on loopback nothing is lost, and what is lost shows as a time-out of the bench.
 */
import { createHash } from "node:crypto";
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";

export interface Message {
  /** Method of a request, or status of a response. */
  method: string;
  status: number;
  /** User part of the Request-URI. */
  user: string;
  text: string;
  at: number;
}

const header = (text: string, name: string) => new RegExp(`^${name}:[ \\t]*(.*)$`, "im").exec(text)?.[1]?.trim() ?? "";
const headers = (text: string, name: string) => text.match(new RegExp(`^${name}:.*$`, "gim")) ?? [];
const md5 = (text: string) => createHash("md5").update(text).digest("hex");

/** One call as the farm sees it. */
export interface FarmCall {
  callId: string;
  /** The INVITE's own: who it is for, or who sent it. */
  user: string;
  invitedAt: number;
  answeredAt: number;
  /** Headers of a request of ours inside the dialog. */
  dialog: { uri: string; from: string; to: string };
  cseq: number;
}

export class UdpFarm {
  readonly port: number;
  /** An INVITE for one of our phones; it is answered by what is returned. */
  onInvite: (call: FarmCall) => "ring" | "answer" = () => "answer";
  /** A call of ours was answered, or one to us was acknowledged. */
  onUp: (call: FarmCall) => void = () => {};
  onEnded: (call: FarmCall) => void = () => {};
  readonly calls = new Map<string, FarmCall>();
  /** Requests without an answer are sent again after 0.5, 1, 2 and 4 s, as phones do. */
  repeats = false;
  readonly #repeating = new Map<string, NodeJS.Timeout>();
  readonly #socket: Socket;
  readonly #address: string;
  readonly #target: number;
  readonly #waiting = new Map<string, (message: Message) => void>();
  readonly #invites = new Map<string, string>();
  #sequence = 0;

  private constructor(socket: Socket, address: string, target: number) {
    this.#socket = socket;
    this.#address = address;
    this.#target = target;
    this.port = socket.address().port;
    socket.on("message", (bytes) => this.#receive(bytes.toString("latin1")));
  }

  /** Where all its phones want their audio; nothing is there unless somebody opens it. */
  get rtpPort(): number {
    return this.port + 2;
  }

  static async open(address: string, port: number, target: number): Promise<UdpFarm> {
    const socket = createSocket({ type: "udp4", recvBufferSize: 4 * 1024 * 1024 });
    socket.bind(port, address);
    await once(socket, "listening");
    return new UdpFarm(socket, address, target);
  }

  close(): void {
    this.#socket.close();
  }

  /** RFC 3261 10.2 with MD5; throws when the registrar does not accept. */
  async register(user: string, password: string): Promise<void> {
    const base = { method: "REGISTER", uri: `sip:127.0.0.1:${this.#target}`, user, callId: `register-${user}` };
    const challenge = await this.#request({ ...base, cseq: 1 });
    const nonce = /nonce="([^"]+)"/.exec(challenge.text)?.[1] ?? "";
    const ha1 = md5(`${user}:jono:${password}`);
    const response = md5(`${ha1}:${nonce}:00000001:c:auth:${md5(`REGISTER:${base.uri}`)}`);
    const credentials = `username="${user}", realm="jono", nonce="${nonce}", uri="${base.uri}", response="${response}"`;
    const lines = [`Authorization: Digest ${credentials}, algorithm=MD5, cnonce="c", nc=00000001, qop=auth`, "Expires: 3600"];
    const { status } = await this.#request({ ...base, cseq: 2, lines });
    if (status !== 200) throw new Error(`${user} was not registered: ${status}`);
  }

  /** Resolves when answered; rejects when refused. */
  async call(user: string, number: string): Promise<FarmCall> {
    const callId = `call-${this.port}-${++this.#sequence}`;
    const uri = `sip:${number}@127.0.0.1:${this.#target}`;
    const invitedAt = performance.now();
    const ok = await this.#request({ method: "INVITE", uri, user, callId, cseq: 1, body: this.#sdp() });
    if (ok.status !== 200) throw new Error(`the call was refused: ${ok.status}`);
    const target = /<([^>]+)>/.exec(header(ok.text, "Contact"))?.[1] ?? uri;
    const dialog = { uri: target, from: this.#from(user), to: header(ok.text, "To") };
    const call = { callId, user, invitedAt, answeredAt: ok.at, dialog, cseq: 1 };
    this.calls.set(callId, call);
    this.#inDialog("ACK", call, 1);
    return call;
  }

  /** Answers a call that rings. */
  answer(call: FarmCall): void {
    call.answeredAt = performance.now();
    this.#respond(this.#invites.get(call.callId) ?? "", "200 OK", call, this.#sdp());
  }

  hangUp(call: FarmCall): void {
    if (!this.calls.delete(call.callId)) return;
    this.#inDialog("BYE", call, ++call.cseq);
  }

  /** A key by SIP INFO, sent once. */
  pressKey(call: FarmCall, key: string): void {
    const { callId, dialog } = call;
    const cseq = ++call.cseq;
    const lines = this.#lines("INFO", dialog.uri, dialog.from, dialog.to, callId, cseq, `${callId}-INFO-${cseq}`);
    this.#send(lines, `Signal=${key}\r\nDuration=160\r\n`, "application/dtmf-relay");
  }

  #inDialog(method: string, { callId, dialog }: FarmCall, cseq: number): void {
    const branch = `${callId}-${method}-${cseq}`;
    const lines = this.#lines(method, dialog.uri, dialog.from, dialog.to, callId, cseq, branch);
    if (method === "ACK") this.#send(lines);
    else this.#sendUntilAnswered(`${callId} ${cseq} ${method}`, lines);
  }

  #sendUntilAnswered(key: string, lines: string[], body = "", afterMs = 500): void {
    this.#send(lines, body);
    if (!this.repeats || afterMs > 4_000) return;
    const timer = setTimeout(() => this.#repeating.delete(key) && this.#sendUntilAnswered(key, lines, body, afterMs * 2), afterMs);
    this.#repeating.set(key, timer);
  }

  #request({ method, uri, user, callId, cseq, lines = [], body = "" }: RequestParts): Promise<Message> {
    const to = method === "REGISTER" ? `<sip:${user}@jono>` : `<${uri}>`;
    return new Promise((resolve) => {
      const key = `${callId} ${cseq} ${method}`;
      this.#waiting.set(key, resolve);
      this.#sendUntilAnswered(key, this.#lines(method, uri, this.#from(user), to, callId, cseq, `${callId}-${cseq}`, user, lines), body);
    });
  }

  #lines(
    method: string,
    uri: string,
    from: string,
    to: string,
    callId: string,
    cseq: number,
    branch: string,
    user = "phone",
    more: string[] = [],
  ): string[] {
    return [
      `${method} ${uri} SIP/2.0`,
      `Via: SIP/2.0/UDP ${this.#address}:${this.port};branch=z9hG4bK${branch}`,
      `From: ${from}`,
      `To: ${to}`,
      `Call-ID: ${callId}`,
      `CSeq: ${cseq} ${method}`,
      `Contact: <sip:${user}@${this.#address}:${this.port}>`,
      "Max-Forwards: 70",
      "User-Agent: sipp",
      ...more,
    ];
  }

  readonly #from = (user: string) => `<sip:${user}@${this.#address}>;tag=t${user}`;

  readonly #sdp = () =>
    `v=0\r\no=- 1 1 IN IP4 ${this.#address}\r\ns=-\r\nc=IN IP4 ${this.#address}\r\nt=0 0\r\nm=audio ${this.rtpPort} RTP/AVP 8\r\n`;

  #send(lines: string[], body = "", type = "application/sdp"): void {
    const typeLine = body ? [`Content-Type: ${type}`] : [];
    const text = [...lines, ...typeLine, `Content-Length: ${body.length}`, "", body].join("\r\n");
    this.#socket.send(Buffer.from(text, "latin1"), this.#target, "127.0.0.1");
  }

  #respond(request: string, status: string, call: FarmCall | null, body = ""): void {
    const to = header(request, "To");
    const lines = [
      `SIP/2.0 ${status}`,
      ...headers(request, "Via").map((line) => line.trim()),
      ...headers(request, "Record-Route").map((line) => line.trim()),
      `From: ${header(request, "From")}`,
      `To: ${to.includes(";tag=") ? to : `${to};tag=farm`}`,
      `Call-ID: ${header(request, "Call-ID")}`,
      `CSeq: ${header(request, "CSeq")}`,
      ...(call ? [`Contact: <sip:${call.user}@${this.#address}:${this.port}>`] : []),
    ];
    this.#send(lines, body);
  }

  #receive(text: string): void {
    const at = performance.now();
    const status = /^SIP\/2.0 (\d+)/.exec(text);
    if (status) this.#onResponse({ method: "", status: Number(status[1]), user: "", text, at });
    else this.#onRequest(/^(\w+) sip:([^@;\s]*)/.exec(text)?.slice(1) ?? [], text, at);
  }

  #onResponse(message: Message): void {
    clearTimeout(this.#repeating.get(`${header(message.text, "Call-ID")} ${header(message.text, "CSeq")}`));
    if (message.status < 200) return;
    const callId = header(message.text, "Call-ID");
    const cseq = header(message.text, "CSeq");
    const key = `${callId} ${cseq}`;
    const waiting = this.#waiting.get(key);
    this.#waiting.delete(key);
    if (message.status >= 300 && cseq.endsWith("INVITE")) this.#acknowledgeRefusal(message.text, callId);
    const call = this.calls.get(callId);
    // Our ACK was lost.
    if (!waiting && call && message.status === 200 && cseq.endsWith("INVITE")) this.#inDialog("ACK", call, 1);
    waiting?.(message);
  }

  #acknowledgeRefusal(text: string, callId: string): void {
    const via = headers(text, "Via")[0] ?? "";
    const uri = `sip:127.0.0.1:${this.#target}`;
    this.#send([
      `ACK ${uri} SIP/2.0`,
      via.trim(),
      `From: ${header(text, "From")}`,
      `To: ${header(text, "To")}`,
      `Call-ID: ${callId}`,
      "CSeq: 1 ACK",
    ]);
  }

  #onRequest([method = "", user = ""]: string[], text: string, at: number): void {
    const callId = header(text, "Call-ID");
    if (method === "INVITE") this.#onNewCall(callId, user, text, at);
    else if (method === "ACK") this.#onAck(callId);
    else if (method === "CANCEL") this.#onCancel(callId, text);
    else {
      this.#respond(text, "200 OK", null);
      if (method === "BYE") this.#onBye(callId);
    }
  }

  #onCancel(callId: string, text: string): void {
    this.#respond(text, "200 OK", null);
    // It comes too late for a call that was answered (RFC 3261 9.2).
    if (this.calls.get(callId)?.answeredAt) return;
    this.#respond(this.#invites.get(callId) ?? text, "487 Request Terminated", null);
    this.calls.delete(callId);
  }

  #onNewCall(callId: string, user: string, text: string, at: number): void {
    if (this.#invites.has(callId) || this.calls.has(callId)) return;
    this.#invites.set(callId, text);
    const uri = /<([^>]+)>/.exec(header(text, "Contact"))?.[1] ?? "";
    const dialog = { uri, from: `${header(text, "To")};tag=farm`, to: header(text, "From") };
    const call: FarmCall = { callId, user, invitedAt: at, answeredAt: 0, dialog, cseq: 0 };
    this.calls.set(callId, call);
    this.#respond(text, "180 Ringing", call);
    if (this.onInvite(call) === "answer") this.answer(call);
  }

  #onAck(callId: string): void {
    const call = this.calls.get(callId);
    if (call && this.#invites.delete(callId)) this.onUp(call);
  }

  #onBye(callId: string): void {
    const call = this.calls.get(callId);
    this.calls.delete(callId);
    if (call) this.onEnded(call);
  }
}

interface RequestParts {
  method: string;
  uri: string;
  user: string;
  callId: string;
  cseq: number;
  lines?: string[];
  body?: string;
}
