"use client";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { classes } from "@/components/ui/classes.ts";
import { Icon } from "@/components/ui/icon.tsx";
import type { HoursSettings } from "@/lib/domain/group/hours.ts";
import type { LiveGroup, LiveSnapshot } from "@/lib/domain/live.ts";
import { serviceLevelPercent } from "./figures.ts";
import { ByHandLine, GroupState } from "./group-state.tsx";
import { alertSeconds } from "./thresholds.ts";

const SwitchDialog = dynamic(() => import("./switch-dialog.tsx").then((module) => module.SwitchDialog), { ssr: false });

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
  const [switching, setSwitching] = useState<string | null>(null);
  const turned = switching && snapshot?.groups[switching];
  return (
    <div className="tiles">
      {groups.map((group) => (
        <div key={group.id} className={classes("tile", group.id === chosen && "tile-chosen")}>
          <Tile
            group={group}
            live={snapshot?.groups[group.id]}
            now={now}
            chosen={group.id === chosen}
            onSwitch={() => setSwitching(group.id)}
          />
        </div>
      ))}
      {turned && <SwitchDialog live={turned} onClose={() => setSwitching(null)} />}
    </div>
  );
}

interface TileProps {
  group: WatchedGroup;
  live: LiveGroup | undefined;
  now: number;
  chosen: boolean;
  onSwitch: () => void;
}

/** The whole tile chooses the group; the switch lies above it. */
function Tile({ group, live, now, chosen, onSwitch }: TileProps) {
  const text = useText("live");
  const { duration } = useFormat();
  return (
    <>
      <div className="tile-head">
        <Link
          href={`/live?group=${group.id}`}
          replace
          scroll={false}
          prefetch={false}
          className="tile-link"
          aria-current={chosen ? "true" : undefined}
        >
          {group.name}
        </Link>
        <button
          type="button"
          className="tile-switch small"
          disabled={!live}
          aria-label={text("switchFor", { group: group.name })}
          title={text("switchTitle", { group: group.name })}
          onClick={onSwitch}
        >
          <GroupState live={live} hours={group.hours} short />
        </button>
      </div>
      <ByHandLine live={live} />
      <div className="tile-figure">
        <span className="big">{live?.waiting ?? "–"}</span>
        <span className="tile-unit">{text("waiting")}</span>
        {live && live.waiting > 0 && live.estimateSeconds !== null && (
          <span className="tile-unit tabular">{text("estimateNext", { time: duration(live.estimateSeconds) })}</span>
        )}
      </div>
      <TileFacts live={live} now={now} />
    </>
  );
}

function TileFacts({ live, now }: { live: LiveGroup | undefined; now: number }) {
  const text = useText("live");
  const { percent } = useFormat();
  const level = live ? serviceLevelPercent(live) : null;
  const facts: [string, React.ReactNode][] = [
    [text("longest"), <Longest key="longest" since={live?.longestSince ?? null} now={now} />],
    [text("free"), live ? `${live.free} / ${live.loggedIn}` : "–"],
    [text("level"), level === null ? "–" : percent(level)],
  ];
  return (
    <dl className="tile-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt className="tile-fact-name">{name}</dt>
          <dd className="tile-fact-value">{value}</dd>
        </div>
      ))}
    </dl>
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
