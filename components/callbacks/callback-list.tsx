"use client";
/** Requests to be called back: what each waits for, and how it ended. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { ListPage } from "@/components/lists/list-page.tsx";
import { useLiveSnapshot, useNow } from "@/components/live/live-provider.tsx";
import { callbacksQuery } from "@/lib/client/callbacks.ts";
import type { CallbackRecord } from "@/lib/domain/callback.ts";
import type { LiveSnapshot } from "@/lib/domain/live.ts";
import { CallbackActions } from "./callback-actions.tsx";
import { CallbackProgress, CallbackState } from "./callback-state.tsx";
import { CancelCallback } from "./cancel-callback.tsx";

const readAgainMs = 1000;

export function CallbackList({ initial }: { initial: CallbackRecord[] }) {
  const text = useText("callbacks");
  const common = useText("common");
  const { phoneNumber, date, time } = useFormat();
  const now = useNow();
  const { callbacks, readAgain } = useFollowed(initial);
  const talks = useTalking();
  const [cancelling, setCancelling] = useState<string | null>(null);
  const asked = callbacks.find(({ id }) => id === cancelling);
  return (
    <>
      <ListPage
        title={text("title")}
        subtitle={text("subtitle")}
        caption={text("caption")}
        empty={{ icon: "callback", title: text("empty"), text: text("emptyText") }}
        search={{
          label: text("search"),
          hint: text("searchHint"),
          matches: ({ number, groupName }, word) => `${number} ${phoneNumber(number)} ${groupName}`.toLocaleLowerCase("fi").includes(word),
        }}
        items={callbacks}
        keyOf={(callback) => callback.id}
        columns={[
          { label: text("customer"), figure: true, cell: (callback) => phoneNumber(callback.number) },
          { label: text("group"), cell: (callback) => callback.groupName },
          { label: text("state"), cell: (callback) => <CallbackState state={talks(callback) ? "talking" : callback.state} /> },
          { label: text("requested"), figure: true, cell: ({ requestedAt }) => `${date(requestedAt)} ${time(requestedAt)}` },
          {
            label: text("tries"),
            right: true,
            cell: ({ attempts, attemptsAllowed }) => text("triesOf", { count: attempts, most: attemptsAllowed }),
          },
          { label: text("next"), cell: (callback) => <CallbackProgress callback={callback} now={now} /> },
          {
            label: common("actions"),
            cell: (callback) => (
              <CallbackActions
                callback={callback}
                talking={talks(callback)}
                onCancel={() => setCancelling(callback.id)}
                onSaid={readAgain}
              />
            ),
          },
        ]}
      />
      {asked && <CancelCallback callback={asked} onDone={readAgain} onClose={() => setCancelling(null)} />}
    </>
  );
}

/** The database says "being called" until the end; that both talk is known to the live view only. */
function useTalking(): (callback: CallbackRecord) => boolean {
  const snapshot = useLiveSnapshot();
  return ({ id, state }) => state === "ringing" && snapshot?.calls[id]?.status.kind === "talking";
}

/**
 * The list is read again whenever the live view shows that an open request came, went or goes on; and while it still holds one that the
 * live view does not: the worker writes a moment after it decides.
 */
function useFollowed(initial: CallbackRecord[]) {
  const queries = useQueryClient();
  const snapshot = useLiveSnapshot();
  const seen = snapshot && openCallbacks(snapshot);
  useEffect(() => {
    if (seen !== null) void queries.invalidateQueries({ queryKey: callbacksQuery.queryKey });
  }, [queries, seen]);
  const behind = (listed: CallbackRecord[] = []) =>
    snapshot !== null && listed.some(({ id, state }) => (state === "waiting" || state === "ringing") && !snapshot.calls[id]);
  const { data } = useQuery({
    ...callbacksQuery,
    initialData: initial,
    refetchInterval: (query) => behind(query.state.data) && readAgainMs,
  });
  return { callbacks: data, readAgain: () => queries.invalidateQueries({ queryKey: callbacksQuery.queryKey }) };
}

const openCallbacks = (snapshot: LiveSnapshot): string =>
  Object.values(snapshot.calls)
    .filter(({ kind }) => kind === "callback")
    .map(({ callId, status }) => `${callId} ${status.kind}`)
    .join();
