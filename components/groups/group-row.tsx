"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { memo } from "react";
import { useMayEdit } from "@/components/frame/reader.tsx";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { isLate } from "@/components/live/alert-words.ts";
import { serviceLevelPercent } from "@/components/live/figures.ts";
import { ByHandLine, GroupState } from "@/components/live/group-state.tsx";
import { useSecondsSince } from "@/components/live/live-provider.tsx";
import { ServiceLevel } from "@/components/live/service-level.tsx";
import { State } from "@/components/ui/badge.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { Menu, MenuItem, MenuLink } from "@/components/ui/menu.tsx";
import type { GroupSummary } from "@/lib/client/groups.ts";
import type { LiveGroup } from "@/lib/domain/live.ts";

interface Props {
  group: GroupSummary;
  live: LiveGroup | undefined;
  onDelete: (group: GroupSummary) => void;
}

/** Drawn again only when something of this group has changed: there may be a thousand. */
export const GroupRow = memo(function GroupRow({ group, live, onDelete }: Props) {
  const text = useText("groups");
  const common = useText("common");
  const { phoneNumber } = useFormat();
  const number = phoneNumber(group.number);
  return (
    <tr>
      <th scope="row">
        <Link href={`/groups/${group.id}/queue`} prefetch={false}>
          {group.name}
        </Link>
        <span className="cell-sub tabular">{number}</span>
      </th>
      <td className="cell-figure cell-number" data-l={common("number")}>
        {number}
      </td>
      <td data-l={text("columnState")}>
        <GroupState live={live} hours={group.hours} />
        <ByHandLine live={live} />
      </td>
      <td className="align-right" data-l={text("columnWaiting")}>
        <Waiting live={live} />
      </td>
      <td className="align-right" data-l={text("columnLongest")}>
        <LongestWait live={live} />
      </td>
      <td className="cell-figure" data-l={text("columnAgentsShort")}>
        <Agents live={live} />
      </td>
      <td data-l={text("columnLevelShort")}>{live ? <ServiceLevel value={serviceLevelPercent(live)} /> : <Unknown />}</td>
      <td className="align-right cell-actions">
        <RowMenu group={group} onDelete={onDelete} />
      </td>
    </tr>
  );
});

const Unknown = () => <span className="faint">–</span>;

function Waiting({ live }: { live?: LiveGroup }) {
  if (!live) return <Unknown />;
  return <span className={live.waiting > 0 ? "strong" : "faint"}>{live.waiting}</span>;
}

function LongestWait({ live }: { live?: LiveGroup }) {
  return live?.longestSince ? <WaitClock live={live} since={live.longestSince} /> : <Unknown />;
}

function WaitClock({ live, since }: { live: LiveGroup; since: string }) {
  const { duration } = useFormat();
  const seconds = useSecondsSince()(since);
  if (!isLate(live, seconds)) return duration(seconds);
  return (
    <span className="state tone-bad strong">
      <Icon name="warning" />
      {duration(seconds)}
    </span>
  );
}

function Agents({ live }: { live?: LiveGroup }) {
  const text = useText("groups");
  if (!live) return <Unknown />;
  if (live.loggedIn === 0 && live.open) {
    return (
      <State tone="bad" icon="blocked" loud>
        {text("nobodyLoggedIn")}
      </State>
    );
  }
  if (live.loggedIn === 0) return <Unknown />;
  return (
    <>
      <span className={live.free === 0 ? "strong tone-bad" : "strong"}>{live.free}</span> <span className="muted">/ {live.loggedIn}</span>
    </>
  );
}

function RowMenu({ group, onDelete }: Omit<Props, "live">) {
  const text = useText("groups");
  const common = useText("common");
  const router = useRouter();
  const mayEdit = useMayEdit();
  return (
    <Menu label={common("actionsFor", { name: group.name })} button={<Icon name="dots" />}>
      <MenuLink icon="edit" href={`/groups/${group.id}/general`}>
        {text("edit")}
      </MenuLink>
      {mayEdit && (
        <MenuItem icon="copy" onSelect={() => router.push(`/groups/new?copy=${group.id}`)}>
          {text("copy")}
        </MenuItem>
      )}
      <MenuLink icon="live" href={`/live?group=${group.id}`}>
        {text("openLive")}
      </MenuLink>
      {mayEdit && (
        <>
          <hr />
          <MenuItem icon="trash" danger onSelect={() => onDelete(group)}>
            {text("deleteGroup")}
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
