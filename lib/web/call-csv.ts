/** The call log as a table; docs/csv.md says what stands in each column. */
import "server-only";
import type { CallOutcome, CallRecord } from "../domain/call.ts";
import { dialledDigits } from "../domain/phone-number.ts";
import type { SectionPattern } from "../i18n/dictionary.ts";
import { phoneNumber } from "../i18n/format.ts";
import type { Text } from "../i18n/translate.ts";
import { type CsvCell, csvLine } from "./csv.ts";

interface Words {
  calls: Text<SectionPattern<"calls">>;
  states: Text<SectionPattern<"states">>;
}

const outcomes = {
  answered: "answered",
  abandoned: "abandoned",
  overflowed: "overflowed",
  closed: "closedCall",
  callbackRequested: "callback",
  failed: "failed",
} as const satisfies Record<CallOutcome, string>;

/** One piece a page. */
export async function* callLines(pages: AsyncIterable<CallRecord[]>, words: Words, timeZone: string): AsyncGenerator<string> {
  const at = localTimes(timeZone);
  yield csvLine(headers(words.calls, timeZone));
  for await (const page of pages) if (page.length > 0) yield page.map((call) => csvLine(cells(call, words, at))).join("");
}

const headers = (text: Words["calls"], timeZone: string): CsvCell[] => [
  `${text("arrived")} (${timeZone})`,
  text("group"),
  text("direction"),
  text("caller"),
  text("callerName"),
  text("dialled"),
  text("outcome"),
  text("reason"),
  text("answeredBy"),
  `${text("waited")} (s)`,
  `${text("talked")} (s)`,
  `${text("wrapUp")} (s)`,
  `${text("estimateError")} (s)`,
  `${text("ended")} (${timeZone})`,
  text("identifier"),
];

function cells(call: CallRecord, { calls, states }: Words, at: (instant: string | null) => string): CsvCell[] {
  return [
    at(call.arrivedAt),
    call.groupName,
    calls(call.direction),
    number(call.callerNumber),
    call.callerName,
    number(call.dialledNumber),
    states(call.outcome ? outcomes[call.outcome] : "ongoing"),
    call.outcomeReason,
    call.answeredBy?.name ?? null,
    call.waitSeconds,
    call.talkSeconds,
    call.wrapUpSeconds,
    call.forecastErrorSeconds,
    at(call.endedAt),
    call.id,
  ];
}

/** As dialled in Finland, in groups: a spreadsheet takes it neither for a formula nor for a sum without its zeros. */
const number = (text: string | null) => (text === null ? null : phoneNumber(dialledDigits(text) ?? text));

/** 2026-11-22 09:15:03, which spreadsheets of every language read. */
function localTimes(timeZone: string): (instant: string | null) => string {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  return (instant) => (instant === null ? "" : format.format(new Date(instant)));
}
