"use client";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { isLate, useAlertWords } from "@/components/live/alert-words.ts";
import { serviceLevelPercent } from "@/components/live/figures.ts";
import { GroupState } from "@/components/live/group-state.tsx";
import type { WatchedGroup } from "@/components/live/group-tiles.tsx";
import { classes } from "@/components/ui/classes.ts";
import { Icon } from "@/components/ui/icon.tsx";
import type { LiveGroup } from "@/lib/domain/live.ts";
import { groupAlerts } from "@/lib/domain/live-alerts.ts";

interface Props {
  group: WatchedGroup;
  live: LiveGroup | undefined;
  now: number;
}

export function BoardTile({ group, live, now }: Props) {
  const text = useText("live");
  const words = useAlertWords();
  const alerts = live ? groupAlerts(live, now) : [];
  const [worst] = alerts.filter(({ kind }) => kind !== "longestWait");
  return (
    <li className={classes("board-tile", alerts.length > 0 && "board-alert")}>
      <div className="board-tile-head">
        <h2>{group.name}</h2>
        <GroupState live={live} hours={group.hours} short />
      </div>
      <dl className="board-main">
        <div>
          <dt>{text("waiting")}</dt>
          <dd>{live?.waiting ?? "–"}</dd>
        </div>
        <div>
          <dt>{text("longest")}</dt>
          <dd>
            <Longest live={live} now={now} />
          </dd>
        </div>
      </dl>
      <p className={classes("board-worst", worst && "tone-bad")}>
        {worst && (
          <>
            <Icon name="warning" />
            {words(worst, now)}
          </>
        )}
      </p>
      <BoardFacts live={live} />
    </li>
  );
}

function Longest({ live, now }: { live: LiveGroup | undefined; now: number }) {
  const { duration } = useFormat();
  if (!live?.longestSince) return "–";
  const seconds = Math.max(0, (now - Date.parse(live.longestSince)) / 1000);
  return <span className={classes(isLate(live, seconds) && "tone-bad")}>{duration(seconds)}</span>;
}

function BoardFacts({ live }: { live: LiveGroup | undefined }) {
  const text = useText("live");
  const { percent } = useFormat();
  const level = live ? serviceLevelPercent(live) : null;
  const facts: [string, string | number][] = [
    [text("free"), live ? `${live.free} / ${live.loggedIn}` : "–"],
    [text("level"), level === null ? "–" : percent(level)],
    [text("answered"), live?.today.answered ?? "–"],
    [text("abandoned"), live?.today.abandoned ?? "–"],
    [text("callbacks"), live?.callbacks ?? "–"],
  ];
  return (
    <dl className="board-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
