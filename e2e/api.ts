/** The HTTP API as a script uses it, for preparing scenarios and for looking at what came of them. */
import type { CallEventRecord, CallRecord } from "../lib/domain/call.ts";
import type { GroupDocument, GroupSettingsInput } from "../lib/domain/group/group.ts";
import { applyChange, type LiveChange, type LiveSnapshot } from "../lib/domain/live.ts";

export class Api {
  readonly #url: string;
  readonly #token: string;

  constructor(url: string, token: string) {
    this.#url = `${url}/api/v1`;
    this.#token = token;
  }

  async request<T>(method: string, path: string, body?: unknown): Promise<T> {
    const form = body instanceof FormData;
    const response = await fetch(`${this.#url}${path}`, {
      method,
      headers: { Authorization: `Bearer ${this.#token}`, ...(body && !form ? { "Content-Type": "application/json" } : {}) },
      body: form ? body : body && JSON.stringify(body),
    } as RequestInit);
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text ? JSON.parse(text) : undefined) as T;
  }

  async userId(extension: string): Promise<string> {
    const users = await this.request<{ id: string; extension: string }[]>("GET", "/users");
    const user = users.find((candidate) => candidate.extension === extension);
    if (!user) throw new Error(`nobody has extension ${extension}`);
    return user.id;
  }

  async numberId(digits: string): Promise<string> {
    const numbers = await this.request<{ id: string; digits: string }[]>("GET", "/numbers");
    const number = numbers.find((candidate) => candidate.digits === digits);
    if (!number) throw new Error(`there is no number ${digits}`);
    return number.id;
  }

  createGroup(settings: GroupSettingsInput): Promise<GroupDocument> {
    return this.request("POST", "/groups", settings);
  }

  saveGroup(group: GroupDocument): Promise<GroupDocument> {
    return this.request("PUT", `/groups/${group.id}`, group);
  }

  deleteGroup(id: string): Promise<void> {
    return this.request("DELETE", `/groups/${id}`);
  }

  act(userId: string, change: Record<string, unknown>): Promise<void> {
    return this.request("POST", `/members/${userId}/state`, change);
  }

  async calls(query = ""): Promise<CallRecord[]> {
    return (await this.request<{ calls: CallRecord[] }>("GET", `/calls${query}`)).calls;
  }

  call(id: string): Promise<CallRecord & { events: CallEventRecord[] }> {
    return this.request("GET", `/calls/${id}`);
  }

  /** Resolves with the first state of the live view for which `wanted` is true. */
  async untilLive(wanted: (snapshot: LiveSnapshot) => boolean, timeoutMs = 15_000): Promise<LiveSnapshot> {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(new Error("the live view did not come to the wanted state")), timeoutMs);
    try {
      for await (const snapshot of this.live(controller.signal)) if (wanted(snapshot)) return snapshot;
      throw new Error("the live stream ended");
    } finally {
      clearTimeout(timer);
      controller.abort();
    }
  }

  /** The live view after every change, until the signal or the end of the stream. */
  async *live(signal: AbortSignal): AsyncGenerator<LiveSnapshot> {
    const response = await fetch(`${this.#url}/live`, { headers: { Authorization: `Bearer ${this.#token}` }, signal });
    if (!response.ok || !response.body) throw new Error(`GET /live: ${response.status}`);
    let snapshot: LiveSnapshot | null = null;
    for await (const { event, data } of serverSentEvents(response.body)) {
      if (event === "snapshot") snapshot = data as LiveSnapshot;
      if (event === "change" && snapshot) snapshot = applyChange(snapshot, data as LiveChange);
      if (snapshot) yield snapshot;
    }
  }
}

async function* serverSentEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<{ event: string; data: unknown }> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    const blocks = (rest + decoder.decode(chunk, { stream: true })).split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const event = /^event: (.*)$/m.exec(block)?.[1];
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (event && data) yield { event, data: JSON.parse(data) };
    }
  }
}
