"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { useMayEdit, useSignedIn } from "@/components/frame/reader.tsx";
import { useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { Menu, MenuItem } from "@/components/ui/menu.tsx";
import { Card, Crumb, PageHead } from "@/components/ui/page.tsx";
import { useToast } from "@/components/ui/toast.tsx";
import { resetTwoStepOf } from "@/lib/client/two-step.ts";
import { endSessions, type UserRecord, userQuery } from "@/lib/client/users.ts";
import type { SipBanRecord } from "@/lib/domain/sip-ban.ts";
import type { SipDeviceKind } from "@/lib/domain/user.ts";
import { PhonesCard } from "./phones-card.tsx";
import { PresenceCard } from "./presence-card.tsx";
import { UserForm } from "./user-form.tsx";

const DeleteUser = dynamic(() => import("./delete-user.tsx").then((module) => module.DeleteUser), { ssr: false });
const PasswordLinkDialog = dynamic(() => import("./password-link-dialog.tsx").then((module) => module.PasswordLinkDialog), { ssr: false });
const SipPasswordDialog = dynamic(() => import("./sip-password-dialog.tsx").then((module) => module.SipPasswordDialog), { ssr: false });

/** A phone that registers while the page is open is seen without a reload. */
const stateEveryMs = 10_000;

type Open = { dialog: "delete" | "link" } | { dialog: "sip"; kind: SipDeviceKind } | null;

export function UserPage({ initial, bans }: { initial: UserRecord; bans: SipBanRecord[] }) {
  const lists = useText("lists");
  const editor = useText("editor");
  const frame = useText("frame");
  const mayEdit = useMayEdit();
  const router = useRouter();
  const invited = useSearchParams().has("invited");
  const [open, setOpen] = useState<Open>(invited ? { dialog: "link" } : null);
  const user = useQuery({ ...userQuery(initial.id), initialData: initial, refetchInterval: stateEveryMs }).data;
  const close = () => {
    setOpen(null);
    if (invited) router.replace(`/users/${user.id}`);
  };
  return (
    <main id="main" className={mayEdit ? "page page-editor" : "page page-narrow"} tabIndex={-1}>
      <Crumb label={editor("path")} href="/users" list={lists("usersTitle")}>
        {user.name}
      </Crumb>
      <PageHead title={user.name} subtitle={`${user.extension}, ${frame(user.role)}`}>
        {mayEdit && <UserMenu user={user} onOpen={setOpen} />}
      </PageHead>
      <div className={mayEdit ? "columns-editor" : "stack"}>
        {mayEdit && (
          <div>
            <UserForm user={initial} language={initial.language} />
          </div>
        )}
        <aside className="stack" aria-label={useText("users")("phones")}>
          <PhonesCard devices={user.devices} bans={bans} onPassword={mayEdit ? (kind) => setOpen({ dialog: "sip", kind }) : undefined} />
          <PresenceCard user={user} />
          <GroupsCard user={user} />
        </aside>
      </div>
      {open?.dialog === "delete" && <DeleteUser user={user} onDone={() => router.push("/users")} onClose={close} />}
      {open?.dialog === "link" && <PasswordLinkDialog user={user} onClose={close} />}
      {open?.dialog === "sip" && <SipPasswordDialog user={user} kind={open.kind} onClose={close} />}
    </main>
  );
}

function UserMenu({ user, onOpen }: { user: UserRecord; onOpen: (open: Open) => void }) {
  const text = useText("users");
  const common = useText("common");
  const errors = useText("errors");
  const toast = useToast();
  const self = useSignedIn().userId === user.id;
  const end = useMutation({
    mutationFn: () => endSessions(user.id),
    onSuccess: () => (self ? window.location.assign("/sign-in") : toast({ tone: "ok", title: text("sessionsEnded", { name: user.name }) })),
    onError: () => toast({ tone: "bad", title: errors("unknown") }),
  });
  const client = useQueryClient();
  const reset = useMutation({
    mutationFn: () => resetTwoStepOf(user.id),
    onSuccess: () => {
      toast({ tone: "ok", title: text("twoStepReset", { name: user.name }) });
      void client.invalidateQueries({ queryKey: userQuery(user.id).queryKey });
    },
    onError: () => toast({ tone: "bad", title: errors("unknown") }),
  });
  return (
    <>
      <Button icon="card" disabled={!user.active} onClick={() => onOpen({ dialog: "link" })}>
        {text("makeLink")}
      </Button>
      <Menu label={common("actionsFor", { name: user.name })} button={<Icon name="dots" />}>
        <MenuItem icon="signOut" onSelect={() => end.mutate()}>
          {text("endSessions")}
        </MenuItem>
        {user.twoStep && (
          <MenuItem icon="lock" onSelect={() => reset.mutate()}>
            {text("resetTwoStep")}
          </MenuItem>
        )}
        {!self && (
          <>
            <hr />
            <MenuItem icon="trash" danger onSelect={() => onOpen({ dialog: "delete" })}>
              {text("delete")}
            </MenuItem>
          </>
        )}
      </Menu>
    </>
  );
}

function GroupsCard({ user }: { user: UserRecord }) {
  const frame = useText("frame");
  const text = useText("users");
  const states = useText("states");
  return (
    <Card id="user-groups" title={frame("groups")}>
      {user.groups.length === 0 && <p className="card-body muted">{text("noGroups")}</p>}
      {user.groups.length > 0 && (
        <ul className="card-body plain-list">
          {user.groups.map((group) => (
            <li key={group.id} className="row">
              <Link className="grow" href={`/groups/${group.id}/members`}>
                {group.name}
              </Link>
              <span className="small muted">{states(group.loggedIn ? "loggedIn" : "loggedOut")}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
