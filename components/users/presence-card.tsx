"use client";
/** A person's presence, and logging in and out, as the live view shows them. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useText } from "@/components/language/texts.tsx";
import { AgentBadge } from "@/components/live/agent-state.tsx";
import { useLiveSnapshot } from "@/components/live/live-provider.tsx";
import { Segmented } from "@/components/ui/inputs.tsx";
import { Card } from "@/components/ui/page.tsx";
import { useToast } from "@/components/ui/toast.tsx";
import { changeMemberState } from "@/lib/client/members.ts";
import { type UserRecord, userQuery } from "@/lib/client/users.ts";
import type { Presence } from "@/lib/domain/live.ts";

const presences: Presence[] = ["available", "away", "busy"];

export function PresenceCard({ user }: { user: UserRecord }) {
  const text = useText("users");
  const states = useText("states");
  const errors = useText("errors");
  const toast = useToast();
  const client = useQueryClient();
  const agent = useLiveSnapshot()?.agents[user.id];
  const change = useMutation({
    mutationFn: (presence: Presence) => changeMemberState(user.id, { action: "setPresence", presence }),
    onSuccess: (_done, presence) => client.setQueryData(userQuery(user.id).queryKey, (now) => now && { ...now, presence }),
    onError: () => toast({ tone: "bad", title: errors("unavailable") }),
  });
  return (
    <Card
      id="presence"
      title={text("presence")}
      aside={<AgentBadge agent={agent} loggedIn={user.groups.some((group) => group.loggedIn)} />}
    >
      <div className="card-body">
        <Segmented
          labelledBy="presence"
          value={user.presence}
          onChange={(presence) => change.mutate(presence)}
          disabled={!agent || change.isPending}
          options={presences.map((value) => ({ value, label: states(value) }))}
        />
        <p className="hint">{text("presenceHint")}</p>
      </div>
    </Card>
  );
}
