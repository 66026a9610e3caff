"use client";
/** One's own presence in the top bar, for members of groups: seen and changed from every page. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useSignedIn } from "@/components/frame/reader.tsx";
import { useErrorText, useText } from "@/components/language/texts.tsx";
import { Menu, MenuItem } from "@/components/ui/menu.tsx";
import { useToast } from "@/components/ui/toast.tsx";
import { Refusal } from "@/lib/client/api.ts";
import { changeMemberState } from "@/lib/client/members.ts";
import { type OwnPresence, presenceQuery } from "@/lib/client/presence.ts";
import type { PresenceStatus } from "@/lib/domain/organisation.ts";
import { PresenceMark } from "./presence-mark.tsx";

const ordinary = ["available", "away", "busy"] as const;

export function PresenceMenu({ initial }: { initial: OwnPresence }) {
  const text = useText("frame");
  const states = useText("states");
  const now = useQuery({ ...presenceQuery, initialData: initial }).data;
  const choose = useChoosing(now);
  const name = now.name ?? states(now.presence);
  const choices = now.choices.length ? now.choices : ordinary.map((presence) => ({ presence, name: states(presence) }));
  const button = (
    <>
      <PresenceMark presence={now.presence} />
      <span className="phone-hide presence-name">{name}</span>
    </>
  );
  return (
    <Menu label={text("presence", { name })} className="top-button" button={button}>
      {choices.map((choice) => (
        <MenuItem
          key={choice.name}
          checked={choice.presence === now.presence && choice.name === name}
          onSelect={() => choose.mutate(choice)}
        >
          <PresenceMark presence={choice.presence} />
          {choice.name}
        </MenuItem>
      ))}
    </Menu>
  );
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
