/** What is shown of a caller, by the settings of the group that he called. */
import { describe, expect, test } from "vitest";
import type { OrganisationConfiguration } from "../../lib/domain/configuration.ts";
import type { GeneralSettings } from "../../lib/domain/group/general.ts";
import type { ConfiguredGroup } from "./house.ts";
import { groupPresentation, ownCallPresentation, presentingGroup } from "./presentation.ts";

const numbers = [
  { id: "service", digits: "0200000120", test: false, answerMode: "answer" as const },
  { id: "test", digits: "8000", test: true, answerMode: "answer" as const },
];
const group = (general: Partial<GeneralSettings> = {}, members = ["anna"]): ConfiguredGroup =>
  ({
    general: { name: "Laskutus", numberId: "service", presentedNumber: "caller", numberTag: { kind: "none" }, ...general },
    members: { members: members.map((userId) => ({ userId })) },
  }) as unknown as ConfiguredGroup;
const configuration = (...groups: ConfiguredGroup[]) => ({ numbers, groups }) as unknown as OrganisationConfiguration;

describe("on a mobile", () => {
  test.each<[Partial<GeneralSettings>, string | null, string | null]>([
    [{}, "0410000999", "0410000999"],
    [{ presentedNumber: "group" }, "0410000999", "0200000120"],
    [{ presentedNumber: "group" }, null, "0200000120"],
    [{ numberTag: { kind: "prefix", digits: "1*" } }, "0410000999", "1*0410000999"],
    [{ numberTag: { kind: "suffix", digits: "*1" } }, "0410000999", "0410000999*1"],
    [{ numberTag: { kind: "suffix", digits: "*1" } }, null, null],
  ])("%j of %s: %s", (general, caller, shown) => {
    expect(groupPresentation(configuration(), group(general), caller).outsideNumber).toBe(shown);
  });
});

test("a phone always shows both: the caller's number and the group's name", () => {
  const shown = groupPresentation(configuration(), group({ presentedNumber: "group" }), "0410000999");
  expect(shown).toMatchObject({ number: "0410000999", name: "Laskutus", group: "Laskutus", ownNumber: "0200000120" });
});

test("a test number is never asserted to an operator", () => {
  expect(groupPresentation(configuration(), group({ numberId: "test" }), "101").ownNumber).toBeNull();
});

describe("a member's own call outside", () => {
  test("shows the number of his group where it may be shown, and none elsewhere", () => {
    const house = configuration(group(), group({ allowNumberPresentation: true }));
    const presenting = presentingGroup(house, "anna");
    expect(ownCallPresentation(house, presenting)).toMatchObject({ outsideNumber: "0200000120", ownNumber: "0200000120" });
    expect(presentingGroup(house, "mikko")).toBeUndefined();
    expect(ownCallPresentation(house, undefined)).toMatchObject({ outsideNumber: null, ownNumber: null });
  });

  test("never shows a test number", () => {
    expect(presentingGroup(configuration(group({ allowNumberPresentation: true, numberId: "test" })), "anna")).toBeUndefined();
  });
});
