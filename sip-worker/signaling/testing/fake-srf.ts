/** For tests: an `SrfApplication` whose network is the test. Calls wait until the test answers, and what is sent is noted. */
import { EventEmitter } from "node:events";
import type { Dialog, SipMessage, SipRequest, SipResponse, SrfApplication } from "../srf.ts";

type Handler = (request: SipRequest, response: SipResponse) => void;
export type Sent = string;

export class FakeDialog extends EventEmitter {
  connected = true;
  readonly sip = { callId: "dialog" };
  readonly remote: { sdp: string };
  readonly #sent: Sent[];

  constructor(sent: Sent[], sdp = "answer") {
    super();
    this.#sent = sent;
    this.remote = { sdp };
  }

  async destroy({ headers }: { headers: Record<string, string> }): Promise<void> {
    this.#sent.push(`BYE ${headers.Reason}`);
  }
}

/** As drachtio-srf's SipError. */
export class Refusal extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`Sip non-success response: ${status}`);
    this.status = status;
  }
}

export interface FakeUac {
  uri: string;
  headers: Record<string, string>;
  /** The INVITE is on its way. */
  sent(): void;
  progress(status: number, body?: string): void;
  answer(sdp?: string): FakeDialog;
  refuse(error: unknown): void;
}
export interface FakeUas {
  answered(): FakeDialog;
  failed(error: unknown): void;
}

export class FakeSrf {
  readonly sent: Sent[] = [];
  readonly uacs: FakeUac[] = [];
  readonly uases: FakeUas[] = [];
  readonly handlers = new Map<string, Handler>();

  readonly application: SrfApplication = {
    use: (method, handler) => void this.handlers.set(method, handler),
    connect: async () => undefined,
    disconnect: () => undefined,
    on: () => this.application,
    createUAS: () =>
      new Promise<Dialog>((resolve, reject) => {
        this.uases.push({ answered: () => this.#resolved(resolve), failed: reject });
      }),
    createUAC: (uri, { headers }, progress) =>
      new Promise((resolve, reject) => {
        this.uacs.push({
          uri,
          headers,
          sent: () => progress.cbRequest(null, this.#request()),
          progress: (status, body) => progress.cbProvisional({ status, body, get: () => undefined }),
          answer: (sdp) => this.#resolved(resolve as (dialog: Dialog) => void, sdp),
          refuse: reject,
        });
      }),
    request: () => undefined,
  };

  #resolved(resolve: (dialog: Dialog) => void, sdp?: string): FakeDialog {
    const dialog = new FakeDialog(this.sent, sdp);
    resolve(dialog as unknown as Dialog);
    return dialog;
  }

  #request(): SipRequest {
    return {
      cancel: ({ headers }: { headers: Record<string, string> }) => void this.sent.push(`CANCEL ${headers.Reason}`),
    } as unknown as SipRequest;
  }
}

/** A request that came in, and what was answered. */
export class FakeRequest extends EventEmitter {
  readonly method: string;
  readonly uri: string;
  readonly body: string;
  readonly source_address: string;
  readonly source_port = 5060;
  readonly protocol = "udp";
  readonly answers: { status: number; headers: Record<string, string>; body?: string }[] = [];
  readonly #headers: Map<string, string>;

  constructor(method: string, headers: Record<string, string> = {}, { uri = "sip:8000@jono", body = "", from = "192.0.2.1" } = {}) {
    super();
    this.method = method;
    this.uri = uri;
    this.body = body;
    this.source_address = from;
    this.#headers = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  }

  get(name: string): string | undefined {
    return this.#headers.get(name.toLowerCase());
  }

  has(name: string): boolean {
    return this.#headers.has(name.toLowerCase());
  }

  get request(): SipRequest {
    return this as unknown as SipRequest & SipMessage;
  }

  get response(): SipResponse {
    return {
      status: 0,
      finalResponseSent: false,
      send: (status, { headers = {}, body } = {}) => void this.answers.push({ status, headers, body }),
    };
  }
}

/** Everything that is ready to go on has gone on. */
export const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
