/**
 * What we use of drachtio-srf 5, in types that say what it does. Its own declarations leave out the options that we need
 * (headers of a CANCEL, the body of a late ACK, the callback of a request).
 */
import Srf from "drachtio-srf";

export interface SipMessage {
  method: string;
  uri: string;
  body?: string;
  source_address: string;
  source_port: number | string;
  protocol: string;
  get(name: string): string | undefined;
  has(name: string): boolean;
}

export interface SipRequest extends SipMessage {
  on(event: "cancel", listener: () => void): void;
  cancel(options: { headers: Record<string, string> }, callback: (error: unknown) => void): void;
}

export interface SipResponse {
  status: number;
  finalResponseSent: boolean;
  send(status: number, options?: { headers?: Record<string, string>; body?: string }): void;
}

/** A response to a request of ours. */
export interface ReceivedResponse {
  status: number;
  body?: string;
  get(name: string): string | undefined;
}

export interface Dialog {
  /** False from the BYE on, whoever sent it. */
  readonly connected: boolean;
  on(event: "destroy", listener: () => void): this;
  on(event: "modify" | "refer" | "info", listener: (request: SipMessage, response: SipResponse) => void): this;
  once(event: "ack", listener: (request: SipMessage) => void): this;
  destroy(options: { headers: Record<string, string> }): Promise<unknown>;
  request(options: { method: string; headers: Record<string, string>; body?: string }): Promise<unknown>;
}

export interface SrfApplication {
  use(method: string, handler: (request: SipRequest, response: SipResponse) => void): void;
  connect(options: { host: string; port: number; secret: string; enablePing?: boolean; pingInterval?: number }): Promise<unknown>;
  disconnect(): void;
  on(event: "connect", listener: (error: Error | null, hostport: string) => void): this;
  on(event: "error" | "disconnect", listener: (error?: Error) => void): this;
  createUAS(request: SipRequest, response: SipResponse, options: { localSdp: string; headers: Record<string, string> }): Promise<Dialog>;
  createUAC(
    uri: string,
    options: { proxy: string; localSdp: string; headers: Record<string, string> },
    progress: { cbRequest(error: unknown, request: SipRequest): void; cbProvisional(response: ReceivedResponse): void },
  ): Promise<Dialog & { remote: { sdp: string }; sip: { callId: string } }>;
  request(
    uri: string,
    options: { method: string; proxy: string; headers: Record<string, string> },
    callback: (error: unknown, request?: { on(event: "response", listener: (response: ReceivedResponse) => void): void }) => void,
  ): void;
}

export const createApplication = (): SrfApplication => new Srf() as unknown as SrfApplication;
