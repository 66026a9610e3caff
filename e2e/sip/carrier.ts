/**
 * The demo carrier: a UDP party at 127.0.0.2:5070 that answers OPTIONS and takes calls as it is told. It checks digest responses with code of
 * its own, and keeps every message.
 */
import { createHash } from "node:crypto";
import { createSocket, type RemoteInfo, type Socket } from "node:dgram";
import { once } from "node:events";
import { onTestFinished } from "vitest";
import { api, stack } from "./scene.ts";

export interface CarrierBehaviour {
  /** What an INVITE gets after 180. Left out: it is answered. */
  refuses?: { status: string; headers?: string[] };
  /** What an INVITE gets at once, without 180. */
  cannot?: string;
  /** Instead of 180: 183 with this SDP, so that the caller hears it before it answers. */
  plays?: string;
  /** Says nothing at all, to nobody. */
  dead?: boolean;
  /** Left out: the carrier never hangs up. */
  hangsUpAfterMs?: number;
  /** The 200 is sent this often, at once, as if forked: each with another tag. */
  forks?: number;
  /** The 200 is sent though a CANCEL has come. */
  answersAfterCancel?: boolean;
  /** Rings, and answers only when told (`answer`). */
  waits?: boolean;
  /** What it answers with; left out: it takes A-law and sends nothing. */
  sdp?: string;
  /** REGISTER and INVITE are challenged in this realm. */
  asks?: { realm: string; user: string; password: string; by?: "registrar" | "proxy" };
}

const address = "127.0.0.2";
const demoPort = 5070;
const sdp = `v=0\r\no=- 1 1 IN IP4 ${address}\r\ns=-\r\nc=IN IP4 ${address}\r\nt=0 0\r\nm=audio 34500 RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\n`;

export class Carrier {
  readonly received: string[] = [];
  readonly #socket: Socket;
  #behaviour: CarrierBehaviour;
  readonly #waiting = new Set<() => void>();
  #invite: { text: string; from: RemoteInfo } | null = null;

  private constructor(socket: Socket, behaviour: CarrierBehaviour) {
    this.#socket = socket;
    this.#behaviour = behaviour;
    socket.on("message", (bytes, from) => this.#onMessage(String(bytes), from));
  }

  /** At hand until the test ends. Resolves when the worker sees that the carrier is there. */
  static async start(behaviour: CarrierBehaviour = {}, { untilUp = true, port = demoPort } = {}): Promise<Carrier> {
    const socket = createSocket("udp4");
    socket.bind(port, address);
    await once(socket, "listening");
    onTestFinished(() => void socket.close());
    const carrier = new Carrier(socket, behaviour);
    if (untilUp) await untilTrunk(({ up }) => up);
    return carrier;
  }

  /** The first message that begins so. */
  async until(start: string, timeoutMs = 10_000): Promise<string> {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      const found = this.received.find((message) => message.startsWith(start));
      if (found) return found;
      const left = deadline - performance.now();
      if (left <= 0) throw new Error(`the carrier got no ${start}: ${this.received.map((message) => message.split("\r\n")[0]).join(", ")}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#waiting.add(() => {
          clearTimeout(timer);
          resolve();
        });
      });
      this.#waiting.clear();
    }
  }

  get #port(): number {
    return this.#socket.address().port;
  }

  count(start: string): number {
    return this.received.filter((message) => message.startsWith(start)).length;
  }

  /** From now on. */
  asks(asks: CarrierBehaviour["asks"]): void {
    this.#behaviour = { ...this.#behaviour, asks };
  }

  answer(tag = "carrier"): void {
    if (this.#invite)
      this.#reply(this.#invite, "200 OK", tag, [`Contact: <sip:${tag}@${address}:${this.#port}>`], this.#behaviour.sdp ?? sdp);
  }

  refuse(status: string): void {
    if (this.#invite) this.#reply(this.#invite, status);
  }

  #onMessage(text: string, from: RemoteInfo): void {
    // The worker of the other lane asks at the same address whether its trunk is there.
    if (from.port !== stack.ports.sip) return;
    this.received.push(text);
    for (const wake of [...this.#waiting]) wake();
    if (this.#behaviour.dead) return;
    const method = text.split(" ", 1)[0];
    const request = { text, from };
    if (method === "OPTIONS" || method === "BYE" || method === "NOTIFY") this.#reply(request, "200 OK");
    else if (method === "REGISTER") this.#onRegister(request);
    else if (method === "INVITE") this.#onInvite(request);
    else if (method === "CANCEL") this.#onCancel(request);
  }

  #onRegister(request: { text: string; from: RemoteInfo }): void {
    if (this.#isAuthorised(request.text))
      this.#reply(request, "200 OK", "registrar", [`Contact: ${field(request.text, "Contact")};expires=60`]);
    else this.#challenge(request);
  }

  #onInvite(request: { text: string; from: RemoteInfo }): void {
    if (!this.#isAuthorised(request.text)) {
      this.#challenge(request);
      return;
    }
    const { cannot, plays, refuses, forks = 1, waits, answersAfterCancel, hangsUpAfterMs } = this.#behaviour;
    this.#invite = request;
    if (plays) this.#reply(request, "183 Session Progress", "carrier", [`Contact: <sip:carrier@${address}:${this.#port}>`], plays);
    else this.#reply(request, cannot ?? "180 Ringing");
    if (cannot) return;
    if (refuses) this.#reply(request, refuses.status, "carrier", refuses.headers);
    else if (!waits && !answersAfterCancel) for (let fork = 0; fork < forks; fork++) this.answer(fork === 0 ? "carrier" : `fork${fork}`);
    if (hangsUpAfterMs !== undefined) setTimeout(() => this.#hangUp(request), hangsUpAfterMs).unref();
  }

  #onCancel(request: { text: string; from: RemoteInfo }): void {
    this.#reply(request, "200 OK");
    if (this.#behaviour.answersAfterCancel) this.answer();
    else if (this.#invite) this.#reply(this.#invite, "487 Request Terminated");
  }

  #challenge(request: { text: string; from: RemoteInfo }): void {
    const { realm = "", by = "registrar" } = this.#behaviour.asks ?? {};
    const [status, name] = by === "proxy" ? ["407 Proxy Authentication Required", "Proxy"] : ["401 Unauthorized", "WWW"];
    this.#reply(request, status, "carrier", [
      `${name}-Authenticate: Digest realm="${realm}", nonce="n${this.received.length}", qop="auth"`,
    ]);
  }

  #isAuthorised(text: string): boolean {
    const { asks } = this.#behaviour;
    if (!asks) return true;
    const given = (name: string) =>
      new RegExp(`[ ,]${name}="?([^",]*)`).exec(field(text, asks.by === "proxy" ? "Proxy-Authorization" : "Authorization"))?.[1] ?? "";
    const md5 = (value: string) => createHash("md5").update(value).digest("hex");
    const ha1 = md5(`${asks.user}:${asks.realm}:${asks.password}`);
    const ha2 = md5(`${text.split(" ", 1)[0]}:${given("uri")}`);
    return given("response") === md5(`${ha1}:${given("nonce")}:${given("nc")}:${given("cnonce")}:auth:${ha2}`);
  }

  #hangUp({ text, from }: { text: string; from: RemoteInfo }): void {
    const target = /<([^>]*)>/.exec(field(text, "Contact"))?.[1] ?? "";
    const lines = [
      `BYE ${target} SIP/2.0`,
      `Via: SIP/2.0/UDP ${address}:${this.#port};branch=z9hG4bKbye${this.received.length}`,
      `From: ${field(text, "To")};tag=carrier`,
      `To: ${field(text, "From")}`,
      `Call-ID: ${field(text, "Call-ID")}`,
      "CSeq: 1 BYE",
      "Max-Forwards: 70",
      "Content-Length: 0",
    ];
    this.#socket.send(`${lines.join("\r\n")}\r\n\r\n`, from.port, from.address);
  }

  #reply({ text, from }: { text: string; from: RemoteInfo }, status: string, tag = "carrier", headers: string[] = [], body = ""): void {
    const to = field(text, "To");
    const lines = [
      `SIP/2.0 ${status}`,
      ...text.split("\r\n").filter((line) => /^(Via|Record-Route):/i.test(line)),
      `From: ${field(text, "From")}`,
      `To: ${to.includes(";tag=") ? to : `${to};tag=${tag}`}`,
      `Call-ID: ${field(text, "Call-ID")}`,
      `CSeq: ${field(text, "CSeq")}`,
      ...headers,
      ...(body ? ["Content-Type: application/sdp"] : []),
      `Content-Length: ${body.length}`,
    ];
    this.#socket.send(`${lines.join("\r\n")}\r\n\r\n${body}`, from.port, from.address);
  }
}

export const field = (message: string, name: string): string => new RegExp(`^${name}: *(.*)$`, "im").exec(message)?.[1]?.trim() ?? "";

interface State {
  up: boolean;
  reason: string;
}

/** Waits until the API tells so of the trunk (by default the demo's own). */
export async function untilTrunk(wanted: (state: State) => boolean, name = "Demo carrier", timeoutMs = 20_000): Promise<State> {
  const deadline = performance.now() + timeoutMs;
  for (let state: State | null = null; ; ) {
    const trunks = await api.request<{ name: string; state: State | null }[]>("GET", "/trunks");
    state = trunks.find((trunk) => trunk.name === name)?.state ?? null;
    if (state && wanted(state)) return state;
    if (performance.now() > deadline) throw new Error(`the trunk is ${JSON.stringify(state)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
