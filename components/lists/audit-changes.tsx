"use client";
/** One entry, field by field, as it was before and after. */
import { useSettingTexts, useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { TableHead } from "@/components/ui/table-head.tsx";
import { changedValues } from "@/lib/client/changed-values.ts";
import type { AuditRecord } from "@/lib/domain/audit.ts";
import type { SettingKey } from "@/lib/i18n/settings.ts";
import { Nothing } from "./list-page.tsx";

export function AuditChanges({ entry, onClose }: { entry: AuditRecord; onClose: () => void }) {
  const text = useText("lists");
  const common = useText("common");
  const fieldName = useFieldName();
  const rows = changedValues(entry.before, entry.after);
  const value = (words: string | null) =>
    words === null ? <Nothing /> : words === "true" ? common("yes") : words === "false" ? common("no") : words;
  return (
    <Dialog
      wide
      title={entry.subjectName || text("changes")}
      onClose={onClose}
      footer={<Button onClick={onClose}>{common("close")}</Button>}
    >
      {rows.length === 0 && <p>{text("noValues")}</p>}
      {rows.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard
        <section className="table-wrap" tabIndex={0} aria-label={text("changes")}>
          <table className="data-table table-dense">
            <TableHead heads={[common("name"), text("before"), text("after")]} />
            <tbody>
              {rows.map((row) => (
                <tr key={row.path}>
                  <th scope="row">{fieldName(entry.subjectKind, row.path)}</th>
                  <td>{value(row.before)}</td>
                  <td>{value(row.after)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Dialog>
  );
}

/** A group's settings by their labels (`queue.maxWaitSeconds`); others by their path in the document. */
function useFieldName() {
  const setting = useSettingTexts();
  return (kind: string, path: string) => {
    const [, key = "", ...rest] = path.split(".");
    const label = kind === "group" ? (setting(key as SettingKey) as { label: string } | undefined)?.label : undefined;
    return label ? [label, ...rest].join(" ") : path;
  };
}
