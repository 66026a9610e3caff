"use client";
/** Who changed what and when, with the values before and after. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { type AuditRecord, auditQuery } from "@/lib/client/audit.ts";
import { changedValues } from "@/lib/client/changed-values.ts";
import { ListPage, Nothing } from "./list-page.tsx";

const pageSize = 100;

export function AuditLog({ initial }: { initial: AuditRecord[] }) {
  const text = useText("lists");
  const common = useText("common");
  const { date, time } = useFormat();
  const [shown, setShown] = useState<AuditRecord | null>(null);
  const query = useInfiniteQuery({ ...auditQuery(pageSize), initialData: { pages: [initial], pageParams: [null] } });
  const entries = query.data.pages.flat();
  const what = useWords();
  return (
    <>
      <ListPage
        title={text("auditTitle")}
        subtitle={text("auditSubtitle")}
        caption={text("auditCaption")}
        empty={{ icon: "log", title: text("auditEmpty"), text: text("auditEmptyText") }}
        search={{
          label: text("auditSearch"),
          hint: text("auditSearchHint"),
          matches: (entry, word) => `${entry.actorName} ${entry.subjectName}`.toLocaleLowerCase("fi").includes(word),
        }}
        items={entries}
        keyOf={(entry) => entry.id}
        columns={[
          { label: text("subject"), cell: (entry) => entry.subjectName || <Nothing /> },
          { label: text("when"), figure: true, cell: (entry) => `${date(entry.at)} ${time(entry.at, true)}` },
          { label: text("action"), cell: (entry) => what(entry) },
          { label: text("who"), cell: (entry) => entry.actorName },
          {
            label: text("changes"),
            cell: (entry) => (
              <button type="button" className="link" onClick={() => setShown(entry)}>
                {text("showChanges")}
                <span className="sr-only">: {entry.subjectName}</span>
              </button>
            ),
          },
        ]}
      />
      {query.hasNextPage && (
        <div className="page-foot">
          <Button busy={query.isFetchingNextPage} disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {common("more")}
          </Button>
        </div>
      )}
      {shown && <Changes entry={shown} onClose={() => setShown(null)} />}
    </>
  );
}

const actions = {
  create: "actionCreate",
  update: "actionUpdate",
  delete: "actionDelete",
  listen: "actionListen",
  cancel: "actionCancel",
  result: "actionResult",
} as const;
const kinds = {
  group: "kindGroup",
  announcement: "kindAnnouncement",
  user: "kindUser",
  number: "kindNumber",
  trunk: "kindTrunk",
  sipBan: "kindSipBan",
  menu: "kindMenu",
  messageBox: "kindMessageBox",
  message: "kindMessage",
  callback: "kindCallback",
  billingAccount: "kindBillingAccount",
  sipPassword: "kindSipPassword",
  passwordLink: "kindPasswordLink",
  password: "kindPassword",
  sessions: "kindSessions",
} as const;

function useWords() {
  const text = useText("lists");
  return ({ action, subjectKind }: AuditRecord) => {
    const kind = subjectKind in kinds ? text(kinds[subjectKind as keyof typeof kinds]) : subjectKind;
    return action in actions ? `${kind}: ${text(actions[action as keyof typeof actions])}` : `${kind}: ${action}`;
  };
}

function Changes({ entry, onClose }: { entry: AuditRecord; onClose: () => void }) {
  const text = useText("lists");
  const common = useText("common");
  const rows = changedValues(entry.before, entry.after);
  return (
    <Dialog
      wide
      title={entry.subjectName || text("changes")}
      onClose={onClose}
      footer={<Button onClick={onClose}>{common("close")}</Button>}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard */}
      <section className="table-wrap" tabIndex={0} aria-label={text("changes")}>
        <table className="data-table table-dense">
          <thead>
            <tr>
              <th scope="col">{common("name")}</th>
              <th scope="col">{text("before")}</th>
              <th scope="col">{text("after")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.path}>
                <th scope="row">{row.path}</th>
                <td>{row.before ?? <Nothing />}</td>
                <td>{row.after ?? <Nothing />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Dialog>
  );
}
