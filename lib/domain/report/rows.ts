/** The rows of a report in the order in which they are read: time goes on without gaps, the rest begins with the most calls. */
import type { CallFilter } from "../call-filter.ts";
import { noFigures } from "./figures.ts";
import { addDays } from "./local-date.ts";
import type { Days } from "./period.ts";
import { type Division, filterOfRow, type ReportRow } from "./report.ts";

export function orderedRows(rows: ReportRow[], division: Division, days: Days, whole: CallFilter): ReportRow[] {
  const next = following(division, rows[0]?.key ?? "");
  if (!next) return rows.toSorted((a, b) => volume(b) - volume(a) || (a.name ?? a.key).localeCompare(b.name ?? b.key, "fi"));
  const sorted = rows.toSorted((a, b) => a.key.length - b.key.length || (a.key < b.key ? -1 : 1));
  const empty = (key: string): ReportRow => ({ key, name: null, figures: noFigures, filter: filterOfRow(division, key, days, whole) });
  return sorted.flatMap((row, index) => {
    const gap: ReportRow[] = [];
    const before = sorted[index - 1];
    for (let key = before && next(before.key); key !== undefined && key !== row.key; key = next(key)) gap.push(empty(key));
    return [...gap, row];
  });
}

const volume = ({ figures }: ReportRow) => figures.offered || figures.handled;

/** The key after a key; null for what has no order in time. */
function following(division: Division, first: string): ((key: string) => string) | null {
  if (division === "day") return (key) => addDays(key, 1);
  if (division === "week") return (key) => addDays(key, 7);
  if (division !== "hour") return null;
  return first.includes("T") ? (key) => new Date(Date.parse(key) + 3_600_000).toISOString() : (key) => String(Number(key) + 1);
}
