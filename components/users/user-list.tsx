"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useMayEdit } from "@/components/frame/reader.tsx";
import { useText } from "@/components/language/texts.tsx";
import { ListPage, Nothing } from "@/components/lists/list-page.tsx";
import { AgentBadge } from "@/components/live/agent-state.tsx";
import { useLiveSnapshot } from "@/components/live/live-provider.tsx";
import { ButtonLink } from "@/components/ui/button.tsx";
import { type UserRecord, usersQuery } from "@/lib/client/users.ts";
import type { LiveAgent } from "@/lib/domain/live.ts";
import type { SipBanRecord } from "@/lib/domain/sip-ban.ts";
import { Devices, shownDevices } from "./devices.tsx";
import { PhoneLine, reasonOf } from "./phone-state.tsx";

interface Props {
  initial: UserRecord[];
  /** Only administrators are told of bans. */
  bans: SipBanRecord[];
  search: string;
}

export function UserList({ initial, bans, search }: Props) {
  const text = useText("lists");
  const common = useText("common");
  const frame = useText("frame");
  const people = useText("users");
  const mayEdit = useMayEdit();
  const live = useLiveSnapshot();
  const users = useQuery({ ...usersQuery, initialData: initial }).data;
  return (
    <ListPage
      title={text("usersTitle")}
      subtitle={text("usersSubtitle")}
      caption={text("usersCaption")}
      action={
        mayEdit && (
          <ButtonLink href="/users/new" look="primary" icon="plus">
            {people("add")}
          </ButtonLink>
        )
      }
      empty={{ icon: "users", title: text("usersEmpty"), text: text("usersEmptyText") }}
      search={{
        label: text("usersSearch"),
        hint: text("usersSearchHint"),
        first: search,
        matches: (user, word) => user.name.toLocaleLowerCase("fi").includes(word) || user.extension.includes(word),
      }}
      items={users}
      keyOf={(user) => user.id}
      columns={[
        { label: common("name"), cell: (user) => <Link href={`/users/${user.id}`}>{user.name}</Link> },
        { label: text("extension"), figure: true, cell: (user) => user.extension },
        {
          label: text("state"),
          cell: (user) => <AgentBadge agent={live?.agents[user.id]} loggedIn={user.groups.some((group) => group.loggedIn)} />,
        },
        { label: text("role"), cell: (user) => (user.active ? frame(user.role) : people("notActive")) },
        { label: text("devices"), cell: (user) => <Phones user={user} bans={bans} agent={live?.agents[user.id]} /> },
        { label: frame("groups"), cell: (user) => user.groups.map((group) => group.name).join(", ") || <Nothing /> },
        { label: text("email"), cell: (user) => user.email },
      ]}
    />
  );
}

/** The devices, and under them why one that should ring can't. */
function Phones({ user, bans, agent }: { user: UserRecord; bans: SipBanRecord[]; agent: LiveAgent | undefined }) {
  const states = useText("states");
  const silent = user.devices.flatMap((device) => {
    const phone = reasonOf(device, bans);
    const rings = !phone || phone.reason === "registered" || phone.reason === "off" || agent?.reachable.includes(device.kind);
    return rings ? [] : [{ kind: device.kind, phone }];
  });
  return (
    <>
      <Devices devices={shownDevices(user.devices, agent)} />
      {silent.map(({ kind, phone }) => (
        <div key={kind} className="small">
          <PhoneLine phone={phone} device={states(kind)} />
        </div>
      ))}
    </>
  );
}
