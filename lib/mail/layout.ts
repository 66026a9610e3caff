/** Mails as HTML. Everything that is put in is text and nothing else: no markup, no line of its own. */
import type { Language } from "../i18n/language.ts";

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (value: string) => value.replace(/[&<>"']/g, (character) => escapes[character] ?? "");

export const paragraph = (line: string): string => `<p>${escaped(line)}</p>`;

/** The first cell of a row is its head; all rows have as many cells. */
export function htmlTable(rows: readonly (readonly string[])[]): string {
  const lines = rows.map(([head = "", ...cells]) => {
    const others = cells.map((cell) => `<td>${escaped(cell)}</td>`).join("");
    return `<tr><th align="left" valign="top">${escaped(head)}</th>${others}</tr>`;
  });
  return `<table cellpadding="4">\n${lines.join("\n")}\n</table>`;
}

export const page = (language: Language, parts: readonly string[]): string => `<!doctype html>
<html lang="${language}"><body>
${parts.join("\n")}
</body></html>
`;
