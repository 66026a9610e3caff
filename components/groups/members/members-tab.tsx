"use client";
import dynamic from "next/dynamic";
import { useCallback, useMemo, useState } from "react";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { useLiveSnapshot } from "@/components/live/live-provider.tsx";
import { Button } from "@/components/ui/button.tsx";
import { SearchInput, Segmented } from "@/components/ui/inputs.tsx";
import { Empty } from "@/components/ui/page.tsx";
import { shownDevices } from "@/components/users/devices.tsx";
import type { GroupMember } from "@/lib/domain/group/members.ts";
import { useGroupForm } from "../editor/form-context.tsx";
import { useSetting } from "../editor/use-setting.ts";
import { AddMembers } from "./add-members.tsx";
import { listsOf, type MemberLists, membersOf } from "./member-order.ts";
import type { MemberView } from "./member-row.tsx";
import { MemberSettingsPart } from "./member-settings.tsx";

/** Drag and drop is a script of its own; the editor asks for it beforehand. */
const MemberListsEditor = dynamic(() => import("./member-lists.tsx").then((module) => module.MemberListsEditor), { ssr: false });

export type MembersPart = "list" | "settings";

export function MembersTab({ part, onPart }: { part: MembersPart; onPart: (part: MembersPart) => void }) {
  const text = useText("editor");
  const { readOnly } = useGroupForm();
  const setting = useSetting("members.members");
  const [wanted, setWanted] = useState("");
  const [adding, setAdding] = useState(false);
  const members = setting.value;
  const add = (userIds: string[]) => setting.change([...members, ...userIds.map((userId) => ({ userId, skillLevel: 3, ringOrder: null }))]);
  return (
    <>
      <div className="tools">
        <Segmented
          label={text("membersPart")}
          value={part}
          onChange={onPart}
          options={[
            { value: "list", label: text("membersList"), count: members.length },
            { value: "settings", label: text("membersSettings") },
          ]}
        />
        {part === "list" && (
          <>
            <span className="grow" />
            <SearchInput
              className="search-m"
              label={text("findMember")}
              placeholder={text("findMember")}
              value={wanted}
              onChange={(event) => setWanted(event.target.value)}
            />
            {!readOnly && (
              <Button icon="plus" onClick={() => setAdding(true)}>
                {text("addMembers")}
              </Button>
            )}
          </>
        )}
      </div>
      {part === "settings" ? (
        <MemberSettingsPart />
      ) : (
        <div className="stack" id="members.members" tabIndex={-1}>
          {setting.error && <p className="error">{setting.error}</p>}
          {setting.was && <p className="was small">{setting.was}</p>}
          {members.length === 0 ? (
            <Empty icon="users" title={text("noMembersTitle")} text={text("noMembersText")}>
              {!readOnly && (
                <Button icon="plus" onClick={() => setAdding(true)}>
                  {text("addMembers")}
                </Button>
              )}
            </Empty>
          ) : (
            <Lists members={members} wanted={wanted} onMembers={setting.change} />
          )}
        </div>
      )}
      {adding && <AddMembers taken={members.map((member) => member.userId)} onAdd={add} onClose={() => setAdding(false)} />}
    </>
  );
}

interface ListsProps {
  members: GroupMember[];
  wanted: string;
  onMembers: (members: GroupMember[]) => void;
}

function Lists({ members, wanted, onMembers }: ListsProps) {
  const { byName } = useFormat();
  const { readOnly, form } = useGroupForm();
  const views = useMemberViews(members);
  const lists = useMemo(
    () => listsOf(members, (a, b) => byName(views.get(a)?.name ?? "", views.get(b)?.name ?? "")),
    [members, views, byName],
  );
  const shown = useCallback(
    (userId: string) => (views.get(userId)?.name ?? "").toLocaleLowerCase("fi").includes(wanted.trim().toLocaleLowerCase("fi")),
    [views, wanted],
  );
  return (
    <MemberListsEditor
      lists={lists}
      views={views}
      shown={shown}
      readOnly={readOnly}
      ringInOrder={form.getValues("members.ringInOrder")}
      onLists={(next: MemberLists) => onMembers(membersOf(next, members))}
      onLevel={(userId, skillLevel) => onMembers(members.map((member) => (member.userId === userId ? { ...member, skillLevel } : member)))}
      onRemove={(userId) => {
        const left = members.filter((member) => member.userId !== userId);
        onMembers(membersOf(listsOf(left, byName), left));
      }}
    />
  );
}

/** What is shown of each member, from the directory and the live view. */
function useMemberViews(members: GroupMember[]): Map<string, MemberView> {
  const { directory, groupId } = useGroupForm();
  const live = useLiveSnapshot();
  const text = useText("editor");
  return useMemo(() => {
    const users = new Map(directory.users.map((user) => [user.id, user]));
    return new Map(
      members.map(({ userId, skillLevel }) => {
        const user = users.get(userId);
        const agent = live?.agents[userId];
        const loggedIn = user?.groups.some((group) => group.id === groupId && group.loggedIn) ?? false;
        const devices = shownDevices(user?.devices ?? [], agent);
        return [userId, { userId, name: user?.name ?? text("deletedUser"), level: skillLevel, devices, loggedIn, agent }];
      }),
    );
  }, [members, directory.users, groupId, live, text]);
}
