/** One application's control connection, without its socket: bytes in, frames out. */
import { type Command, parseCommand } from "./command.ts";
import { encodeFrame, FrameReader } from "./frame.ts";
import { replyNo, replyOk } from "./reply.ts";

/** The version that applications see; ping needs at least v0.8.2 of the real server. */
const version = "v0.9.0";
const maxFrameBytes = 1_048_576;
const maxRoutes = 64;

export interface ControlSettings {
  readonly secret: string;
  /** `udp/127.0.0.1:5060,tcp/127.0.0.1:5060`. */
  readonly hostPorts: () => string;
  readonly uuid: () => string;
  /** False: it was called for one request, and gets no others. */
  readonly takesRoutes: boolean;
}

/** What carries commands out. */
export interface CommandHandler {
  connected(connection: ControlConnection): void;
  gone(connection: ControlConnection): void;
  /** False: cut the application off. */
  sip(connection: ControlConnection, command: Extract<Command, { type: "sip" }>): boolean;
  proxy(connection: ControlConnection, command: Extract<Command, { type: "proxy" }>): void;
  refused(reason: string): void;
}

export interface ControlSocket {
  write(bytes: string): void;
  /** After what was written has left. */
  end(): void;
}

export class ControlConnection {
  readonly routes = new Set<string>();
  readonly #reader = new FrameReader(maxFrameBytes);
  readonly #socket: ControlSocket;
  readonly #settings: ControlSettings;
  readonly #handler: CommandHandler;
  #state: "new" | "authenticated" | "closed" = "new";
  tags: readonly string[] = [];

  constructor(socket: ControlSocket, settings: ControlSettings, handler: CommandHandler) {
    this.#socket = socket;
    this.#settings = settings;
    this.#handler = handler;
  }

  get authenticated(): boolean {
    return this.#state === "authenticated";
  }

  push(bytes: string): void {
    const payloads = this.#reader.push(bytes);
    for (const payload of payloads ?? []) if (this.#state !== "closed") this.#execute(parseCommand(payload));
    if (payloads === null) this.#cutOff("badFrame");
  }

  send(payload: string): void {
    if (this.#state === "closed") return;
    this.#socket.write(encodeFrame(`${this.#settings.uuid()}|${payload}`));
  }

  /** The socket is closed, by whomever. */
  closed(): void {
    if (this.#state === "authenticated") this.#handler.gone(this);
    this.#state = "closed";
  }

  #execute(command: Command): void {
    if (command.type === "authenticate") {
      this.#authenticate(command);
      return;
    }
    if (this.#state !== "authenticated") {
      this.#refuse(command.id, "not authenticated");
      return;
    }
    switch (command.type) {
      case "route":
        if (this.#settings.takesRoutes && this.routes.size < maxRoutes) this.routes.add(command.verb);
        this.send(replyOk(command.id));
        break;
      case "removeRoute":
        this.routes.delete(command.verb);
        this.send(replyOk(command.id));
        break;
      case "ping":
        this.send(replyOk(command.id, "pong"));
        break;
      case "sip":
        if (!this.#handler.sip(this, command)) this.#cutOff("protocol");
        break;
      case "proxy":
        this.#handler.proxy(this, command);
        break;
      default:
        this.#refuse(command.id, "Unknown message type");
    }
  }

  #authenticate({ id, secret, tags }: Extract<Command, { type: "authenticate" }>): void {
    if (!isSameSecret(secret, this.#settings.secret)) {
      this.#refuse(id, "incorrect secret");
      return;
    }
    if (this.#state === "new") {
      this.#state = "authenticated";
      this.tags = tags;
      this.#handler.connected(this);
    }
    this.send(replyOk(id, this.#settings.hostPorts(), version));
  }

  #refuse(commandId: string, reason: string): void {
    this.send(replyNo(commandId, reason));
    this.#cutOff(reason);
  }

  #cutOff(reason: string): void {
    this.#handler.refused(reason);
    this.#socket.end();
    this.closed();
  }
}

/** Takes the same time wherever the first difference is. */
function isSameSecret(given: string, expected: string): boolean {
  let difference = given.length ^ expected.length;
  for (let i = 0; i < expected.length; i++) difference |= (given.charCodeAt(i) || 0) ^ expected.charCodeAt(i);
  return difference === 0;
}
