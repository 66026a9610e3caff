"use client";
/** Where the organisation's events are told to. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import { DeleteDialog } from "@/components/forms/delete-dialog.tsx";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { ListPage } from "@/components/lists/list-page.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { Menu, MenuItem } from "@/components/ui/menu.tsx";
import { deleteWebhook, webhooksQuery } from "@/lib/client/webhooks.ts";
import type { WebhookRecord } from "@/lib/domain/webhook-delivery.ts";
import { useWebhookWords } from "./webhook-words.ts";

const WebhookDialog = dynamic(() => import("./webhook-dialog.tsx").then((module) => module.WebhookDialog), { ssr: false });

const RenewDialog = dynamic(() => import("./renew-dialog.tsx").then((module) => module.RenewDialog), { ssr: false });

type Open = { dialog: "add" } | { dialog: "edit" | "renew" | "delete"; webhook: WebhookRecord } | null;

export function WebhookList({ initial }: { initial: WebhookRecord[] }) {
  const text = useText("webhooks");
  const common = useText("common");
  const words = useWebhookWords();
  const client = useQueryClient();
  const webhooks = useQuery({ ...webhooksQuery, initialData: initial }).data;
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const changed = () => client.invalidateQueries({ queryKey: webhooksQuery.queryKey });
  return (
    <>
      <ListPage
        title={text("title")}
        subtitle={text("subtitle")}
        caption={text("title")}
        empty={{ icon: "upload", title: text("emptyTitle"), text: text("emptyText") }}
        action={
          <Button look="primary" icon="plus" onClick={() => setOpen({ dialog: "add" })}>
            {text("add")}
          </Button>
        }
        items={webhooks}
        keyOf={(webhook) => webhook.id}
        columns={[
          { label: common("name"), cell: ({ id, name }) => <Link href={`/webhooks/${id}`}>{name}</Link> },
          { label: text("url"), cell: ({ url }) => <span className="break-anywhere">{url}</span> },
          { label: text("events"), cell: ({ events }) => events.map(words.event).join(", ") },
          { label: text("state"), cell: (webhook) => <State webhook={webhook} /> },
          {
            label: common("actions"),
            right: true,
            cell: (webhook) => (
              <Menu label={common("actionsFor", { name: webhook.name })} button={<Icon name="dots" />}>
                <MenuItem icon="edit" onSelect={() => setOpen({ dialog: "edit", webhook })}>
                  {common("edit")}
                </MenuItem>
                <MenuItem icon="lock" onSelect={() => setOpen({ dialog: "renew", webhook })}>
                  {text("renew")}
                </MenuItem>
                <hr />
                <MenuItem icon="trash" danger onSelect={() => setOpen({ dialog: "delete", webhook })}>
                  {common("delete")}
                </MenuItem>
              </Menu>
            ),
          },
        ]}
      />
      {open?.dialog === "add" && <WebhookDialog webhook={null} onDone={changed} onClose={close} />}
      {open?.dialog === "edit" && <WebhookDialog webhook={open.webhook} onDone={changed} onClose={close} />}
      {open?.dialog === "renew" && <RenewDialog {...open.webhook} onDone={changed} onClose={close} />}
      {open?.dialog === "delete" && (
        <DeleteDialog
          title={text("deleteTitle", { name: open.webhook.name })}
          confirm={text("deleteConfirm")}
          done={text("deleted", { name: open.webhook.name })}
          remove={() => deleteWebhook(open.webhook.id)}
          onDone={changed}
          onClose={close}
        >
          <p>{text("deleteText")}</p>
        </DeleteDialog>
      )}
    </>
  );
}

function State({ webhook: { enabled, waiting, givenUp, previousSecretUntil } }: { webhook: WebhookRecord }) {
  const text = useText("webhooks");
  const { date, time } = useFormat();
  const common = useText("common");
  const told = [
    common(enabled ? "on" : "off"),
    waiting && text("waitingCount", { count: waiting }),
    givenUp && text("givenUpCount", { count: givenUp }),
  ];
  return (
    <>
      {told.filter(Boolean).join(", ")}
      {previousSecretUntil && (
        <p className="small muted">{text("bothSign", { at: `${date(previousSecretUntil)} ${time(previousSecretUntil)}` })}</p>
      )}
    </>
  );
}
