/** The figures of a period, for somebody who wants them by e-mail. Names of groups and of the organisation are text and nothing else. */
import type { Actor } from "../domain/actor.ts";
import { oneLine } from "../domain/one-line.ts";
import { type Change, changeOf, changeOfShare, hasCalls } from "../domain/report/comparison.ts";
import { type ReportFigures, serviceLevel } from "../domain/report/figures.ts";
import type { Days } from "../domain/report/period.ts";
import type { Report } from "../domain/report/report.ts";
import type { ReportMailKind } from "../domain/report/report-mail.ts";
import { changeArrow, changeWords } from "../i18n/change-words.ts";
import { reportMail as en } from "../i18n/en/report-mail.ts";
import { reports as enReports } from "../i18n/en/reports.ts";
import { reportMail as fi } from "../i18n/fi/report-mail.ts";
import { reports as fiReports } from "../i18n/fi/reports.ts";
import { date, duration, number, percent } from "../i18n/format.ts";
import type { Language } from "../i18n/language.ts";
import { reportMail as sv } from "../i18n/sv/report-mail.ts";
import { reports as svReports } from "../i18n/sv/reports.ts";
import { type Text, texts } from "../i18n/translate.ts";
import { htmlTable, page, paragraph } from "./layout.ts";
import type { Mail } from "./mail.ts";

const words = { fi, sv, en };
const reportWords = { fi: fiReports, sv: svReports, en: enReports };

export interface ReportMailReader {
  kind: ReportMailKind;
  reader: Pick<Actor, "language">;
  to: string;
  organisationName: string;
  /** As browsers reach the portal. */
  portal: string;
}

/** `before`: what the figures are compared with; null, or without calls: nothing. */
export function reportMail(report: Report, before: Report | null, { kind, reader, to, organisationName, portal }: ReportMailReader): Mail {
  const { language } = reader;
  const text: Text<typeof fi> = texts(language, words[language] as typeof fi);
  const days = daysInWords(report.days, language);
  const organisation = oneLine(organisationName);
  const compared = before && hasCalls(before.total) ? before : null;
  const intro = [
    text("intro", { organisation, days }),
    ...(compared ? [text("compared", { days: daysInWords(compared.days, language) })] : []),
  ];
  const rows = figureRows(report.total, compared?.total ?? null, language);
  const groups = report.rows.length > 1 ? groupRows(report, language, text) : [];
  const query = new URLSearchParams({ from: report.days.from, to: report.days.to, by: kind === "daily" ? "hour" : "day" });
  const after = [text("link", { link: `${portal}/reports?${query}` }), text("stop", { link: `${portal}/account` })];
  const lines = (all: string[][]) => all.map(([label, ...cells]) => `${label}: ${cells.filter(Boolean).join(" ")}`).join("\n");
  return {
    to,
    subject: text(kind === "daily" ? "dailySubject" : "weeklySubject", { days, organisation }),
    text: `${[intro.join("\n"), lines(rows), groups.length > 0 && `${text("groups")}\n${lines(groups)}`, after.join("\n")].filter(Boolean).join("\n\n")}\n`,
    html: page(language, [
      ...intro.map(paragraph),
      htmlTable(rows),
      ...(groups.length > 0 ? [paragraph(text("groups")), htmlTable(groups)] : []),
      ...after.map(paragraph),
    ]),
  };
}

function daysInWords({ from, to }: Days, language: Language): string {
  const shown = (day: string) => date(`${day}T12:00:00Z`, language, "UTC");
  return from === to ? shown(from) : `${shown(from)} – ${shown(to)}`;
}

/** Label, value, change. */
function figureRows(now: ReportFigures, before: ReportFigures | null, language: Language): string[][] {
  const text: Text<typeof fiReports> = texts(language, reportWords[language] as typeof fiReports);
  const change = (changed: Change | null, points = false) =>
    changed ? `(${`${changeArrow[changed.way]} ${changeWords(changed, text, language, points)}`.trim()})` : "";
  const counts = (["offered", "answered", "abandonedLate", "overflowed", "callbacksAsked"] as const).map((figure) => [
    text(figure),
    number(now[figure], language),
    before ? change(changeOf(now[figure], before[figure])) : "",
  ]);
  const level = serviceLevel(now);
  const levelBefore = before && serviceLevel(before);
  const levelChange = level !== null && levelBefore !== null ? change(changeOfShare(level, levelBefore), true) : "";
  const time = (of: (figures: ReportFigures) => number | null) => {
    const [value, was] = [of(now), before ? of(before) : null];
    return [value === null ? "–" : duration(value), value !== null && was !== null ? change(changeOf(value, was)) : ""];
  };
  return [
    ...counts,
    [text("serviceLevel"), shareInWords(level, language), levelChange],
    [text("meanWait"), ...time(({ meanWaitSeconds }) => meanWaitSeconds)],
    [text("wait90"), ...time(({ wait90Seconds }) => wait90Seconds)],
  ];
}

const groupRows = ({ rows }: Report, language: Language, text: Text<typeof fi>) => {
  const reports: Text<typeof fiReports> = texts(language, reportWords[language] as typeof fiReports);
  return rows.map(({ name, figures }) => [
    name === null ? reports("noGroup") : oneLine(name),
    text("groupLine", {
      offered: number(figures.offered, language),
      answered: number(figures.answered, language),
      level: shareInWords(serviceLevel(figures), language),
    }),
  ]);
};

const shareInWords = (value: number | null, language: Language) => (value === null ? "–" : percent(value, language));
