/** A report as a table; docs/csv.md says what stands in each column. */
import "server-only";
import { countedFigures, meanHandleSeconds, type ReportFigures, serviceLevel } from "../domain/report/figures.ts";
import { countMisses, type Report } from "../domain/report/report.ts";
import { occupancy } from "../domain/report/worked-time.ts";
import type { SectionPattern } from "../i18n/dictionary.ts";
import { divisionWords } from "../i18n/division-words.ts";
import type { Text } from "../i18n/translate.ts";
import { type CsvCell, csvLine } from "./csv.ts";

type ReportText = Text<SectionPattern<"reports">>;

export async function* reportLines({ rows, total, division, timeZone }: Report, text: ReportText): AsyncGenerator<string> {
  yield csvLine([...headers(text, text(divisionWords[division]))]);
  for (const { key, name, figures, misses, workedSeconds = null } of rows)
    yield csvLine([name ?? keyWords(key, timeZone), ...cells(figures, workedSeconds), misses ? countMisses(misses) : null]);
  yield csvLine([text("total"), ...cells(total, null), null]);
}

/** An hour of one day is told by its instant. */
function keyWords(key: string, timeZone: string): string {
  if (!key.includes("T")) return key;
  return new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" }).format(new Date(key));
}

const headers = (text: ReportText, first: string): CsvCell[] => [
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
