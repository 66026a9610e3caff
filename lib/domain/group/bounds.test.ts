/** Every setting of product.md at its bounds: what is allowed, what is not, and what null and 0 mean. */
import { describe, expect, test } from "vitest";
import type * as z from "zod";
import { fieldProblems } from "../field-problem.ts";
import { announcementSettings } from "./announcements.ts";
import { callbackSettings } from "./callback.ts";
import { generalSettings } from "./general.ts";
import { groupSettings } from "./group.ts";
import { hoursSettings } from "./hours.ts";
import { memberSettings } from "./members.ts";
import { queueSettings } from "./queue.ts";

const uuid = "8f14e45f-ceea-467f-a8f5-5a8d3f0b6c11";
const uuidOf = (n: number) => `8f14e45f-ceea-467f-a8f5-${String(n).padStart(12, "0")}`;
const general = { name: "Asiakaspalvelu", numberId: uuid };

interface NumberRow {
  schema: z.ZodType;
  key: string;
  min: number;
  max: number;
  /** Null where null is a value of its own. */
  none: boolean;
  default: number | null;
}
const row = (schema: z.ZodType, key: string, min: number, max: number, none: boolean, byDefault: number | null): NumberRow => ({
  schema,
  key,
  min,
  max,
  none,
  default: byDefault,
});

const numbers = [
  row(queueSettings, "maxWaitSeconds", 10, 14_400, true, null),
  row(queueSettings, "maxAttempts", 1, 99, true, null),
  row(queueSettings, "maxWaiting", 0, 999, true, null),
  row(memberSettings, "ringSimultaneously", 1, 20, false, 1),
  row(memberSettings, "wrapUpSeconds", 0, 3600, false, 0),
  row(memberSettings, "ringSeconds", 5, 120, false, 20),
  row(memberSettings, "logoutAfterMissed", 1, 20, true, null),
  row(announcementSettings, "progressIntervalSeconds", 0, 3600, false, 45),
  row(callbackSettings, "callbackRingSeconds", 0, 120, false, 30),
  row(callbackSettings, "callbackAttempts", 0, 10, false, 3),
  row(callbackSettings, "callbackValidityMinutes", 0, 10_080, false, 480),
  row(callbackSettings, "offerAfterOpenMinutes", 0, 1440, false, 0),
  row(callbackSettings, "offerWhenWaitingMoreThan", 0, 999, false, 0),
  row(callbackSettings, "offerWhenLongestWaitMinutes", 0, 1440, false, 0),
  row(callbackSettings, "offerWhenEstimatedWaitMinutes", 0, 1440, false, 0),
  row(callbackSettings, "stopBeforeCloseMinutes", 0, 1440, false, 0),
  row(hoursSettings, "serveAfterCloseMinutes", 0, 1440, false, 15),
];

const read = (schema: z.ZodType, key: string, value: unknown) => {
  const result = schema.safeParse({ [key]: value });
  return result.success ? { value: (result.data as Record<string, unknown>)[key] } : { problems: fieldProblems(result.error) };
};

describe.each(numbers)("$key", ({ schema, key, min, max, none, default: byDefault }) => {
  test(`${min} and ${max} are allowed, and stay what they are`, () => {
    expect([read(schema, key, min), read(schema, key, max)]).toEqual([{ value: min }, { value: max }]);
  });

  test(`${min - 1} is too small and ${max + 1} too large, and the bound is told`, () => {
    expect(read(schema, key, min - 1)).toEqual({ problems: [{ path: key, message: "errors.tooSmall", minimum: min }] });
    expect(read(schema, key, max + 1)).toEqual({ problems: [{ path: key, message: "errors.tooLarge", maximum: max }] });
  });

  test(none ? "null is no limit, and not 0" : "null is not allowed", () => {
    expect(read(schema, key, null)).toEqual(none ? { value: null } : { problems: [expect.objectContaining({ message: "errors.number" })] });
    if (min > 0) expect(read(schema, key, 0)).toMatchObject({ problems: [{ message: "errors.tooSmall" }] });
    else expect(read(schema, key, 0)).toEqual({ value: 0 });
  });

  test(`left out it is ${byDefault}`, () => expect(read(schema, key, undefined)).toEqual({ value: byDefault }));

  test.each([min + 0.5, Number.NaN, Number.POSITIVE_INFINITY, String(min), true, [min]])("%s is no number of it", (value) => {
    expect(read(schema, key, value)).toHaveProperty("problems");
  });
});

const text = (schema: z.ZodType, key: string, value: unknown, rest = {}) => {
  const result = schema.safeParse({ ...rest, [key]: value });
  return result.success ? (result.data as Record<string, unknown>)[key] : fieldProblems(result.error)[0]?.message;
};

describe("name", () => {
  const name = (value: unknown) => text(generalSettings, "name", value, general);
  test.each([
    ["a", "a"],
    ["x".repeat(80), "x".repeat(80)],
    ["😀".repeat(80), "😀".repeat(80)],
    ["  Laskutus ", "Laskutus"],
    ["", "errors.required"],
    ["   ", "errors.required"],
    ["x".repeat(81), "errors.tooLong"],
    ["a\u0000b", "errors.controlCharacters"],
    ["a\nb", "errors.controlCharacters"],
    [null, "errors.text"],
    [undefined, "errors.text"],
  ])("%j", (given, expected) => expect(name(given)).toBe(expected));
});

describe("numberTag", () => {
  const tag = (value: unknown) => generalSettings.safeParse({ ...general, numberTag: value }).success;
  test.each(["1", "1*", "*#0123", "######"])("%s is a tag", (digits) => {
    expect(tag({ kind: "prefix", digits })).toBe(true);
    expect(tag({ kind: "suffix", digits })).toBe(true);
  });
  test.each(["", "1234567", "a", "1 2", "+1", "1\n"])("%j is none", (digits) => expect(tag({ kind: "suffix", digits })).toBe(false));
  test("none has no digits, and it is the default", () => {
    expect(generalSettings.parse(general).numberTag).toEqual({ kind: "none" });
    expect(tag({ kind: "suffix" })).toBe(false);
    expect(tag(null)).toBe(false);
  });
});

describe("callbackMetadata", () => {
  const metadata = (value: unknown) => text(callbackSettings, "callbackMetadata", value);
  test.each([
    ["", ""],
    ["x".repeat(200), "x".repeat(200)],
    ["x".repeat(201), "errors.tooLong"],
    [null, "errors.text"],
  ])("%j", (given, expected) => expect(metadata(given)).toBe(expected));
});

describe("references", () => {
  test.each([
    [announcementSettings, "queueEntryAnnouncementId"],
    [announcementSettings, "holdAudioId"],
    [announcementSettings, "progressAnnouncementId"],
    [callbackSettings, "callbackHandlerAnnouncementId"],
    [callbackSettings, "callbackOfferAnnouncementId"],
  ] as [z.ZodType, string][])("%#: one of the library, or none", (schema, key) => {
    expect([uuid, null, undefined].map((value) => read(schema, key, value))).toEqual([{ value: uuid }, { value: null }, { value: null }]);
    for (const value of ["", "x", 1, `${uuid}0`]) expect(read(schema, key, value)).toHaveProperty("problems");
  });

  test("billingAccountId may be none, numberId may not", () => {
    expect(generalSettings.parse({ ...general, billingAccountId: null }).billingAccountId).toBeNull();
    expect(generalSettings.safeParse({ ...general, numberId: null }).success).toBe(false);
    expect(generalSettings.safeParse({ name: "x" }).success).toBe(false);
  });
});

describe("members", () => {
  const members = (list: unknown) => memberSettings.safeParse({ members: list });
  test.each([
    [{ skillLevel: 1 }, true],
    [{ skillLevel: 5 }, true],
    [{ skillLevel: 0 }, false],
    [{ skillLevel: 6 }, false],
    [{ skillLevel: null }, false],
    [{ ringOrder: 1 }, true],
    [{ ringOrder: null }, true],
    [{ ringOrder: 0 }, false],
    [{ ringOrder: 10_001 }, false],
  ])("%j: %s", (rest, allowed) => expect(members([{ userId: uuid, ...rest }]).success).toBe(allowed));

  test("a new one has skill level 3 and no place in the order", () => {
    expect(memberSettings.parse({ members: [{ userId: uuid }] }).members).toEqual([{ userId: uuid, skillLevel: 3, ringOrder: null }]);
  });

  test("nobody twice, and not more than a thousand", () => {
    const of = (count: number) => Array.from({ length: count }, (_, n) => ({ userId: uuidOf(n) }));
    expect([members(of(1000)).success, members(of(1001)).success]).toEqual([true, false]);
    expect(fieldProblems(members([{ userId: uuid }, { userId: uuid }]).error!)).toMatchObject([
      { path: "members", message: "errors.memberTwice" },
    ]);
  });

  test("nobody is a supervisor twice", () => {
    expect(fieldProblems(memberSettings.safeParse({ supervisors: [uuid, uuid] }).error!)).toMatchObject([
      { path: "supervisors", message: "errors.supervisorTwice" },
    ]);
  });

  test.each([
    ["workstation", true],
    ["mobile", true],
    ["ipPhone", true],
    ["externalPbx", true],
    ["pager", false],
  ])("device %s: %s", (device, allowed) => expect(memberSettings.safeParse({ devices: [device] }).success).toBe(allowed));
});

describe("destinations", () => {
  const destination = (value: unknown) => queueSettings.safeParse({ overflowDestination: value }).success;
  test.each([
    [{ kind: "group", groupId: uuid }, true],
    [{ kind: "user", userId: uuid }, true],
    [{ kind: "menu", menuId: uuid }, true],
    [{ kind: "announcement", announcementId: uuid }, true],
    [{ kind: "messageBox", messageBoxId: uuid }, true],
    [{ kind: "busy" }, true],
    [{ kind: "hangUp" }, true],
    [{ kind: "outsideNumber", number: "+358 40 123 4567" }, true],
    [{ kind: "outsideNumber", number: "09" }, true],
    [{ kind: "outsideNumber", number: "1" }, false],
    [{ kind: "outsideNumber", number: "sip:a@b" }, false],
    [{ kind: "outsideNumber", number: `0${"1".repeat(25)}` }, false],
    [{ kind: "group" }, false],
    [{ kind: "group", groupId: "x" }, false],
    [{ kind: "user", groupId: uuid }, false],
    [{ kind: "elsewhere" }, false],
    [null, false],
    ["busy", false],
  ])("%j: %s", (value, allowed) => expect(destination(value)).toBe(allowed));

  test("both are the busy announcement unless something else is chosen", () => {
    expect(queueSettings.parse({})).toMatchObject({ noAgentsDestination: { kind: "busy" }, overflowDestination: { kind: "busy" } });
  });
});

describe("opening hours", () => {
  const ranges = (list: unknown) => hoursSettings.safeParse({ weekly: [list, [], [], [], [], [], []] }).success;
  const one = { opens: 480, closes: 960 };
  test.each([
    [[{ opens: 0, closes: 0 }], true],
    [[{ opens: 1439, closes: 1440 }], true],
    [[{ opens: -1, closes: 5 }], false],
    [[{ opens: 1440, closes: 5 }], false],
    [[{ opens: 5, closes: 1441 }], false],
    [[{ opens: 5, closes: null }], false],
    [Array(8).fill(one), true],
    [Array(9).fill(one), false],
  ])("%j: %s", (list, allowed) => expect(ranges(list)).toBe(allowed));

  test("a week has seven days; exceptions are real dates, 400 at most", () => {
    expect(hoursSettings.safeParse({ weekly: [[]] }).success).toBe(false);
    const exceptions = (...dates: string[]) =>
      hoursSettings.safeParse({ exceptions: dates.map((date) => ({ date, name: "", ranges: [] })) }).success;
    const days = Array.from({ length: 401 }, (_, day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10));
    expect([exceptions("2028-02-29"), exceptions("2027-02-29"), exceptions("2026-13-01"), exceptions("tomorrow")]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect([exceptions(...days.slice(1)), exceptions(...days)]).toEqual([true, false]);
  });

  test("a day has one exception: the second is named, also while the group is always open", () => {
    const exceptions = ["2026-12-24", "2026-12-25", "2026-12-24"].map((date) => ({ date, name: "", ranges: [] }));
    expect(fieldProblems(hoursSettings.safeParse({ exceptions }).error!)).toMatchObject([
      { path: "exceptions.2.date", message: "errors.exceptionTwice" },
    ]);
  });
});

test("a group of a name and a number has every default of product.md", () => {
  expect(groupSettings.parse({ general })).toMatchObject({
    general: {
      type: "customerService",
      billingAccountId: null,
      hideFromDirectory: false,
      allowNumberPresentation: false,
      presentedNumber: "caller",
      numberTag: { kind: "none" },
    },
    members: {
      members: [],
      supervisors: [],
      ringInOrder: false,
      skillBased: false,
      longestIdle: false,
      presenceAffects: true,
      devices: ["workstation", "mobile", "ipPhone"],
    },
    announcements: { playRingback: true, announcePosition: false, announceWait: false },
    callback: { callbackEnabled: false, callbackMetadata: "" },
    hours: { alwaysOpen: true, manual: "automatic" },
  });
});
