"use client";
import { useMutation } from "@tanstack/react-query";
import { useErrorText, useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { Menu, MenuItem } from "@/components/ui/menu.tsx";
import { useToast } from "@/components/ui/toast.tsx";
import { Refusal } from "@/lib/client/api.ts";
import { changeMemberState } from "@/lib/client/members.ts";
import type { LiveAgent, MemberAction } from "@/lib/domain/live.ts";

/** The likely one as a button, the others in the menu. */
export function AgentActions({ agent, groupId }: { agent: LiveAgent; groupId: string }) {
  const text = useText("live");
  const common = useText("common");
  const errorText = useErrorText();
  const toast = useToast();
  const act = useMutation({
    mutationFn: (change: MemberAction) => changeMemberState(agent.userId, change),
    onError: (error) => toast({ tone: "bad", title: errorText(error instanceof Refusal ? error.code : "unknown") }),
  });
  const { name } = agent;
  const status = agent.status.kind;
  const loggedIn = agent.loggedInGroups.includes(groupId);
  const button = (label: string, words: string, change: MemberAction) => (
    <Button small aria-label={label} disabled={act.isPending} onClick={() => act.mutate(change)}>
      {words}
    </Button>
  );
  return (
    <>
      {loggedIn && status === "wrapUp" && button(text("finishWrapUpFor", { name }), text("finishWrapUp"), { action: "finishWrapUp" })}
      {loggedIn && status === "paused" && button(text("resumeFor", { name }), text("resumeAgent"), { action: "resume" })}
      {!loggedIn && button(text("logInFor", { name }), text("logIn"), { action: "logIn", groupId })}
      {loggedIn && (
        <Menu label={common("actionsFor", { name })} className="icon-button icon-button-s" button={<Icon name="dots" />}>
          {status !== "paused" && (
            <MenuItem icon="pause" onSelect={() => act.mutate({ action: "pause" })}>
              {text("pauseAgent")}
            </MenuItem>
          )}
          <MenuItem icon="signOut" onSelect={() => act.mutate({ action: "logOut", groupId })}>
            {text("logOut")}
          </MenuItem>
        </Menu>
      )}
    </>
  );
}
