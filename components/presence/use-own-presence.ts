"use client";
/** One's own presence and what one may choose: the organisation's names, or the ordinary three. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useSignedIn } from "@/components/frame/reader.tsx";
import { useErrorText, useText } from "@/components/language/texts.tsx";
import { useToast } from "@/components/ui/toast.tsx";
import { Refusal } from "@/lib/client/api.ts";
import { changeMemberState } from "@/lib/client/members.ts";
import { type OwnPresence, presenceQuery } from "@/lib/client/presence.ts";
import type { PresenceStatus } from "@/lib/domain/organisation.ts";

const ordinary = ["available", "away", "busy"] as const;

export function useOwnPresence(initial: OwnPresence) {
  const states = useText("states");
  const now = useQuery({ ...presenceQuery, initialData: initial }).data;
  const choose = useChoosing(now);
  return {
    present: { presence: now.presence, name: now.name ?? states(now.presence) },
    choices: now.choices.length ? now.choices : ordinary.map((presence) => ({ presence, name: states(presence) })),
    choose,
  };
}

function useChoosing(now: OwnPresence) {
  const errors = useText("errors");
  const errorText = useErrorText();
  const toast = useToast();
  const client = useQueryClient();
  const { userId } = useSignedIn();
  return useMutation({
    // Only names of the organisation's own are told: the ordinary ones are each reader's language.
    mutationFn: ({ presence, name }: PresenceStatus) =>
      changeMemberState(userId, { action: "setPresence", presence, ...(now.choices.length > 0 && { name }) }),
    onSuccess: (_done, { presence, name }) =>
      client.setQueryData(presenceQuery.queryKey, { ...now, presence, name: now.choices.length ? name : null }),
    onError: (error) =>
      toast({ tone: "bad", title: errors("saveFailed"), detail: errorText(error instanceof Refusal ? error.code : "unknown") }),
  });
}
