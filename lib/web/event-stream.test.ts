import { expect, test } from "vitest";
import { parseEvent, readEvents, writeEvent } from "./event-stream.ts";

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
