import { expect, test } from "vitest";
import { fieldProblems } from "./field-problem.ts";
import { organisationSettings } from "./organisation.ts";

const good = {
  name: "Kuuranlahden Energia",
  language: "fi",
  timeZone: "Europe/Helsinki",
  presenceNames: [],
  callbackRetryMinutes: 5,
  callbackDailyCap: 500,
  serviceLevelTargetPercent: 80,
  allowedNumberClasses: ["mobile"],
  retentionDaysCalls: 365,
  retentionDaysMessages: 90,
};
const problems = (given: Record<string, unknown>) => {
  const result = organisationSettings.safeParse({ ...good, ...given });
  return result.success ? [] : fieldProblems(result.error).map(({ path, message }) => `${path} ${message}`);
};

test.each([
  { callbackRetryMinutes: 1, callbackDailyCap: 0, serviceLevelTargetPercent: 1, retentionDaysCalls: 0, retentionDaysMessages: 0 },
  {
    callbackRetryMinutes: 1440,
    callbackDailyCap: 100_000,
    serviceLevelTargetPercent: 100,
    retentionDaysCalls: 3650,
    retentionDaysMessages: 3650,
  },
  { allowedNumberClasses: [], timeZone: "America/Argentina/Buenos_Aires" },
  {
    presenceNames: [
      { presence: "available", name: "Paikalla" },
      { presence: "available", name: "Etätöissä 🏡" },
      { presence: "busy", name: "Palaverissa" },
    ],
  },
])("settings at their bounds are accepted: %j", (given) => {
  expect(problems(given)).toEqual([]);
});

test.each([
  [{ callbackRetryMinutes: 0 }, "callbackRetryMinutes errors.tooSmall"],
  [{ callbackRetryMinutes: 1441 }, "callbackRetryMinutes errors.tooLarge"],
  [{ callbackDailyCap: -1 }, "callbackDailyCap errors.tooSmall"],
  [{ callbackDailyCap: 100_001 }, "callbackDailyCap errors.tooLarge"],
  [{ serviceLevelTargetPercent: 0 }, "serviceLevelTargetPercent errors.tooSmall"],
  [{ serviceLevelTargetPercent: 101 }, "serviceLevelTargetPercent errors.tooLarge"],
  [{ retentionDaysCalls: 3651 }, "retentionDaysCalls errors.tooLarge"],
  [{ retentionDaysMessages: -1 }, "retentionDaysMessages errors.tooSmall"],
  [{ retentionDaysMessages: 0.5 }, "retentionDaysMessages errors.wholeNumber"],
  [{ name: "  " }, "name errors.required"],
  [{ timeZone: "Europe/Hamina" }, "timeZone errors.timeZone"],
  [{ timeZone: "" }, "timeZone errors.timeZone"],
  [{ allowedNumberClasses: ["emergency"] }, "allowedNumberClasses.0 errors.invalid"],
  [{ presenceNames: [{ presence: "busy", name: "Kiire" }] }, "presenceNames errors.presenceAvailable"],
  [{ presenceNames: [{ presence: "available", name: "" }] }, "presenceNames.0.name errors.required"],
])("a setting out of bounds is named: %j", (given, told) => {
  expect(problems(given)).toEqual([told]);
});

test("two statuses of one name are refused, whatever its case", () => {
  const names = ["Paikalla", "PAIKALLA"].map((name) => ({ presence: "available", name }));
  expect(problems({ presenceNames: names })).toEqual(["presenceNames errors.nameTwice"]);
});
