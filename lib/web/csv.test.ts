/** What a spreadsheet makes of our tables. */
import { expect, test } from "vitest";
import type { CallRecord } from "../domain/call.ts";
import { noFigures } from "../domain/report/figures.ts";
import { type CallerFacts, withheldCaller } from "../domain/report/report.ts";
import { calls } from "../i18n/fi/calls.ts";
import { reports } from "../i18n/fi/reports.ts";
import { states } from "../i18n/fi/states.ts";
import { texts } from "../i18n/translate.ts";
import { callLines } from "./call-csv.ts";
import { csvLine, csvResponse } from "./csv.ts";
import { reportLines } from "./report-csv.ts";

test.each([
  ["=1+1", "'=1+1"],
  ["+358401234567", "'+358401234567"],
  ["-2", "'-2"],
  ["@SUM(A1)", "'@SUM(A1)"],
  [" =cmd|'/c calc'!A0", "' =cmd|'/c calc'!A0"],
  ["\t=1", "'\t=1"],
  ["＝1", "'＝1"],
  ["Matti", "Matti"],
  ["a;b", '"a;b"'],
  ['"x"', '"""x"""'],
  ["two\nlines", '"two\nlines"'],
])("text %j is written %j and is no formula", (text, cell) => {
  expect(csvLine([text])).toBe(`${cell}\r\n`);
});

test("a negative figure stays a figure", () => {
  expect(csvLine([-12, null, 3])).toBe("-12;;3\r\n");
});

const call: CallRecord = {
  id: "id-1",
  groupId: null,
  groupName: "Myynti",
  dialledNumber: "0201234567",
  callerNumber: "+358401234567",
  callerName: "=HYPERLINK(1)",
  direction: "incoming",
  arrivedAt: "2026-03-29T00:59:59.000Z",
  queuedAt: null,
  answeredAt: null,
  endedAt: "2026-03-29T01:00:00.000Z",
  answeredBy: null,
  outcome: "abandoned",
  outcomeReason: "callerHungUp",
  endedBy: "caller",
  waitSeconds: 1,
  talkSeconds: null,
  wrapUpSeconds: null,
  forecastErrorSeconds: null,
};

async function* pages(...all: CallRecord[][]) {
  yield* all;
}

test("calls are written with local times, over the beginning of summer time too, and with numbers that keep their zeros", async () => {
  const words = { calls: texts("fi", calls), states: texts("fi", states) };
  const written = await csvResponse("x.csv", callLines(pages([call], []), words, "Europe/Helsinki")).bytes();
  expect([...written.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const [header, line, rest] = new TextDecoder().decode(written).split("\r\n");
  expect(header?.split(";")).toHaveLength(15);
  expect(line).toBe(
    "2026-03-29 02:59:59;Myynti;Saapuva;040 123 4567;'=HYPERLINK(1);020 123 4567;Luopunut;callerHungUp;;1;;;;2026-03-29 04:00:00;id-1",
  );
  expect(rest).toBe("");
});

test("callers are a row each: whatever a telephone sent for a number is no formula, and the last columns are of callers only", async () => {
  const row = (key: string, caller: CallerFacts | undefined) => ({
    key,
    name: null,
    figures: { ...noFigures, offered: 2 },
    filter: {},
    caller,
  });
  const last = { lastCallAt: "2026-03-29T01:00:00.000Z", longestWaitSeconds: 75 };
  const rows = [row(withheldCaller, last), row("+358401234567", last), row("=1+1", last), row("2026-11-22T10:00", last)];
  const days = { from: "2026-03-29", to: "2026-03-29" };
  const listed = { days, timeZone: "Europe/Helsinki", division: "caller" as const, total: noFigures, filter: {}, rows };
  const written = await csvResponse("x.csv", reportLines(listed, texts("fi", reports))).text();
  const cells = written
    .trimEnd()
    .split("\r\n")
    .map((line) => line.split(";"));
  expect(cells.map(([first]) => first)).toEqual(["Soittaja", "Salattu numero", "040 123 4567", "'=1+1", "2026-11-22T10:00", "Yhteensä"]);
  expect(cells.map((line) => line.length)).toEqual(cells.map(() => cells[0]!.length));
  expect(cells[0]!.slice(-2)).toEqual(["Pisin odotus, myös luopuneet (s)", "Viimeisin puhelu (Europe/Helsinki)"]);
  expect(cells.map((line) => line.slice(-2)).slice(1)).toEqual([...rows.map(() => ["75", "2026-03-29 04:00"]), ["", ""]]);
});

test("a page is asked for when the reader is ready for it, and none after he has gone", async () => {
  let asked = 0;
  async function* endless() {
    for (;;) yield [{ ...call, id: String(++asked) }];
  }
  const words = { calls: texts("fi", calls), states: texts("fi", states) };
  const reader = csvResponse("x.csv", callLines(endless(), words, "Europe/Helsinki")).body!.getReader();
  await reader.read();
  await reader.read();
  await reader.read();
  expect(asked).toBeLessThanOrEqual(3);
  await reader.cancel();
  const before = asked;
  await new Promise((resolve) => setImmediate(resolve));
  expect(asked).toBe(before);
});
