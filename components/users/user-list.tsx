"use client";
import { useQuery } from "@tanstack/react-query";
import { useText } from "@/components/language/texts.tsx";
import { ListPage, Nothing } from "@/components/lists/list-page.tsx";
import { AgentBadge } from "@/components/live/agent-state.tsx";
import { useLiveSnapshot } from "@/components/live/live-provider.tsx";
import { type UserRecord, usersQuery } from "@/lib/client/users.ts";
import { Devices, shownDevices } from "./devices.tsx";

export function UserList({ initial, search }: { initial: UserRecord[]; search: string }) {
  const text = useText("lists");
  const common = useText("common");
  const frame = useText("frame");
  const live = useLiveSnapshot();
  const users = useQuery({ ...usersQuery, initialData: initial }).data;
  return (
    <ListPage
      title={text("usersTitle")}
      subtitle={text("usersSubtitle")}
      caption={text("usersCaption")}
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
        { label: common("name"), cell: (user) => user.name },
        { label: text("extension"), figure: true, cell: (user) => user.extension },
        {
          label: text("state"),
          cell: (user) => <AgentBadge agent={live?.agents[user.id]} loggedIn={user.groups.some((group) => group.loggedIn)} />,
        },
        { label: text("role"), cell: (user) => frame(user.role) },
        { label: text("devices"), cell: (user) => <Devices devices={shownDevices(user.devices, live?.agents[user.id])} /> },
        { label: frame("groups"), cell: (user) => user.groups.map((group) => group.name).join(", ") || <Nothing /> },
        { label: text("email"), cell: (user) => user.email },
      ]}
    />
  );
}
