"use client";
/** The groups that he is a member of: logged in or not, how many wait, and callbacks. */
import { useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Switch } from "@/components/ui/inputs.tsx";
import { Card } from "@/components/ui/page.tsx";
import type { Desk } from "@/lib/client/desk.ts";
import type { LiveAgent, LiveGroup, LiveSnapshot } from "@/lib/domain/live.ts";
import { useMemberAction } from "./use-member-action.ts";

interface Props {
  groups: Desk["groups"];
  me: LiveAgent | undefined;
  snapshot: LiveSnapshot | null;
}

export function OwnGroupsCard({ groups, me, snapshot }: Props) {
  const text = useText("agent");
  const act = useMemberAction();
  const isIn = (group: Desk["groups"][number]) => (me ? me.loggedInGroups.includes(group.id) : group.loggedIn);
  const anywhere = groups.some(isIn);
  const all = (
    <Button small look="quiet" disabled={!me || act.isPending} onClick={() => act.mutate({ action: anywhere ? "logOut" : "logIn" })}>
      {text(anywhere ? "logOutAll" : "logInAll")}
    </Button>
  );
  return (
    <Card id="own-groups" title={text("ownGroups")} aside={all}>
      <ul>
        {groups.map((group) => (
          <li key={group.id} className="list-row">
            <div className="grow">
              <b className="strong break-anywhere">{group.name}</b>
              <GroupCounts live={snapshot?.groups[group.id]} />
            </div>
            <Switch
              aria-label={text("logInTo", { name: group.name })}
              checked={isIn(group)}
              disabled={!me || act.isPending}
              onChange={(event) => act.mutate({ action: event.target.checked ? "logIn" : "logOut", groupId: group.id })}
            />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function GroupCounts({ live }: { live: LiveGroup | undefined }) {
  const text = useText("agent");
  if (!live) return null;
  return (
    <p className="small muted tabular">
      {text("inQueue", { count: live.waiting })}
      {live.callbacks > 0 && `, ${text("callbacksWait", { count: live.callbacks })}`}
    </p>
  );
}
