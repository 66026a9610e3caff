import { expect, test } from "vitest";
import { withSetting } from "./changes.ts";
import { groupSettings } from "./group.ts";
import { journeyOf } from "./journey.ts";

const greeting = "00000000-0000-4000-8000-000000000020";
const base = groupSettings.parse({
  general: { name: "Asiakaspalvelu", numberId: "00000000-0000-4000-8000-000000000001" },
  queue: { maxWaitSeconds: 600, maxWaiting: 20, maxAttempts: 12 },
  announcements: { queueEntryAnnouncementId: greeting, announcePosition: true, announceWait: true },
  callback: { callbackEnabled: true, offerWhenWaitingMoreThan: 5 },
});
const twelve = () => 12;
const kinds = (settings: typeof base) => journeyOf(settings, twelve).map((step) => `${step.atSeconds ?? "-"} ${step.kind}`);

test("a caller hears the greeting, music with progress, an offer, and leaves at the longest wait", () => {
  expect(kinds(base)).toEqual(["0 arrives", "2 entry", "14 waiting", "- offer", "600 maxWait"]);
  const waiting = journeyOf(base, twelve)[2];
  expect(waiting).toMatchObject({
    progress: { everySeconds: 45, position: true, wait: true, lengthSeconds: 7 },
    exits: [{ when: "attempts", attempts: 12 }],
  });
});

test("the exits at arrival stand in the order in which they are checked", () => {
  const closing = withSetting(base, "hours.alwaysOpen", false);
  expect(journeyOf(closing, twelve)[0]).toMatchObject({ exits: [{ when: "closed" }, { when: "noAgents" }, { when: "full", waiting: 20 }] });
});

test("without a limit the wait goes on, and without anything to say there is only music", () => {
  const plain = groupSettings.parse({ general: base.general });
  expect(kinds(plain)).toEqual(["0 arrives", "2 waiting", "- noMaxWait"]);
  expect(journeyOf(plain, twelve)[1]).toMatchObject({ progress: null });
});

test("where nobody waits there is no queue", () => {
  expect(kinds(withSetting(base, "queue.maxWaiting", 0))).toEqual(["0 arrives", "- nobodyWaits"]);
});

test("an offer that can never be made is not drawn", () => {
  expect(kinds(withSetting(base, "callback.callbackAttempts", 0))).not.toContain("- offer");
});
