"use client";
/** Keys by which programs use the API. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { DeleteDialog } from "@/components/forms/delete-dialog.tsx";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { ListPage } from "@/components/lists/list-page.tsx";
import { Button } from "@/components/ui/button.tsx";
import { apiTokensQuery, revokeApiToken } from "@/lib/client/api-tokens.ts";
import type { ApiTokenRecord } from "@/lib/domain/api-token.ts";
import { useTokenRights } from "./token-rights.ts";

const NewTokenDialog = dynamic(() => import("./new-token-dialog.tsx").then((module) => module.NewTokenDialog), { ssr: false });

type Open = { dialog: "add" } | { dialog: "revoke"; token: ApiTokenRecord } | null;

export function TokenList({ initial }: { initial: ApiTokenRecord[] }) {
  const text = useText("apiTokens");
  const rights = useTokenRights();
  const { date, time } = useFormat();
  const client = useQueryClient();
  const tokens = useQuery({ ...apiTokensQuery, initialData: initial }).data;
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const changed = () => client.invalidateQueries({ queryKey: apiTokensQuery.queryKey });
  return (
    <>
      <ListPage
        title={text("title")}
        subtitle={text("subtitle")}
        caption={text("title")}
        empty={{ icon: "lock", title: text("emptyTitle"), text: text("emptyText") }}
        action={
          <Button look="primary" icon="plus" onClick={() => setOpen({ dialog: "add" })}>
            {text("add")}
          </Button>
        }
        items={tokens}
        keyOf={(token) => token.id}
        columns={[
          { label: text("name"), cell: (token) => token.name },
          { label: text("owner"), cell: (token) => token.owner },
          { label: text("rights"), cell: (token) => rights(token.rights) },
          { label: text("created"), figure: true, cell: (token) => date(token.createdAt) },
          {
            label: text("lastUsed"),
            figure: true,
            cell: ({ lastUsedAt }) => (lastUsedAt ? `${date(lastUsedAt)} ${time(lastUsedAt)}` : text("never")),
          },
          { label: text("expires"), figure: true, cell: ({ expiresAt }) => (expiresAt ? date(expiresAt) : text("noExpiry")) },
          {
            label: text("revoke"),
            right: true,
            cell: (token) => (
              <Button small onClick={() => setOpen({ dialog: "revoke", token })} aria-label={text("revokeOf", { name: token.name })}>
                {text("revoke")}
              </Button>
            ),
          },
        ]}
      />
      {open?.dialog === "add" && <NewTokenDialog onDone={changed} onClose={close} />}
      {open?.dialog === "revoke" && (
        <DeleteDialog
          title={text("revokeTitle", { name: open.token.name })}
          confirm={text("revoke")}
          done={text("revoked", { name: open.token.name })}
          remove={() => revokeApiToken(open.token.id)}
          onDone={changed}
          onClose={close}
        >
          <p>{text(open.token.rights.kind === "figures" ? "revokeScreenText" : "revokeText")}</p>
        </DeleteDialog>
      )}
    </>
  );
}
