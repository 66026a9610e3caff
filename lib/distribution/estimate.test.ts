import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { estimatedWaitOfNext, estimatedWaitSeconds, noHandleTimes, noteHandled, servingMembers, spokenWait } from "./estimate.ts";
import { VirtualOrganisation } from "./simulation/virtual-organisation.ts";

const handled = (...seconds: number[]) => seconds.reduce(noteHandled, noHandleTimes);

describe("mean handle time", () => {
  test("the first calls are averaged evenly, then recent calls weigh more", () => {
    expect(handled(60, 120).meanSeconds).toBe(90);
    const long = handled(...Array<number>(50).fill(60), 600);
    expect(long.meanSeconds).toBeCloseTo(114);
  });

  test("stays between the shortest and the longest call", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1 }), (seconds) => {
        const { meanSeconds } = handled(...seconds);
        expect(meanSeconds).toBeGreaterThanOrEqual(Math.min(...seconds) - 1e-6);
        expect(meanSeconds).toBeLessThanOrEqual(Math.max(...seconds) + 1e-6);
      }),
    );
  });
});

describe("estimated wait", () => {
  const busy = () => {
    const organisation = new VirtualOrganisation([{ id: "g", members: ["anna", "mikko"] }]);
    for (const call of ["1", "2"]) organisation.arrives(call);
    organisation.answers("anna");
    organisation.answers("mikko");
    for (const call of ["3", "4"]) organisation.arrives(call);
    return organisation;
  };

  test("is the place times the mean handle time over the members", () => {
    const { state } = busy();
    const times = handled(100, 100, 100, 100, 100);
    expect(estimatedWaitSeconds(state, "3", times)).toBe(50);
    expect(estimatedWaitSeconds(state, "4", times)).toBe(100);
  });

  test("of one who would be queued now: the next place of his group, nothing where somebody is free and nobody waits", () => {
    const organisation = new VirtualOrganisation([
      { id: "g", members: ["anna"] },
      { id: "other", members: ["mikko"] },
    ]);
    const times = handled(100, 100, 100, 100, 100);
    const next = (known = times) => estimatedWaitOfNext(organisation.state, "g", known);
    for (const call of ["1", "2"]) organisation.arrives(call, "other");
    expect([next(), next(handled(100, 100, 100, 100))]).toEqual([0, null]);
    organisation.arrives("3", "g");
    organisation.answers("anna");
    expect(next()).toBe(100);
    organisation.arrives("4", "g");
    organisation.endsCall("anna");
    organisation.refuses("anna");
    expect(next()).toBe(200);
  });

  test("fewer than five handled calls, or nobody to serve: not enough data", () => {
    const organisation = busy();
    expect(estimatedWaitSeconds(organisation.state, "3", handled(100, 100, 100, 100))).toBeNull();
    for (const agentId of ["anna", "mikko"]) organisation.event({ type: "paused", agentId });
    expect(estimatedWaitSeconds(organisation.state, "3", handled(1, 1, 1, 1, 1))).toBeNull();
  });

  test("a member shared by two busy groups counts half, by a busy and a quiet one whole", () => {
    const organisation = new VirtualOrganisation([
      { id: "a", members: ["anna"] },
      { id: "b", members: ["anna"] },
    ]);
    organisation.arrives("1", "a");
    organisation.answers("anna");
    organisation.arrives("2", "a");
    expect(servingMembers(organisation.state, organisation.state.groups.get("a")!)).toBe(1);
    organisation.arrives("3", "b");
    expect(servingMembers(organisation.state, organisation.state.groups.get("a")!)).toBe(0.5);
  });
});

describe("who serves", () => {
  const shared = () => {
    const organisation = new VirtualOrganisation([
      { id: "a", members: ["anna", "mikko"] },
      { id: "b", members: ["anna"] },
    ]);
    organisation.event({ type: "callbackRestored", callbackId: "1", groupId: "b", arrivedAt: 0, notBefore: 1_000 });
    return { organisation, serving: () => servingMembers(organisation.state, organisation.state.groups.get("a")!) };
  };

  test("a member is shared only by groups that he is logged in to", () => {
    const { organisation, serving } = shared();
    expect(serving()).toBe(1.5);
    organisation.event({ type: "loggedOut", agentId: "anna", groupId: "b" });
    expect(serving()).toBe(2);
  });

  test("a red presence serves nobody", () => {
    const { organisation, serving } = shared();
    organisation.event({ type: "presenceChanged", agentId: "mikko", presence: "busy" });
    expect(serving()).toBe(0.5);
  });
});

describe("what is spoken", () => {
  test("is never longer than the last spoken value minus the time since", () => {
    expect(spokenWait(300, 2, { seconds: 240, at: 0, staff: 2 }, 60_000)).toBe(180);
    expect(spokenWait(100, 2, { seconds: 240, at: 0, staff: 2 }, 60_000)).toBe(100);
    expect(spokenWait(300, 2, { seconds: 30, at: 0, staff: 2 }, 60_000)).toBe(0);
  });

  test("unless staffing fell", () => {
    expect(spokenWait(300, 1, { seconds: 240, at: 0, staff: 2 }, 60_000)).toBe(300);
  });
});
