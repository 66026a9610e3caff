/** Server-sent events as the worker writes them: whole events out of pieces of text. */
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
