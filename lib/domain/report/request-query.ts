/** Apart from the rules of a request, so that a page that only links to reports needs no zod. */
import type { ReportRequest } from "./request.ts";

export function requestQuery({ period, from, to, by, groupId }: ReportRequest): string {
  const values = Object.entries({ period, from, to, by, groupId }).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return new URLSearchParams(values).toString();
}
