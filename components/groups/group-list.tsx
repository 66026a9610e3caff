"use client";
import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useDeferredValue, useMemo, useState } from "react";
import { useMayEdit, useSignedIn } from "@/components/frame/reader.tsx";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { useConnection, useLiveSnapshot } from "@/components/live/live-provider.tsx";
import { ButtonLink } from "@/components/ui/button.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { SearchInput, Segmented } from "@/components/ui/inputs.tsx";
import { Empty, PageHead } from "@/components/ui/page.tsx";
import { type GroupSummary, groupsQuery } from "@/lib/client/groups.ts";
import { GroupRow } from "./group-row.tsx";
import { type Column, type GroupWithLive, matchingGroups, sortedGroups } from "./group-sorting.ts";
import { GroupTableHead } from "./group-table-head.tsx";

const DeleteGroup = dynamic(() => import("./delete-group.tsx").then((module) => module.DeleteGroup), { ssr: false });

type Filter = "all" | "open" | "closed";

export function GroupList({ initial }: { initial: GroupSummary[] }) {
  const text = useText("groups");
  const mayEdit = useMayEdit();
  const groups = useQuery({ ...groupsQuery, initialData: initial }).data;
  return (
    <main id="main" className="page" tabIndex={-1}>
      <PageHead title={text("title")} subtitle={text("subtitle")}>
        {mayEdit && groups.length > 0 && (
          <ButtonLink href="/groups/new" look="primary" icon="plus">
            {text("add")}
          </ButtonLink>
        )}
      </PageHead>
      {groups.length === 0 ? <NoGroups mayEdit={mayEdit} /> : <Groups groups={groups} />}
    </main>
  );
}

function NoGroups({ mayEdit }: { mayEdit: boolean }) {
  const text = useText("groups");
  return (
    <Empty icon="groups" title={text("emptyTitle")} text={text("emptyText")}>
      {mayEdit && (
        <ButtonLink href="/groups/new" look="primary" icon="plus">
          {text("addFirst")}
        </ButtonLink>
      )}
    </Empty>
  );
}

function Groups({ groups }: { groups: GroupSummary[] }) {
  const text = useText("groups");
  const common = useText("common");
  const { byName } = useFormat();
  // Rows that changed are drawn when nothing that was typed or clicked waits.
  const live = useDeferredValue(useLiveSnapshot());
  const [wanted, setWanted] = useState("");
  const [filter, setFilter] = useState<Filter>("all");
  const [sort, setSort] = useState<{ column: Column; descending: boolean }>({ column: "name", descending: false });
  const [deleting, setDeleting] = useState<GroupSummary | null>(null);

  const all = useMemo(() => groups.map((group) => ({ group, live: live?.groups[group.id] })), [groups, live]);
  const open = all.filter(isOpen).length;
  const shown = useMemo(() => {
    const kept = all.filter((one) => filter === "all" || isOpen(one) === (filter === "open"));
    return sortedGroups(matchingGroups(kept, wanted), sort.column, sort.descending, byName);
  }, [all, filter, wanted, sort, byName]);

  return (
    <>
      <div className="tools">
        <SearchInput
          label={text("search")}
          placeholder={text("searchHint")}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
        <Segmented
          label={text("filter")}
          value={filter}
          onChange={setFilter}
          options={[
            { value: "all", label: common("all"), count: all.length },
            { value: "open", label: text("filterOpen"), count: open },
            { value: "closed", label: text("filterClosed"), count: all.length - open },
          ]}
        />
        <span className="grow" />
        <LiveMark />
      </div>
      <div className="card">
        <table className="data-table table-cards groups-table">
          <caption className="sr-only">{text("caption")}</caption>
          <GroupTableHead sort={sort} onSort={setSort} />
          {inParts(shown).map(({ from, rows }) => (
            <tbody key={from}>
              {rows.map(({ group, live }) => (
                <GroupRow key={group.id} group={group} live={live} onDelete={setDeleting} />
              ))}
            </tbody>
          ))}
        </table>
        {shown.length === 0 && <p className="card-body muted">{common("noMatches")}</p>}
      </div>
      <Foot count={shown.length} groups={groups} />
      {deleting && <DeleteGroup group={deleting} live={live?.groups[deleting.id]} onClose={() => setDeleting(null)} />}
    </>
  );
}

/** Of those out of sight nothing is drawn (tables.css). By parts: to look after each row would take longer than to draw it. */
const rowsOfPart = 25;
const inParts = (rows: GroupWithLive[]) =>
  Array.from({ length: Math.ceil(rows.length / rowsOfPart) }, (_, part) => {
    const from = part * rowsOfPart;
    return { from, rows: rows.slice(from, from + rowsOfPart) };
  });

const isOpen = ({ group: { hours }, live }: GroupWithLive) =>
  live?.open ?? (hours.manual === "open" || (hours.manual === "automatic" && hours.alwaysOpen));

function LiveMark() {
  const text = useText("groups");
  const up = useConnection().state === "up";
  return (
    <span className="small muted state">
      <Icon name="live" tone={up ? "tone-ok" : "faint"} />
      {text(up ? "liveNow" : "liveAway")}
    </span>
  );
}

function Foot({ count, groups }: { count: number; groups: GroupSummary[] }) {
  const text = useText("groups");
  const { percent } = useFormat();
  const target = useSignedIn().serviceLevelTargetPercent;
  const seconds = [...new Set(groups.map((group) => group.serviceLevelTargetSeconds))].sort((a, b) => a - b).join(" / ");
  return (
    <div className="table-foot">
      <span>{text("total", { count })}</span>
      <span>{text("levelNote", { seconds, target: percent(target) })}</span>
    </div>
  );
}
