"use client";
/** Where a member works: his state, his call, his day. Pushed by the worker. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { useSignedIn } from "@/components/frame/reader.tsx";
import { useText } from "@/components/language/texts.tsx";
import { useConnection, useLiveSnapshot } from "@/components/live/live-provider.tsx";
import { PageHead, Strip } from "@/components/ui/page.tsx";
import { PhonesCard } from "@/components/users/phones-card.tsx";
import { type Desk, deskQuery } from "@/lib/client/desk.ts";
import type { LiveAgent } from "@/lib/domain/live.ts";
import type { SipDeviceKind } from "@/lib/domain/user.ts";
import { CallCard } from "./call-card.tsx";
import { ContactsCard } from "./contacts-card.tsx";
import { FiguresCard, MissedCard } from "./day-cards.tsx";
import { MissedStrips } from "./missed-strips.tsx";
import { OwnGroupsCard } from "./own-groups-card.tsx";
import { OwnPresenceCard } from "./own-presence-card.tsx";
import { PauseControl } from "./pause-control.tsx";

const SipPasswordDialog = dynamic(() => import("@/components/users/sip-password-dialog.tsx").then((module) => module.SipPasswordDialog), {
  ssr: false,
});

export function DeskPage({ initial }: { initial: Desk }) {
  const text = useText("agent");
  const { userId, name, presence } = useSignedIn();
  const snapshot = useLiveSnapshot();
  const connection = useConnection();
  const me = snapshot?.agents[userId];
  const desk = useDesk(initial, me);
  const [phone, setPhone] = useState<SipDeviceKind | null>(null);
  const count = me?.loggedInGroups.length ?? desk.groups.filter(({ loggedIn }) => loggedIn).length;
  return (
    <main id="main" className="page" tabIndex={-1}>
      <PageHead title={text("title")} subtitle={`${name}. ${count ? text("loggedInTo", { count }) : text("loggedInNowhere")}`}>
        <PauseControl me={me} />
      </PageHead>
      {!snapshot && connection.state === "away" && <Strip icon="warning">{text("away")}</Strip>}
      <MissedStrips groups={desk.groups} me={me} />
      <div className="desk">
        <div>
          <CallCard me={me} snapshot={snapshot} />
          <FiguresCard figures={desk.figures} />
          <MissedCard missed={desk.missed} />
        </div>
        <aside className="stack" aria-label={text("ownState")}>
          {presence && <OwnPresenceCard initial={presence} />}
          <OwnGroupsCard groups={desk.groups} me={me} snapshot={snapshot} />
          <ContactsCard />
          <PhonesCard devices={desk.devices} bans={[]} onPassword={setPhone} />
        </aside>
      </div>
      {phone && <SipPasswordDialog user={{ id: userId, name }} kind={phone} onClose={() => setPhone(null)} />}
    </main>
  );
}

/** What is in the database follows what the stream tells by this much. */
const writtenMs = 1000;

/** Read again when one's own state has changed: a call has ended, a phone has registered. */
function useDesk(initial: Desk, me: LiveAgent | undefined): Desk {
  const client = useQueryClient();
  const changed = me && `${me.status.kind} ${me.since} ${me.reachable.join()} ${me.groups.join()}`;
  useEffect(() => {
    if (!changed) return;
    const timer = setTimeout(() => void client.invalidateQueries({ queryKey: deskQuery.queryKey }), writtenMs);
    return () => clearTimeout(timer);
  }, [client, changed]);
  return useQuery({ ...deskQuery, initialData: initial }).data;
}
