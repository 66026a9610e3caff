"use client";
/** Who changed what and when, with the values before and after. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { type AuditFilter, auditQuery, wholeLog } from "@/lib/client/audit.ts";
import type { AuditRecord } from "@/lib/domain/audit.ts";
import { same } from "@/lib/domain/group/changes.ts";
import { AuditChanges } from "./audit-changes.tsx";
import { AuditFilters } from "./audit-filters.tsx";
import { useAuditWords } from "./audit-words.ts";
import { ListPage, Nothing } from "./list-page.tsx";

const pageSize = 100;

export function AuditLog({ initial }: { initial: AuditRecord[] }) {
  const text = useText("lists");
  const common = useText("common");
  const { date, time } = useFormat();
  const [shown, setShown] = useState<AuditRecord | null>(null);
  const [filter, setFilter] = useState<AuditFilter>(wholeLog);
  const asked = useDeferredValue(filter);
  const whole = same(asked, wholeLog);
  const query = useInfiniteQuery({
    ...auditQuery(asked, pageSize),
    ...(whole && { initialData: { pages: [initial], pageParams: [null] } }),
    placeholderData: (previous) => previous,
  });
  const words = useAuditWords();
  return (
    <>
      <ListPage
        title={text("auditTitle")}
        subtitle={text("auditSubtitle")}
        caption={text("auditCaption")}
        empty={{ icon: "log", title: text("auditEmpty"), text: text("auditEmptyText") }}
        tools={(initial.length > 0 || !whole) && <AuditFilters filter={filter} onFilter={setFilter} />}
        items={query.data?.pages.flat() ?? []}
        keyOf={(entry) => entry.id}
        columns={[
          { label: text("subject"), cell: (entry) => entry.subjectName || <Nothing /> },
          { label: text("when"), figure: true, cell: (entry) => `${date(entry.at)} ${time(entry.at, true)}` },
          { label: text("action"), cell: words.event },
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
      {shown && <AuditChanges entry={shown} onClose={() => setShown(null)} />}
    </>
  );
}
