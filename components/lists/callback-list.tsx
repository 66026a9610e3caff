"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { useLiveSnapshot } from "@/components/live/live-provider.tsx";
import { Badge, type Tone } from "@/components/ui/badge.tsx";
import type { IconName } from "@/components/ui/icon.tsx";
import { type CallbackRecord, callbacksQuery } from "@/lib/client/callbacks.ts";
import type { LiveSnapshot } from "@/lib/domain/live.ts";
import { ListPage } from "./list-page.tsx";

const states = {
  waiting: { tone: "mute", icon: "hourglass", text: "stateWaiting" },
  reserved: { tone: "info", icon: "groups", text: "stateReserved" },
  ringing: { tone: "info", icon: "bellRinging", text: "stateRinging" },
  reached: { tone: "ok", icon: "handset", text: "stateReached" },
  unreached: { tone: "warn", icon: "missed", text: "stateUnreached" },
  expired: { tone: "warn", icon: "clock", text: "stateExpired" },
  cancelled: { tone: "mute", icon: "close", text: "stateCancelled" },
  failed: { tone: "bad", icon: "error", text: "stateFailed" },
} as const satisfies Record<CallbackRecord["state"], { tone: Tone; icon: IconName; text: string }>;

export function CallbackList({ initial }: { initial: CallbackRecord[] }) {
  const text = useText("lists");
  const { phoneNumber, date, time } = useFormat();
  useFollowedCallbacks();
  const callbacks = useQuery({ ...callbacksQuery, initialData: initial }).data;
  const at = (when: string) => `${date(when)} ${time(when)}`;
  return (
    <ListPage
      title={text("callbacksTitle")}
      subtitle={text("callbacksSubtitle")}
      caption={text("callbacksCaption")}
      empty={{ icon: "callback", title: text("callbacksEmpty"), text: text("callbacksEmptyText") }}
      items={callbacks}
      keyOf={(callback) => callback.id}
      columns={[
        { label: text("customer"), figure: true, cell: (callback) => phoneNumber(callback.number) },
        { label: text("group"), cell: (callback) => callback.groupName },
        { label: text("state"), cell: (callback) => <CallbackState state={callback.state} /> },
        { label: text("requested"), figure: true, cell: (callback) => at(callback.requestedAt) },
        { label: text("expires"), figure: true, cell: (callback) => at(callback.expiresAt) },
        { label: text("tries"), right: true, cell: (callback) => callback.attempts },
      ]}
    />
  );
}

/** The list is read again whenever the live view shows that an open request came, went or goes on. */
function useFollowedCallbacks(): void {
  const queries = useQueryClient();
  const snapshot = useLiveSnapshot();
  const seen = snapshot && openCallbacks(snapshot);
  useEffect(() => {
    if (seen !== null) void queries.invalidateQueries({ queryKey: callbacksQuery.queryKey });
  }, [queries, seen]);
}

const openCallbacks = (snapshot: LiveSnapshot): string =>
  Object.values(snapshot.calls)
    .filter(({ kind }) => kind === "callback")
    .map(({ callId, status }) => `${callId} ${status.kind}`)
    .join();

function CallbackState({ state }: { state: CallbackRecord["state"] }) {
  const text = useText("lists");
  const look = states[state];
  return (
    <Badge tone={look.tone} icon={look.icon}>
      {text(look.text)}
    </Badge>
  );
}
