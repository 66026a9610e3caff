"use client";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useDeferredValue, useEffect, useState } from "react";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { useLiveSnapshot } from "@/components/live/live-provider.tsx";
import { Button } from "@/components/ui/button.tsx";
import { SearchInput, Select } from "@/components/ui/inputs.tsx";
import { Empty, PageHead } from "@/components/ui/page.tsx";
import { type CallFilter, type CallPage, callsQuery, noFilter } from "@/lib/client/calls.ts";
import type { CallOutcome, CallRecord } from "@/lib/domain/call.ts";
import { same } from "@/lib/domain/group/changes.ts";
import { useCaller } from "./caller.ts";
import { Outcome, outcomes } from "./outcome.tsx";

interface Props {
  initial: CallPage;
  groups: { id: string; name: string }[];
}

export function CallList({ initial, groups }: Props) {
  const text = useText("calls");
  const common = useText("common");
  const [filter, setFilter] = useState<CallFilter>(noFilter);
  const asked = useDeferredValue(filter);
  const unfiltered = same(asked, noFilter);
  const query = useInfiniteQuery({
    ...callsQuery(asked),
    ...(unfiltered && { initialData: { pages: [initial], pageParams: [null] } }),
    placeholderData: (previous) => previous,
  });
  useNewCalls();
  const calls = query.data?.pages.flatMap((page) => page.calls) ?? [];
  return (
    <main id="main" className="page" tabIndex={-1}>
      <PageHead title={text("title")} subtitle={text("subtitle")} />
      {calls.length === 0 && unfiltered ? (
        <Empty icon="calls" title={text("emptyTitle")} text={text("emptyText")} />
      ) : (
        <>
          <Filters filter={filter} groups={groups} onFilter={setFilter} />
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

function Filters({ filter, groups, onFilter }: { filter: CallFilter; groups: Props["groups"]; onFilter: (filter: CallFilter) => void }) {
  const text = useText("calls");
  const states = useText("states");
  return (
    <div className="tools">
      <SearchInput
        label={text("search")}
        placeholder={text("searchHint")}
        inputMode="tel"
        value={filter.number}
        onChange={(event) => onFilter({ ...filter, number: event.target.value })}
      />
      {groups.length > 1 && (
        <Select
          className="select-auto"
          aria-label={text("group")}
          value={filter.groupId}
          onChange={(event) => onFilter({ ...filter, groupId: event.target.value })}
        >
          <option value="">{text("allGroups")}</option>
          {groups.map((group) => (
            <option key={group.id} value={group.id}>
              {group.name}
            </option>
          ))}
        </Select>
      )}
      <Select
        className="select-auto"
        aria-label={text("outcome")}
        value={filter.outcome}
        onChange={(event) => onFilter({ ...filter, outcome: event.target.value as CallFilter["outcome"] })}
      >
        <option value="">{text("allOutcomes")}</option>
        {(Object.keys(outcomes) as CallOutcome[]).map((outcome) => (
          <option key={outcome} value={outcome}>
            {states(outcomes[outcome].text)}
          </option>
        ))}
      </Select>
    </div>
  );
}

function CallTable({ calls }: { calls: CallRecord[] }) {
  const text = useText("calls");
  return (
    <table className="data-table table-cards">
      <caption className="sr-only">{text("caption")}</caption>
      <thead>
        <tr>
          <th scope="col">{text("caller")}</th>
          <th scope="col">{text("arrived")}</th>
          <th scope="col">{text("outcome")}</th>
          <th scope="col">{text("group")}</th>
          <th scope="col" className="align-right">
            {text("waited")}
          </th>
          <th scope="col" className="align-right">
            {text("talked")}
          </th>
          <th scope="col">{text("answeredBy")}</th>
        </tr>
      </thead>
      <tbody>
        {calls.map((call) => (
          <CallRow key={call.id} call={call} />
        ))}
      </tbody>
    </table>
  );
}

function CallRow({ call }: { call: CallRecord }) {
  const text = useText("calls");
  const { duration, date, time } = useFormat();
  const caller = useCaller();
  const today = date(call.arrivedAt) === date(Date.now());
  const length = (seconds: number | null) => (seconds === null ? <span className="faint">–</span> : duration(seconds));
  return (
    <tr>
      <th scope="row" className="cell-figure">
        <Link href={`/calls/${call.id}`} prefetch={false}>
          {caller(call)}
        </Link>
      </th>
      <td className="cell-figure" data-l={text("arrived")}>
        {today ? time(call.arrivedAt, true) : `${date(call.arrivedAt)} ${time(call.arrivedAt)}`}
      </td>
      <td data-l={text("outcome")}>
        <Outcome outcome={call.outcome} />
      </td>
      <td data-l={text("group")}>{call.groupName}</td>
      <td className="align-right" data-l={text("waited")}>
        {length(call.waitSeconds)}
      </td>
      <td className="align-right" data-l={text("talked")}>
        {length(call.talkSeconds)}
      </td>
      <td data-l={text("answeredBy")}>{call.answeredBy?.name ?? <span className="faint">–</span>}</td>
    </tr>
  );
}
