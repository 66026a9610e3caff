"use client";
import { useQuery } from "@tanstack/react-query";
import { useText } from "@/components/language/texts.tsx";
import { Crumb, PageHead } from "@/components/ui/page.tsx";
import { type UserRecord, userQuery } from "@/lib/client/users.ts";
import type { SipBanRecord } from "@/lib/domain/sip-ban.ts";
import { PhonesCard } from "./phones-card.tsx";

/** A phone that registers while the page is open is seen without a reload. */
const stateEveryMs = 10_000;

export function UserPage({ initial, bans }: { initial: UserRecord; bans: SipBanRecord[] }) {
  const lists = useText("lists");
  const editor = useText("editor");
  const frame = useText("frame");
  const user = useQuery({ ...userQuery(initial.id), initialData: initial, refetchInterval: stateEveryMs }).data;
  return (
    <main id="main" className="page page-narrow" tabIndex={-1}>
      <Crumb label={editor("path")} href="/users" list={lists("usersTitle")}>
        {user.name}
      </Crumb>
      <PageHead title={user.name} subtitle={`${user.extension}, ${frame(user.role)}`} />
      <PhonesCard devices={user.devices} bans={bans} />
    </main>
  );
}
