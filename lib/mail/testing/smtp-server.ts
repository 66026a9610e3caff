/** A small SMTP server (RFC 5321) that keeps what it is given, or refuses every recipient. */
import { createServer, type Server, type Socket } from "node:net";
import { createInterface } from "node:readline";

export interface ReceivedMail {
  from: string;
  to: string[];
  /** Header and body, as sent. */
  content: string;
}

export class SmtpServer {
  readonly received: ReceivedMail[] = [];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #refuses: boolean;
  #wake = () => {};

  private constructor(refuses: boolean) {
    this.#refuses = refuses;
    this.#server = createServer((socket) => this.#serve(socket));
  }

  static async start({ refuses = false } = {}): Promise<SmtpServer> {
    const server = new SmtpServer(refuses);
    await new Promise<void>((resolve) => server.#server.listen(0, "127.0.0.1", resolve));
    return server;
  }

  get url(): string {
    const address = this.#server.address();
    return `smtp://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  }

  /** The next mail that has not been taken yet. */
  async next(): Promise<ReceivedMail> {
    for (;;) {
      const mail = this.received.shift();
      if (mail) return mail;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(socket: Socket): Promise<void> {
    this.#sockets.add(socket);
    socket.on("error", () => socket.destroy());
    const say = (line: string) => socket.write(`${line}\r\n`);
    let mail: ReceivedMail = { from: "", to: [], content: "" };
    let data: string[] | null = null;
    say("220 test");
    for await (const line of createInterface({ input: socket })) {
      if (data) {
        if (line !== ".") {
          data.push(line.replace(/^\./, ""));
          continue;
        }
        this.received.push({ ...mail, content: data.join("\n") });
        this.#wake();
        [mail, data] = [{ from: "", to: [], content: "" }, null];
        say("250 taken");
        continue;
      }
      const address = /<(.*)>/.exec(line)?.[1] ?? "";
      if (/^MAIL FROM/i.test(line)) mail.from = address;
      if (/^RCPT TO/i.test(line) && this.#refuses) {
        say("550 nobody here");
        continue;
      }
      if (/^RCPT TO/i.test(line)) mail.to.push(address);
      if (/^DATA/i.test(line)) data = [];
      say(/^DATA/i.test(line) ? "354 go on" : /^QUIT/i.test(line) ? "221 bye" : "250 good");
    }
  }
}
