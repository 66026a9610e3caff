"use client";
/** Figures of the chosen groups, to be read from the other end of the room. */
import dynamic from "next/dynamic";
import { useState, useSyncExternalStore } from "react";
import { useSignedIn } from "@/components/frame/reader.tsx";
import { useFormat, useText } from "@/components/language/texts.tsx";
import type { WatchedGroup } from "@/components/live/group-tiles.tsx";
import { useLiveSnapshot, useNow } from "@/components/live/live-provider.tsx";
import { ToldAlerts } from "@/components/live/told-alerts.tsx";
import { useAlerts } from "@/components/live/use-alerts.ts";
import { Button, ButtonLink } from "@/components/ui/button.tsx";
import { columnsFor, rowsFor } from "@/lib/domain/wallboard.ts";
import { BoardTile } from "./board-tile.tsx";
import { useStayAwake } from "./use-stay-awake.ts";

const ChooseGroups = dynamic(() => import("./choose-groups.tsx").then((module) => module.ChooseGroups), { ssr: false });
const LeaveShowing = dynamic(() => import("./leave-showing.tsx").then((module) => module.LeaveShowing), { ssr: false });

interface Props {
  watched: WatchedGroup[];
  chosen: WatchedGroup[];
  /** Somebody is signed in at this browser. */
  mayLeave: boolean;
}

export function Wallboard({ watched, chosen, mayLeave }: Props) {
  const text = useText("wallboard");
  const now = useNow();
  const snapshot = useLiveSnapshot();
  const { told, sound, onSound } = useAlerts(
    chosen.flatMap(({ id }) => snapshot?.groups[id] ?? []),
    now,
  );
  const [choosing, setChoosing] = useState(false);
  const [leaving, setLeaving] = useState(false);
  useStayAwake();
  return (
    <main id="main" className="board" tabIndex={-1}>
      <header className="board-head">
        <h1>{useSignedIn().organisation}</h1>
        <span className="board-tools">
          {mayLeave && (
            <>
              <ButtonLink look="quiet" href="/live">
                {text("back")}
              </ButtonLink>
              <Button look="quiet" icon="lock" onClick={() => setLeaving(true)}>
                {text("leave")}
              </Button>
            </>
          )}
          <Button look="quiet" icon="groups" onClick={() => setChoosing(true)}>
            {text("choose")}
          </Button>
          <Button look="quiet" icon={sound ? "soundOn" : "soundOff"} aria-pressed={sound} onClick={() => onSound(!sound)}>
            {text("sound")}
          </Button>
          <FullScreen />
        </span>
        <Clock now={now} />
      </header>
      <ToldAlerts told={told} />
      {chosen.length === 0 && <p className="board-empty">{text("nothing")}</p>}
      <ul className={`board-tiles board-columns-${columnsFor(chosen.length)} board-rows-${rowsFor(chosen.length)}`}>
        {chosen.map((group) => (
          <BoardTile key={group.id} group={group} live={snapshot?.groups[group.id]} now={now} />
        ))}
      </ul>
      {choosing && <ChooseGroups watched={watched} chosen={chosen} onClose={() => setChoosing(false)} />}
      {leaving && <LeaveShowing onClose={() => setLeaving(false)} />}
    </main>
  );
}

const never = () => () => {};

function Clock({ now }: { now: number }) {
  const { time } = useFormat();
  const inBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return <span className="board-clock">{inBrowser ? time(now) : "\u00a0"}</span>;
}

function FullScreen() {
  const text = useText("wallboard");
  return (
    <Button look="quiet" icon="tv" onClick={() => void document.documentElement.requestFullscreen().catch(() => undefined)}>
      {text("fullScreen")}
    </Button>
  );
}
