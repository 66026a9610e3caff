"use client";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useDeferredValue, useEffect, useState } from "react";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { useLiveSnapshot } from "@/components/live/live-provider.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { Empty, PageHead } from "@/components/ui/page.tsx";
import { type CallPage, callCountQuery, callsCsv, callsQuery } from "@/lib/client/calls.ts";
import type { CallFilter } from "@/lib/domain/call-filter.ts";
import { callFilterQuery } from "@/lib/domain/call-filter-query.ts";
import { same } from "@/lib/domain/group/changes.ts";
import { CallFilters, type Named } from "./call-filters.tsx";
import { CallTable } from "./call-table.tsx";

interface Props {
  initial: CallPage;
  /** Of the page's address. */
  initialFilter: CallFilter;
  groups: Named[];
  people: Named[];
}

export function CallList({ initial, initialFilter, groups, people }: Props) {
  const text = useText("calls");
  const common = useText("common");
  const [filter, setFilter] = useFilterInAddress(initialFilter);
  const asked = useDeferredValue(filter);
  const query = useInfiniteQuery({
    ...callsQuery(asked),
    ...(same(asked, initialFilter) && { initialData: { pages: [initial], pageParams: [null] } }),
    placeholderData: (previous) => previous,
  });
  useNewCalls();
  const calls = query.data?.pages.flatMap((page) => page.calls) ?? [];
  const unfiltered = Object.keys(asked).length === 0;
  return (
    <main id="main" className="page" tabIndex={-1}>
      <PageHead title={text("title")} subtitle={text("subtitle")}>
        <a className="button" href={callsCsv(asked)} download>
          <Icon name="download" />
          {text("csv")}
        </a>
      </PageHead>
      {calls.length === 0 && unfiltered ? (
        <Empty icon="calls" title={text("emptyTitle")} text={text("emptyText")} />
      ) : (
        <>
          <CallFilters filter={filter} groups={groups} people={people} onFilter={setFilter} />
          {!unfiltered && <Count filter={asked} />}
          <div className="card">
            <CallTable calls={calls} />
            {calls.length === 0 && <p className="card-body muted">{common("noMatches")}</p>}
          </div>
          {query.hasNextPage && (
            <div className="table-foot">
              <Button busy={query.isFetchingNextPage} disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {common("more")}
              </Button>
            </div>
          )}
        </>
      )}
    </main>
  );
}

/** The address says what is shown: it can be kept, sent and come from a figure of a report. */
function useFilterInAddress(initial: CallFilter) {
  const [filter, setFilter] = useState(initial);
  const change = (next: CallFilter) => {
    setFilter(next);
    const query = callFilterQuery(next);
    window.history.replaceState(null, "", query ? `/calls?${query}` : "/calls");
  };
  return [filter, change] as const;
}

function Count({ filter }: { filter: CallFilter }) {
  const text = useText("calls");
  const { number } = useFormat();
  const { data } = useQuery({ ...callCountQuery(filter), placeholderData: (previous) => previous });
  return (
    <p className="table-foot" role="status">
      {data && (data.more ? text("moreThan", { count: number(data.count) }) : text("found", { count: data.count }))}
    </p>
  );
}

/** The live view tells when a call begins or ends; the list follows within a moment. */
function useNewCalls() {
  const client = useQueryClient();
  const live = useLiveSnapshot();
  const calls = live ? Object.keys(live.calls).sort().join(" ") : null;
  useEffect(() => {
    if (calls === null) return;
    const timer = setTimeout(() => void client.invalidateQueries({ queryKey: ["calls"] }), 600);
    return () => clearTimeout(timer);
  }, [calls, client]);
}
