"use client";
import Link from "next/link";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import type { HoursSettings } from "@/lib/domain/group/hours.ts";
import type { LiveGroup, LiveSnapshot } from "@/lib/domain/live.ts";
import { serviceLevelPercent } from "./figures.ts";
import { GroupState } from "./group-state.tsx";
import { alertSeconds } from "./thresholds.ts";

export interface WatchedGroup {
  id: string;
  name: string;
  hours: HoursSettings;
}

interface Props {
  groups: WatchedGroup[];
  snapshot: LiveSnapshot | null;
  now: number;
  chosen: string;
}

export function GroupTiles({ groups, snapshot, now, chosen }: Props) {
  return (
    <div className="tiles">
      {groups.map((group) => (
        <Link
          key={group.id}
          href={`/live?group=${group.id}`}
          replace
          scroll={false}
          prefetch={false}
          className="tile"
          aria-current={group.id === chosen ? "true" : undefined}
        >
          <Tile group={group} live={snapshot?.groups[group.id]} now={now} />
        </Link>
      ))}
    </div>
  );
}

function Tile({ group, live, now }: { group: WatchedGroup; live: LiveGroup | undefined; now: number }) {
  const text = useText("live");
  const { percent, duration } = useFormat();
  const level = live ? serviceLevelPercent(live) : null;
  const facts: [string, React.ReactNode][] = [
    [text("longest"), <Longest key="longest" since={live?.longestSince ?? null} now={now} />],
    [text("free"), live ? `${live.free} / ${live.loggedIn}` : "–"],
    [text("level"), level === null ? "–" : percent(level)],
  ];
  return (
    <>
      <span className="tile-head">
        <span>{group.name}</span>
        <span className="small">
          <GroupState live={live} hours={group.hours} short />
        </span>
      </span>
      <span className="tile-figure">
        <span className="big">{live?.waiting ?? "–"}</span>
        <span className="tile-unit">{text("waiting")}</span>
        {live && live.waiting > 0 && live.estimateSeconds !== null && (
          <span className="tile-unit tabular">{text("estimateNext", { time: duration(live.estimateSeconds) })}</span>
        )}
      </span>
      <span className="tile-facts">
        {facts.map(([name, value]) => (
          <span key={name}>
            <span className="tile-fact-name">{name}</span>
            <span className="tile-fact-value">{value}</span>
          </span>
        ))}
      </span>
    </>
  );
}

function Longest({ since, now }: { since: string | null; now: number }) {
  const { duration } = useFormat();
  if (!since) return "–";
  const seconds = (now - Date.parse(since)) / 1000;
  if (seconds < alertSeconds) return duration(seconds);
  return (
    <span className="state tone-bad">
      <Icon name="warning" />
      {duration(seconds)}
    </span>
  );
}
