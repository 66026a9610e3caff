/**
 * Tables for spreadsheets: UTF-8 with a byte order mark and semicolons, as a Finnish Excel reads them by itself. Text from outside
 * never becomes a formula: what a spreadsheet would take for one gets an apostrophe in front.
 */
import "server-only";

export type CsvCell = string | number | null;

/** RFC 4180, with `;` and CRLF. */
export const csvLine = (cells: readonly CsvCell[]): string => `${cells.map(written).join(";")}\r\n`;

function written(cell: CsvCell): string {
  if (cell === null) return "";
  const text = typeof cell === "number" ? String(cell) : withoutFormula(cell);
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Also behind spaces and control characters, which some programs leave out before they look. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const formula = /^[\s\u0000-\u001f]*[=+\-@\uff0b\uff0d\uff1d\uff20]|^[\t\r\n]/;
const withoutFormula = (text: string) => (formula.test(text) ? `'${text}` : text);

const byteOrderMark = "\uFEFF";

/** Sent as it is read: a file of any length takes the memory of one piece. */
export function csvResponse(fileName: string, lines: AsyncIterable<string>): Response {
  const encoder = new TextEncoder();
  const iterator = lines[Symbol.asyncIterator]();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(byteOrderMark)),
    pull: async (controller) => {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: async () => void (await iterator.return?.()),
  });
  return new Response(body, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
