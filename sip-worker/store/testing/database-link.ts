/** For tests: the way to a real PostgreSQL, which can be cut and mended. */
import { once } from "node:events";
import net from "node:net";

export class DatabaseLink {
  /** As the database's own, through this link. */
  readonly url: string;
  readonly #server: net.Server;
  readonly #sockets = new Set<net.Socket>();
  #cut = false;

  private constructor(server: net.Server, url: string) {
    this.#server = server;
    this.url = url;
  }

  static async open(databaseUrl: string): Promise<DatabaseLink> {
    const target = new URL(databaseUrl);
    const server = net.createServer((near) => link.#join(near, net.connect(Number(target.port), target.hostname)));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as net.AddressInfo;
    const through = new URL(databaseUrl);
    through.port = String(port);
    const link = new DatabaseLink(server, through.href);
    return link;
  }

  cut(): void {
    this.#cut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  mend(): void {
    this.#cut = false;
  }

  close(): void {
    this.cut();
    this.#server.close();
  }

  #join(near: net.Socket, far: net.Socket): void {
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        this.#sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
    if (this.#cut) near.destroy();
  }
}
