/** WebSocket framing, server side (RFC 6455 5): bytes in, whole messages out; no I/O. */

export type WebSocketOutput =
  | { readonly type: "message"; readonly payload: Buffer }
  | { readonly type: "ping"; readonly payload: Buffer }
  | { readonly type: "close" }
  /** The client broke the protocol or a limit. */
  | { readonly type: "broken"; readonly reason: string };

const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

interface FrameHead {
  readonly final: boolean;
  readonly opcode: number;
  readonly headBytes: number;
  readonly payloadBytes: number;
}

export class WebSocketReader {
  #pending: Buffer = Buffer.alloc(0);
  #fragments: Buffer[] = [];
  #fragmentBytes = 0;
  #ended = false;
  readonly #maxBytes: number;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  push(bytes: Buffer): WebSocketOutput[] {
    const outputs: WebSocketOutput[] = [];
    if (this.#ended) return outputs;
    this.#pending = this.#pending.length === 0 ? bytes : Buffer.concat([this.#pending, bytes]);
    for (let output = this.#next(); output !== null && !this.#ended; output = this.#next()) {
      if (output === "more") continue;
      outputs.push(output);
      this.#ended = output.type === "broken" || output.type === "close";
    }
    return outputs;
  }

  /** Null: the frame is not whole yet. "more": a fragment, or a frame that means nothing here. */
  #next(): WebSocketOutput | "more" | null {
    const head = readHead(this.#pending);
    if (head === null) return null;
    if (typeof head === "string") return { type: "broken", reason: head };
    if (head.payloadBytes + this.#fragmentBytes > this.#maxBytes) return { type: "broken", reason: "tooLong" };
    const end = head.headBytes + head.payloadBytes;
    if (this.#pending.length < end) return null;
    const payload = unmask(this.#pending.subarray(head.headBytes, end), this.#pending.subarray(head.headBytes - 4, head.headBytes));
    this.#pending = this.#pending.subarray(end);
    return this.#take(head, payload);
  }

  #take({ opcode, final }: FrameHead, payload: Buffer): WebSocketOutput | "more" {
    if (opcode === opcodes.close) return { type: "close" };
    if (opcode === opcodes.ping) return { type: "ping", payload };
    if (opcode === opcodes.pong) return "more";
    const starts = opcode === opcodes.text || opcode === opcodes.binary;
    if (starts !== (this.#fragments.length === 0) || opcode > opcodes.binary) return { type: "broken", reason: "badFragment" };
    this.#fragments.push(payload);
    this.#fragmentBytes += payload.length;
    if (!final) return this.#fragments.length > 256 ? { type: "broken", reason: "tooManyFragments" } : "more";
    const message = this.#fragments.length === 1 ? payload : Buffer.concat(this.#fragments);
    this.#fragments = [];
    this.#fragmentBytes = 0;
    return { type: "message", payload: message };
  }
}

/** Null: not enough bytes. A string: what is wrong. */
function readHead(bytes: Buffer): FrameHead | string | null {
  if (bytes.length < 2) return null;
  const [first, second] = [bytes[0]!, bytes[1]!];
  const opcode = first & 0x0f;
  if ((first & 0x70) !== 0) return "reservedBits";
  if ((second & 0x80) === 0) return "notMasked";
  const short = second & 0x7f;
  if (opcode >= opcodes.close && (short > 125 || (first & 0x80) === 0)) return "badControlFrame";
  const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0;
  const headBytes = 2 + lengthBytes + 4;
  if (bytes.length < headBytes) return null;
  const payloadBytes = lengthBytes === 0 ? short : lengthBytes === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  return { final: (first & 0x80) !== 0, opcode, headBytes, payloadBytes };
}

function unmask(payload: Buffer, mask: Buffer): Buffer {
  const plain = Buffer.allocUnsafe(payload.length);
  for (let i = 0; i < payload.length; i++) plain[i] = payload[i]! ^ mask[i & 3]!;
  return plain;
}

/** A whole frame of the server: never masked. */
export function webSocketFrame(kind: "text" | "binary" | "pong" | "close", payload: Buffer): Buffer {
  const { length } = payload;
  const head =
    length < 126 ? Buffer.from([0, length]) : length < 65_536 ? Buffer.from([0, 126, length >> 8, length & 0xff]) : longHead(length);
  head[0] = 0x80 | opcodes[kind];
  return Buffer.concat([head, payload]);
}

function longHead(length: number): Buffer {
  const head = Buffer.alloc(10);
  head[1] = 127;
  head.writeBigUInt64BE(BigInt(length), 2);
  return head;
}
