/** A report as a table; docs/csv.md says what stands in each column. */
import "server-only";
import { dialledDigits } from "../domain/phone-number.ts";
import { countedFigures, meanHandleSeconds, type ReportFigures, serviceLevel } from "../domain/report/figures.ts";
import { countMisses, type Division, type Report, type ReportRow, withheldCaller } from "../domain/report/report.ts";
import { occupancy } from "../domain/report/worked-time.ts";
import type { SectionPattern } from "../i18n/dictionary.ts";
import { divisionWords } from "../i18n/division-words.ts";
import { phoneNumber } from "../i18n/format.ts";
import type { Text } from "../i18n/translate.ts";
import { type CsvCell, csvLine } from "./csv.ts";

type ReportText = Text<SectionPattern<"reports">>;

export async function* reportLines({ rows, total, division, timeZone }: Report, text: ReportText): AsyncGenerator<string> {
  yield csvLine([...headers(text, text(divisionWords[division]), timeZone)]);
  const at = localTimes(timeZone);
  for (const row of rows) {
    const { figures, misses, caller, workedSeconds = null } = row;
    const ofCaller = caller ? [caller.longestWaitSeconds, at(caller.lastCallAt)] : [null, null];
    yield csvLine([head(row, division, text, at), ...cells(figures, workedSeconds), misses ? countMisses(misses) : null, ...ofCaller]);
  }
  yield csvLine([text("total"), ...cells(total, null), null, null, null]);
}

/** An hour of one day is told by its instant. A number is written as in the call log's table. */
function head({ key, name }: ReportRow, division: Division, text: ReportText, at: (instant: string) => string): string {
  if (division === "caller") return key === withheldCaller ? text("originWithheld") : phoneNumber(dialledDigits(key) ?? key);
  return name ?? (division === "hour" && key.includes("T") ? at(key) : key);
}

function localTimes(timeZone: string): (instant: string) => string {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
  return (instant) => format.format(new Date(instant));
}

const headers = (text: ReportText, first: string, timeZone: string): CsvCell[] => [
  first,
  ...countedFigures.map((figure) => text(figure)),
  `${text("serviceLevel")} (%)`,
  `${text("meanWait")} (s)`,
  `${text("wait90")} (s)`,
  `${text("longestWait")} (s)`,
  `${text("handleTime")} (s)`,
  `${text("estimateError")} (s)`,
  `${text("loggedIn")} (s)`,
  `${text("occupancy")} (%)`,
  text("missed"),
  `${text("longestOfAll")} (s)`,
  `${text("lastCall")} (${timeZone})`,
];

const cells = (figures: ReportFigures, worked: number | null): CsvCell[] => [
  ...countedFigures.map((figure) => figures[figure]),
  rounded(serviceLevel(figures)),
  rounded(figures.meanWaitSeconds),
  figures.wait90Seconds,
  figures.longestWaitSeconds,
  rounded(meanHandleSeconds(figures)),
  rounded(figures.meanEstimateErrorSeconds),
  rounded(worked),
  rounded(occupancy(figures.talkSeconds + figures.wrapUpSeconds, worked)),
];

const rounded = (value: number | null) => (value === null ? null : Math.round(value * 10) / 10);
