import { expect, test } from "vitest";
import { historyBegin, historyLine, replay } from "./history.ts";
import { VirtualOrganisation } from "./simulation/virtual-organisation.ts";

/** Twenty callers for three members, some of whom do not answer; recorded as it goes on. */
function recorded(seed: number): string[] {
  const lines = [historyBegin(seed)];
  const organisation = new VirtualOrganisation(
    [
      { id: "a", skillBased: true, wrapUpMs: 5_000, maxWaitMs: 60_000, members: ["anna", "mikko"] },
      { id: "b", ringSimultaneously: 2, logoutAfterMissed: 1, members: ["mikko", "sanna"] },
    ],
    { seed, onDecision: (now, event, commands) => lines.push(historyLine(now, event, commands)) },
  );
  for (let call = 0; call < 20; call++) {
    organisation.arrives(`call-${call}`, call % 3 ? "a" : "b");
    organisation.advance(7);
    if (call % 2) organisation.answers("anna");
    if (call % 4 === 3) organisation.endsCall("anna");
  }
  return lines;
}

test("a recorded history is replayed to the same decisions and the same hash; another seed decides otherwise", () => {
  const history = recorded(3);
  const replayed = replay(history);
  expect(replayed).toMatchObject({ ok: true, steps: history.length - 1 });
  expect(replay(recorded(3))).toEqual(replayed);
  const otherSeeds = [4, 5, 6, 7, 8].map((seed) => replay([historyBegin(seed), ...history.slice(1)]));
  expect(otherSeeds.some(({ ok }) => !ok)).toBe(true);
});

test("a history of another format is refused, not misread", () => {
  const [, ...steps] = recorded(3);
  expect(() => replay([JSON.stringify({ seed: 3 }), ...steps])).toThrow(SyntaxError);
});

test("a line that was changed, and one that is missing, are found", () => {
  const history = recorded(3);
  const at = history.findIndex((line) => line.includes('"type":"ring"'));
  const changed = history.with(at, history[at]!.replace(/"type":"ring","callId":"([^"]+)"/, '"type":"ring","callId":"other"'));
  expect(replay(changed)).toMatchObject({ ok: false, line: at + 1, recorded: expect.stringContaining("other") });
  expect(replay(history.toSpliced(at, 1)).ok).toBe(false);
});
