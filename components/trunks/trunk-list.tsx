"use client";
/** Connections to operators as they are now, and below them who is banned for guessing passwords. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useText } from "@/components/language/texts.tsx";
import { ButtonLink } from "@/components/ui/button.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { Menu, MenuItem } from "@/components/ui/menu.tsx";
import { Empty, PageHead } from "@/components/ui/page.tsx";
import { TableHead } from "@/components/ui/table-head.tsx";
import { type TrunkWithState, trunksQuery } from "@/lib/client/trunks.ts";
import type { SipBanRecord } from "@/lib/domain/sip-ban.ts";
import { BanCard } from "./ban-card.tsx";
import { TrunkStateCell } from "./trunk-state.tsx";

const DeleteTrunk = dynamic(() => import("./delete-trunk.tsx").then((module) => module.DeleteTrunk), { ssr: false });

export function TrunkList({ initial, bans }: { initial: TrunkWithState[]; bans: SipBanRecord[] }) {
  const text = useText("trunks");
  const client = useQueryClient();
  const trunks = useQuery({ ...trunksQuery, initialData: initial }).data;
  const [deleting, setDeleting] = useState<TrunkWithState | null>(null);
  const add = (label: string) => (
    <ButtonLink href="/trunks/new" look="primary" icon="plus">
      {label}
    </ButtonLink>
  );
  return (
    <main id="main" className="page" tabIndex={-1}>
      <PageHead title={text("title")} subtitle={text("subtitle")}>
        {trunks.length > 0 && add(text("add"))}
      </PageHead>
      {trunks.length === 0 ? (
        <Empty icon="trunk" title={text("emptyTitle")} text={text("emptyText")}>
          {add(text("addFirst"))}
        </Empty>
      ) : (
        <div className="card">
          <table className="data-table table-cards">
            <caption className="sr-only">{text("title")}</caption>
            <Heads />
            <tbody>
              {trunks.map((trunk) => (
                <Row key={trunk.id} trunk={trunk} onDelete={() => setDeleting(trunk)} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <BanCard initial={bans} />
      {deleting && (
        <DeleteTrunk
          trunk={deleting}
          last={trunks.filter((trunk) => trunk.enabled).length < 2}
          onDone={() => client.invalidateQueries({ queryKey: trunksQuery.queryKey })}
          onClose={() => setDeleting(null)}
        />
      )}
    </main>
  );
}

function Heads() {
  const text = useText("trunks");
  const common = useText("common");
  return (
    <TableHead
      heads={[
        common("name"),
        text("state"),
        text("identified"),
        text("peer"),
        { label: text("channels"), right: true },
        { label: common("actions"), hidden: true },
      ]}
    />
  );
}

function Row({ trunk, onDelete }: { trunk: TrunkWithState; onDelete: () => void }) {
  const text = useText("trunks");
  const common = useText("common");
  const router = useRouter();
  const { id, name, registration, peer, transport, channels, state } = trunk;
  return (
    <tr>
      <th scope="row">
        <Link href={`/trunks/${id}`}>{name}</Link>
      </th>
      <td data-l={text("state")}>
        <TrunkStateCell trunk={trunk} />
      </td>
      <td data-l={text("identified")}>{registration ? text("byRegistrationOf", { user: registration.user }) : text("byAddress")}</td>
      <td data-l={text("peer")} className="break-anywhere">
        {peer} <span className="muted">{transport.toUpperCase()}</span>
      </td>
      <td data-l={text("channels")} className="align-right">
        {state ? text("channelsOf", { used: state.channelsInUse, most: channels }) : channels}
      </td>
      <td className="align-right cell-actions">
        <Menu label={common("actionsFor", { name })} button={<Icon name="dots" />}>
          <MenuItem icon="edit" onSelect={() => router.push(`/trunks/${id}`)}>
            {common("edit")}
          </MenuItem>
          <hr />
          <MenuItem icon="trash" danger onSelect={onDelete}>
            {text("delete")}
          </MenuItem>
        </Menu>
      </td>
    </tr>
  );
}
