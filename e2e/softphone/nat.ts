/** A router between a phone and the server: packets leave by another port than they came to, and answers find their way back. */
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";

export class Nat {
  readonly #inside: Socket;
  readonly #outside: Socket;
  /** Packets that came from outside, by their first word. */
  readonly passed: string[] = [];

  private constructor(inside: Socket, outside: Socket, serverPort: number) {
    this.#inside = inside;
    this.#outside = outside;
    let phone = { port: 0, address: "127.0.0.1" };
    inside.on("message", (bytes, from) => {
      phone = from;
      outside.send(bytes, serverPort, "127.0.0.1");
    });
    outside.on("message", (bytes) => {
      this.passed.push(String(bytes).split(" ", 1)[0] ?? "");
      if (phone.port > 0) inside.send(bytes, phone.port, phone.address);
    });
  }

  static async open(serverPort: number): Promise<Nat> {
    const sockets = [createSocket("udp4"), createSocket("udp4")] as const;
    for (const socket of sockets) socket.bind(0, "127.0.0.1");
    await Promise.all(sockets.map((socket) => once(socket, "listening")));
    return new Nat(sockets[0], sockets[1], serverPort);
  }

  /** Where the phone sends to. */
  get insidePort(): number {
    return this.#inside.address().port;
  }

  /** Where the server sees the phone. */
  get outsidePort(): number {
    return this.#outside.address().port;
  }

  close(): void {
    this.#inside.close();
    this.#outside.close();
  }
}
