/** baresip's control port (module ctrl_tcp): commands with an answer each, and events as they happen. */
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { NetstringReader, netstring } from "./netstring.ts";

/** As baresip writes it, e.g. `{ event: true, type: "CALL_CLOSED", param: "486 Busy Here", ... }`. */
export interface BaresipEvent {
  class?: string;
  type: string;
  param?: string;
  peeruri?: string;
  direction?: string;
  id?: string;
  /** `performance.now()` when it was read. */
  atMs: number;
}

interface Answer {
  ok: boolean;
  data: string;
}

const connectAttempts = 100;
const connectPauseMs = 50;

export class BaresipControl {
  readonly #socket: Socket;
  readonly #answers: ((answer: Answer) => void)[] = [];
  readonly #reader = new NetstringReader();

  private constructor(socket: Socket, onEvent: (event: BaresipEvent) => void) {
    this.#socket = socket;
    socket.on("error", () => socket.destroy());
    socket.on("data", (bytes) => {
      for (const text of this.#reader.push(bytes)) this.#read(JSON.parse(text), onEvent);
    });
  }

  /** Tries until the phone listens, or rejects with the last failure. */
  static async connect(port: number, address: string, onEvent: (event: BaresipEvent) => void): Promise<BaresipControl> {
    for (let attempt = 1; ; attempt++) {
      const socket = connect(port, address);
      try {
        await once(socket, "connect");
        return new BaresipControl(socket, onEvent);
      } catch (error) {
        if (attempt === connectAttempts) throw error;
        await wait(connectPauseMs);
      }
    }
  }

  /** Answers come in the order of the commands. Rejects when baresip says no. */
  async command(command: string, params = ""): Promise<string> {
    const answered = new Promise<Answer>((resolve) => this.#answers.push(resolve));
    this.#socket.write(netstring(JSON.stringify({ command, params, token: command })));
    const answer = await answered;
    if (!answer.ok) throw new Error(`baresip refused ${command} ${params}: ${answer.data}`);
    return answer.data;
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(message: { response?: boolean; event?: boolean } & Answer & BaresipEvent, onEvent: (event: BaresipEvent) => void): void {
    if (message.response) this.#answers.shift()?.(message);
    else onEvent({ ...message, atMs: performance.now() });
  }
}
