"use client";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useMayEdit } from "@/components/frame/reader.tsx";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { ByHandLine, GroupState } from "@/components/live/group-state.tsx";
import { useLiveSnapshot, useSecondsSince } from "@/components/live/live-provider.tsx";
import { ButtonLink } from "@/components/ui/button.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { Menu, MenuItem } from "@/components/ui/menu.tsx";
import type { GroupDocument } from "@/lib/domain/group/group.ts";
import type { LiveGroup } from "@/lib/domain/live.ts";
import { useGroupForm } from "./form-context.tsx";

const DeleteGroup = dynamic(() => import("../delete-group.tsx").then((module) => module.DeleteGroup), { ssr: false });

export function EditorHead({ group }: { group: GroupDocument }) {
  const text = useText("editor");
  const groups = useText("groups");
  const router = useRouter();
  const mayEdit = useMayEdit();
  const { phoneNumber } = useFormat();
  const { directory } = useGroupForm();
  const live = useLiveSnapshot()?.groups[group.id];
  const [deleting, setDeleting] = useState(false);
  const digits =
    directory.numbers.find((number) => number.id === group.general.numberId)?.digits ??
    directory.groups.find((other) => other.id === group.id)?.number ??
    "";
  return (
    <>
      <nav className="crumb" aria-label={text("path")}>
        <Link href="/groups">{groups("title")}</Link>
        <Icon name="chevronRight" size="xs" />
        <span>{group.general.name}</span>
      </nav>
      <div className="editor-head">
        <div className="grow">
          <h1>
            <bdi>{group.general.name}</bdi> <span>{phoneNumber(digits)}</span>
          </h1>
          <div className="editor-meta">
            <GroupState live={live} hours={group.hours} badge />
            <ByHandLine live={live} />
            {live && <LiveLine live={live} />}
          </div>
        </div>
        <div className="row editor-actions">
          <ButtonLink href={`/live?group=${group.id}`} icon="live" aria-label={text("openLive")}>
            <span>{text("openLive")}</span>
          </ButtonLink>
          {mayEdit && (
            <Menu label={text("groupActions")} button={<Icon name="dots" />}>
              <MenuItem icon="copy" onSelect={() => router.push(`/groups/new?copy=${group.id}`)}>
                {groups("copy")}
              </MenuItem>
              <hr />
              <MenuItem icon="trash" danger onSelect={() => setDeleting(true)}>
                {groups("deleteGroup")}
              </MenuItem>
            </Menu>
          )}
        </div>
      </div>
      {deleting && (
        <DeleteGroup
          group={{ id: group.id, name: group.general.name, number: digits }}
          live={live}
          onClose={() => setDeleting(false)}
          onDeleted={() => router.push("/groups")}
        />
      )}
    </>
  );
}

function LiveLine({ live }: { live: LiveGroup }) {
  const text = useText("editor");
  const { duration } = useFormat();
  const secondsSince = useSecondsSince();
  return (
    <>
      <span>
        <b>{live.waiting}</b> {text("waiting")}
      </span>
      {live.longestSince && (
        <span>
          {text("longest")} <b>{duration(secondsSince(live.longestSince))}</b>
        </span>
      )}
      <span>
        <b>
          {live.free} / {live.loggedIn}
        </b>{" "}
        {text("free")}
      </span>
    </>
  );
}
