"use client";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { classes } from "@/components/ui/classes.ts";
import { Icon } from "@/components/ui/icon.tsx";
import type { Timetable } from "@/lib/domain/group/hours.ts";
import type { LiveGroup, LiveSnapshot } from "@/lib/domain/live.ts";
import { groupAlerts } from "@/lib/domain/live-alerts.ts";
import { isLate, useAlertWords } from "./alert-words.ts";
import { serviceLevelPercent } from "./figures.ts";
import { ByHandLine, GroupState } from "./group-state.tsx";

const SwitchDialog = dynamic(() => import("./switch-dialog.tsx").then((module) => module.SwitchDialog), { ssr: false });

export interface WatchedGroup {
  id: string;
  name: string;
  hours: Timetable;
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
      {live && <TileAlerts live={live} now={now} />}
      <TileFacts live={live} now={now} />
    </>
  );
}

/** The longest wait is told where it stands. */
function TileAlerts({ live, now }: { live: LiveGroup; now: number }) {
  const words = useAlertWords();
  const alerts = groupAlerts(live, now).filter(({ kind }) => kind !== "longestWait");
  if (alerts.length === 0) return null;
  return (
    <ul className="tile-alerts">
      {alerts.map((alert) => (
        <li key={alert.kind} className="state tone-bad">
          <Icon name="warning" />
          {words(alert, now)}
        </li>
      ))}
    </ul>
  );
}

function TileFacts({ live, now }: { live: LiveGroup | undefined; now: number }) {
  const text = useText("live");
  const { percent } = useFormat();
  const level = live ? serviceLevelPercent(live) : null;
  const facts: [string, React.ReactNode][] = [
    [text("longest"), <Longest key="longest" live={live} now={now} />],
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

function Longest({ live, now }: { live: LiveGroup | undefined; now: number }) {
  const { duration } = useFormat();
  if (!live?.longestSince) return "–";
  const seconds = (now - Date.parse(live.longestSince)) / 1000;
  if (!isLate(live, seconds)) return duration(seconds);
  return (
    <span className="state tone-bad">
      <Icon name="warning" />
      {duration(seconds)}
    </span>
  );
}
