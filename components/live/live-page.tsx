"use client";
/** Queues and agents as they are now. Pushed by the worker, never asked for. */
import { useState, useSyncExternalStore } from "react";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { Button, ButtonLink } from "@/components/ui/button.tsx";
import { Empty, PageHead, Strip } from "@/components/ui/page.tsx";
import type { LiveSnapshot } from "@/lib/domain/live.ts";
import { AgentsCard } from "./agents-card.tsx";
import { GroupTiles, type WatchedGroup } from "./group-tiles.tsx";
import { useConnection, useLiveSnapshot, useNow } from "./live-provider.tsx";
import { QueueCard } from "./queue-card.tsx";
import { TodayCard } from "./today-card.tsx";
import { ToldAlerts } from "./told-alerts.tsx";
import { useAlerts } from "./use-alerts.ts";

export function LivePage({ groups, chosen }: { groups: WatchedGroup[]; chosen: string | null }) {
  const text = useText("live");
  const now = useNow();
  const present = useLiveSnapshot();
  const connection = useConnection();
  const [held, setHeld] = useState<{ snapshot: LiveSnapshot; at: number } | null>(null);
  const snapshot = held?.snapshot ?? present;
  const at = held?.at ?? now;
  const watched = groups.flatMap(({ id }) => present?.groups[id] ?? []);
  const { told, sound, onSound } = useAlerts(watched, now);
  const group = groups.find(({ id }) => id === chosen) ?? groups[0];
  if (!group) return <NoGroups />;
  return (
    <main id="main" className="page" tabIndex={-1}>
      <Head
        at={at}
        held={held !== null}
        mayHold={present !== null}
        onHold={(hold) => setHeld(hold && present ? { snapshot: present, at: now } : null)}
        sound={sound}
        onSound={onSound}
      />
      <ToldAlerts told={told} />
      {held && <HeldStrip at={held.at} />}
      {!snapshot && connection.state === "away" && <Strip icon="warning">{text("away")}</Strip>}
      <h2 className="sr-only">{text("groups")}</h2>
      <GroupTiles groups={groups} snapshot={snapshot} now={at} chosen={group.id} />
      {snapshot && (
        <>
          <TodayCard name={group.name} live={snapshot.groups[group.id]} />
          <div className="live-columns">
            <QueueCard groupId={group.id} snapshot={snapshot} now={at} />
            <AgentsCard groupId={group.id} snapshot={snapshot} now={at} />
          </div>
        </>
      )}
    </main>
  );
}

function NoGroups() {
  const text = useText("live");
  const groups = useText("groups");
  return (
    <main id="main" className="page" tabIndex={-1}>
      <PageHead title={text("title")} />
      <Empty icon="live" title={text("noGroups")} text={text("noGroupsText")}>
        <ButtonLink href="/groups">{groups("title")}</ButtonLink>
      </Empty>
    </main>
  );
}

interface HeadProps {
  at: number;
  held: boolean;
  mayHold: boolean;
  onHold: (hold: boolean) => void;
  sound: boolean;
  onSound: (on: boolean) => void;
}

function Head({ at, held, mayHold, onHold, sound, onSound }: HeadProps) {
  const text = useText("live");
  const { weekdayAndDate, time } = useFormat();
  // The server's clock and the browser's differ: the line comes with the browser's.
  const inBrowser = useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
  const line = <span className="tabular">{inBrowser ? `${weekdayAndDate(at)} ${time(at, true)}` : "\u00a0"}</span>;
  return (
    <PageHead title={text("title")} subtitle={line}>
      <ButtonLink look="quiet" icon="tv" href="/live/wallboard" prefetch={false}>
        {text("wallboard")}
      </ButtonLink>
      <Button look="quiet" icon={sound ? "soundOn" : "soundOff"} aria-pressed={sound} onClick={() => onSound(!sound)}>
        {text("sound")}
      </Button>
      <Button look="quiet" icon={held ? "play" : "pause"} disabled={!held && !mayHold} aria-pressed={held} onClick={() => onHold(!held)}>
        {text(held ? "resume" : "pause")}
      </Button>
    </PageHead>
  );
}

function HeldStrip({ at }: { at: number }) {
  const text = useText("live");
  const { time } = useFormat();
  return (
    <Strip tone="info" icon="pause">
      {text("paused", { time: time(at, true) })}
    </Strip>
  );
}
