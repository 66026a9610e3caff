/** Phones behind NAT are asked every 25 s; one that misses three questions is not rung any more. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createLog } from "../runtime/log.ts";
import { KeepAlive } from "./keep-alive.ts";
import type { Contact } from "./phones.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const contact = (contactUri: string): Contact =>
  ({ account: { id: "a" }, binding: { contactUri, receivedAddress: "192.0.2.7", receivedPort: 40_000 } }) as unknown as Contact;

function watched(answers: boolean[], ...contacts: Contact[]) {
  const asked: string[] = [];
  const lost: string[] = [];
  const keepAlive = new KeepAlive({
    contacts: () => contacts,
    lost: ({ binding }) => lost.push(binding.contactUri),
    ping: async ({ binding }) => {
      asked.push(binding.contactUri);
      return answers.shift() ?? false;
    },
    log: createLog("test", "error"),
  });
  keepAlive.start();
  return { asked, lost, keepAlive };
}

test("only phones whose contact is not where they are, are asked", async () => {
  const { asked, keepAlive } = watched([true, true], contact("sip:101@10.0.0.1:5060"), contact("sip:102@192.0.2.7:40000"));
  await vi.advanceTimersByTimeAsync(50_000);
  expect(asked).toEqual(["sip:101@10.0.0.1:5060", "sip:101@10.0.0.1:5060"]);
  keepAlive.stop();
  expect(vi.getTimerCount()).toBe(0);
});

test("three questions missed in a row, and the phone is gone; an answer in between counts", async () => {
  const { lost, keepAlive } = watched([false, false, true, false, false, false], contact("sip:101@10.0.0.1"));
  await vi.advanceTimersByTimeAsync(125_000);
  expect(lost).toEqual([]);
  await vi.advanceTimersByTimeAsync(25_000);
  expect(lost).toEqual(["sip:101@10.0.0.1"]);
  keepAlive.stop();
});
