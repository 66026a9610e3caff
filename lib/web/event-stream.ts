/** Server-sent events: those of the worker, whole out of pieces of text, and those that a browser reads. */
export interface StreamEvent {
  event: string;
  data: string;
}

/** Longest text without an event's end; a stream that exceeds it is broken. */
const longestText = 16_000_000;

export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent> {
  let text = "";
  for await (const piece of body.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>)) {
    text += piece;
    if (text.length > longestText) throw new Error("event too long");
    let end = text.indexOf("\n\n");
    while (end >= 0) {
      const event = parseEvent(text.slice(0, end));
      text = text.slice(end + 2);
      if (event) yield event;
      end = text.indexOf("\n\n");
    }
  }
}

/** Null for comments (keep-alive). */
export function parseEvent(block: string): StreamEvent | null {
  let event = "message";
  const data: string[] = [];
  for (const line of block.split("\n")) {
    if (line.startsWith("event:")) event = line.slice(6).trim();
    else if (line.startsWith("data:")) data.push(line.slice(5).trimStart());
  }
  return data.length ? { event, data: data.join("\n") } : null;
}

export const writeEvent = (event: string, data: unknown) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

export interface EventSink {
  send(event: string, data: unknown): void;
  end(): void;
}

const reconnectMs = 2000;
const maxUnreadBytes = 8 * 1024 * 1024;

/**
 * What a browser reads until one of the two ends it; what `begin` returns is undone then. Who leaves 8 MiB unread (a computer that sleeps) is
 * let go, and comes back to a fresh snapshot.
 */
export function eventStream(begin: (sink: EventSink) => () => void): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let undo = () => {};
  let open = true;
  const over = () => {
    if (!open) return false;
    open = false;
    undo();
    return true;
  };
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const end = () => {
          if (over()) controller.close();
        };
        const write = (text: string) => {
          if (!open) return;
          if ((controller.desiredSize ?? 0) <= 0) end();
          else controller.enqueue(encoder.encode(text));
        };
        write(`retry: ${reconnectMs}\n\n`);
        undo = begin({ send: (event, data) => write(writeEvent(event, data)), end });
        if (!open) undo();
      },
      cancel: () => void over(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: maxUnreadBytes }),
  );
}
