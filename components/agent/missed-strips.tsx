"use client";
/** Groups that have logged him out because he did not answer: he is told, and is back by one click. */
import { useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Strip } from "@/components/ui/page.tsx";
import type { Desk } from "@/lib/client/desk.ts";
import type { LiveAgent } from "@/lib/domain/live.ts";
import { useMemberAction } from "./use-member-action.ts";

export function MissedStrips({ groups, me }: { groups: Desk["groups"]; me: LiveAgent | undefined }) {
  const text = useText("agent");
  const act = useMemberAction();
  const out = groups.filter(({ id }) => me?.noCall[id] === "missed");
  return out.map(({ id, name }) => (
    <Strip key={id} icon="warning">
      {text("loggedOutByMisses", { group: name })}{" "}
      <Button small disabled={act.isPending} onClick={() => act.mutate({ action: "logIn", groupId: id })}>
        {text("logInAgain")}
      </Button>
    </Strip>
  ));
}
