import { describe, expect, test } from "vitest";
import { type EventSink, eventStream, parseEvent, readEvents, writeEvent } from "./event-stream.ts";

async function eventsOf(pieces: string[]) {
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(encoder.encode(piece));
      controller.close();
    },
  });
  const events = [];
  for await (const event of readEvents(stream)) events.push(event);
  return events;
}

test("whole events come out however the text is cut", async () => {
  const text = `${writeEvent("snapshot", { name: "Äyräs" })}: alive\n\n${writeEvent("change", { sequence: 2 })}`;
  const whole = await eventsOf([text]);
  expect(whole).toEqual([
    { event: "snapshot", data: '{"name":"Äyräs"}' },
    { event: "change", data: '{"sequence":2}' },
  ]);
  expect(await eventsOf([...text])).toEqual(whole);
});

test("an event without data is none, several data lines are one text", () => {
  expect(parseEvent(": comment")).toBeNull();
  expect(parseEvent("data: a\ndata: b")).toEqual({ event: "message", data: "a\nb" });
});

describe("what a browser reads", () => {
  function opened() {
    let undone = 0;
    let sink: EventSink | undefined;
    const stream = eventStream((given) => {
      sink = given;
      return () => void undone++;
    });
    return { stream, sink: sink!, undone: () => undone };
  }

  test("ends once, whoever ends it, and everything before that has been read", async () => {
    const { stream, sink, undone } = opened();
    sink.send("snapshot", { sequence: 1 });
    sink.end();
    sink.end();
    sink.send("change", { sequence: 2 });
    expect(await new Response(stream).text()).toBe(`retry: 2000\n\n${writeEvent("snapshot", { sequence: 1 })}`);
    expect(undone()).toBe(1);
  });

  test("a browser that goes away is forgotten", async () => {
    const { stream, sink, undone } = opened();
    await stream.cancel();
    sink.send("change", {});
    sink.end();
    expect(undone()).toBe(1);
  });

  test("one that does not read is let go before it fills the memory; a large snapshot alone is no reason", async () => {
    const { stream, sink, undone } = opened();
    const megabyte = "x".repeat(1024 * 1024);
    sink.send("snapshot", megabyte.repeat(9));
    expect(undone()).toBe(0);
    sink.send("change", {});
    expect(undone()).toBe(1);
    expect((await new Response(stream).text()).length).toBeLessThan(10 * megabyte.length);
  });

  test("what ends while it begins is undone too", () => {
    let undone = 0;
    eventStream(({ end }) => {
      end();
      return () => void undone++;
    });
    expect(undone).toBe(1);
  });
});
