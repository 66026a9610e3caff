/**
 * The worker's HTTP API for the portal and for operators, on loopback: `/healthz`, `/readyz` and `/metrics` for anyone there,
 * `/live` and `/commands` with the shared secret.
 */
import { createHash, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import * as z from "zod";
import type { CallbackAction, CommandResult, MemberAction, WorkerCommand } from "../../lib/domain/live.ts";
import type { TrunkState } from "../../lib/domain/trunk.ts";
import type { Log } from "../runtime/log.ts";
import type { LiveStream } from "./live-stream.ts";

export interface ControlApiParts {
  secret: string;
  log: Log;
  /** Null: not served by this worker. */
  live(organisationId: string): LiveStream | null;
  command(organisationId: string, userId: string, change: MemberAction): Promise<CommandResult>;
  waitingCall(command: WaitingCallCommand): CommandResult;
  callback(organisationId: string, callbackId: string, action: CallbackAction): CommandResult;
  /** How the organisation's trunks are now. */
  trunks(organisationId: string): TrunkState[];
  /** Resolves when the newest configuration of the organisation is in force. */
  follow(organisationId: string): Promise<void>;
  /** What must work for calls to be taken; the names of what does not are told. */
  readiness(): Record<string, boolean>;
  /** Prometheus text. */
  metrics(): Promise<string>;
}

type WaitingCallCommand = Extract<WorkerCommand, { kind: "waitingCall" }>;

const memberAction = z.discriminatedUnion("action", [
  z.object({ action: z.enum(["logIn", "logOut"]), groupId: z.uuid().optional() }),
  z.object({ action: z.literal("pause"), reason: z.string().max(80).optional() }),
  z.object({ action: z.enum(["resume", "finishWrapUp", "extendWrapUp"]) }),
  z.object({ action: z.literal("setPresence"), presence: z.enum(["available", "away", "busy"]), name: z.string().max(80).optional() }),
]);
const commandBody = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("memberState"), organisationId: z.uuid(), userId: z.uuid(), change: memberAction }),
  z.object({
    kind: z.literal("callback"),
    organisationId: z.uuid(),
    callbackId: z.uuid(),
    action: z.enum(["cancel", "reached", "notReached"]),
  }),
  z.object({
    kind: z.literal("waitingCall"),
    organisationId: z.uuid(),
    callId: z.uuid(),
    by: z.uuid(),
    groups: z.array(z.uuid()).nullable(),
    change: z.discriminatedUnion("action", [
      z.object({ action: z.enum(["front", "take"]) }),
      z.object({ action: z.literal("group"), groupId: z.uuid() }),
    ]),
  }),
  z.object({ kind: z.literal("follow"), organisationId: z.uuid() }),
]);

const keepAliveMs = 15_000;
const maxBodyBytes = 64 * 1024;
const maxUnreadBytes = 8 * 1024 * 1024;

export class ControlApi {
  readonly #parts: ControlApiParts;
  readonly #server: Server;
  readonly #streams = new Set<ServerResponse>();

  constructor(parts: ControlApiParts) {
    this.#parts = parts;
    this.#server = createServer((request, response) => {
      this.#route(request, response).catch((error: unknown) => {
        if (request.destroyed && !request.complete) return;
        parts.log.error("control API failed", { path: request.url, error: String(error) });
        if (!response.headersSent) json(response, 500, { error: "internal" });
      });
    });
  }

  listen(host: string, port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, host, () => resolve());
    });
  }

  async close(): Promise<void> {
    for (const stream of this.#streams) stream.end();
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = "/", query = ""] = (request.url ?? "/").split("?", 2);
    switch (path) {
      case "/healthz":
        return json(response, 200, { ok: true });
      case "/readyz":
        return this.#ready(response);
      case "/metrics":
        return text(response, await this.#parts.metrics());
    }
    if (!this.#isTrusted(request)) return json(response, 401, { error: "unauthorised" });
    if (path === "/live" && request.method === "GET")
      return this.#live(new URLSearchParams(query).get("organisation") ?? "", request, response);
    if (path === "/trunks" && request.method === "GET")
      return json(response, 200, this.#parts.trunks(new URLSearchParams(query).get("organisation") ?? ""));
    if (path === "/commands" && request.method === "POST") return this.#command(request, response);
    return json(response, 404, { error: "notFound" });
  }

  #ready(response: ServerResponse): void {
    const checks = this.#parts.readiness();
    json(response, Object.values(checks).every(Boolean) ? 200 : 503, checks);
  }

  #isTrusted(request: IncomingMessage): boolean {
    const digest = (value: string) => createHash("sha256").update(value).digest();
    return timingSafeEqual(digest(request.headers.authorization ?? ""), digest(`Bearer ${this.#parts.secret}`));
  }

  #live(organisationId: string, request: IncomingMessage, response: ServerResponse): void {
    const stream = this.#parts.live(organisationId);
    if (!stream) {
      json(response, 404, { error: "notServedHere" });
      return;
    }
    response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
    const send = (event: string, data: unknown) => {
      // Whoever does not read is let go, and comes back to a fresh snapshot.
      if (response.writableLength > maxUnreadBytes) response.destroy();
      else response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    };
    const end = stream.subscribe({
      snapshot: (snapshot) => send("snapshot", snapshot),
      change: (change) => send("change", change),
      ended: () => response.end(),
    });
    const beat = setInterval(() => response.write(": alive\n\n"), keepAliveMs);
    this.#streams.add(response);
    request.on("close", () => {
      clearInterval(beat);
      this.#streams.delete(response);
      end();
    });
  }

  async #carryOut(command: z.output<typeof commandBody>): Promise<CommandResult> {
    if (command.kind === "memberState") return this.#parts.command(command.organisationId, command.userId, command.change as MemberAction);
    if (command.kind === "waitingCall") return this.#parts.waitingCall(command);
    if (command.kind === "callback") return this.#parts.callback(command.organisationId, command.callbackId, command.action);
    await this.#parts.follow(command.organisationId);
    return { ok: true };
  }

  async #command(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parsed = commandBody.safeParse(await readJson(request));
    if (!parsed.success)
      return json(response, 400, { error: "badCommand", issues: parsed.error.issues.map((issue) => issue.path.join(".")) });
    json(response, 200, await this.#carryOut(parsed.data));
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBodyBytes) return null;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    return null;
  }
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}

function text(response: ServerResponse, body: string): void {
  response.writeHead(200, { "Content-Type": "text/plain; version=0.0.4" }).end(body);
}
