/** Asks the request handler over HTTP: one GET a request, bounded in time and size; whatever goes wrong is an outcome. */
import { readVerdict } from "../control/verdict.ts";
import type { Asked } from "../core/request-handling.ts";

export interface HandlerAddress {
  /** Upper case; null: every method that has no address of its own. */
  readonly method: string | null;
  readonly url: string;
}

const answerBytesAtMost = 65_536;

export class RequestHandlerClient {
  readonly #addresses: readonly HandlerAddress[];
  readonly #timeoutMs: number;

  constructor(addresses: readonly HandlerAddress[], timeoutMs: number) {
    this.#addresses = addresses;
    this.#timeoutMs = timeoutMs;
  }

  handles(method: string): boolean {
    return this.#addressFor(method) !== null;
  }

  async ask(method: string, question: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Asked> {
    const address = this.#addressFor(method);
    if (!address) return { type: "failed", problem: "no address for the method" };
    const timeout = AbortSignal.timeout(this.#timeoutMs);
    try {
      const response = await fetch(withQuestion(address.url, question), {
        headers: { accept: "application/json" },
        redirect: "error",
        signal: AbortSignal.any([signal, timeout]),
      });
      const text = await readBounded(response);
      if (!response.ok) return { type: "failed", problem: `HTTP status ${response.status}` };
      return text === null ? { type: "invalid", problem: `answer above ${answerBytesAtMost} bytes` } : readVerdict(text);
    } catch (error) {
      return timeout.aborted ? { type: "timeout" } : { type: "failed", problem: causeOf(error as Error) };
    }
  }

  #addressFor(method: string): HandlerAddress | null {
    const own = this.#addresses.find((address) => address.method === method);
    return own ?? this.#addresses.find((address) => address.method === null) ?? null;
  }
}

/** Inside the edge a character is a byte; in a URL the bytes are UTF-8 again. */
function withQuestion(url: string, question: Readonly<Record<string, string>>): URL {
  const asked = new URL(url);
  for (const [name, value] of Object.entries(question)) asked.searchParams.set(name, Buffer.from(value, "latin1").toString("utf8"));
  return asked;
}

/** Null: longer than allowed; the rest is not fetched. */
async function readBounded(response: Response): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > answerBytesAtMost) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** fetch itself only says that it failed. */
function causeOf(error: Error): string {
  const cause = error.cause as NodeJS.ErrnoException | undefined;
  return cause?.code ?? error.message;
}
