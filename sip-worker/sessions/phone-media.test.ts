import { expect, test, vi } from "vitest";
import type { MediaLeg } from "../ports/media.ts";
import { learnBehindNat } from "./phone-media.ts";

test.each([
  ["c=IN IP4 10.0.0.1", "192.0.2.7", true],
  ["c=IN IP4 192.0.2.7", "192.0.2.7", false],
  ["c=IN IP4 192.0.2.70", "192.0.2.7", true],
  ["c=IN IP6 2001:db8::1", "2001:db8::1", false],
  ["no address", "192.0.2.7", true],
])("%s from %s: the source is learned: %s", (line, address, learned) => {
  const learnFrom = vi.fn();
  learnBehindNat({ learnFrom } as unknown as MediaLeg, `v=0\r\n${line}\r\nt=0 0\r\n`, address);
  expect(learnFrom.mock.calls).toEqual(learned ? [[address]] : []);
});
