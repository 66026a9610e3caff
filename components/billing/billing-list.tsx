"use client";
/** Billing IDs: short enough to be added and changed in a dialog. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useText } from "@/components/language/texts.tsx";
import { ListPage, Nothing } from "@/components/lists/list-page.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { Menu, MenuItem } from "@/components/ui/menu.tsx";
import { type BillingAccountRecord, billingAccountsQuery } from "@/lib/client/billing-accounts.ts";

const BillingDialog = dynamic(() => import("./billing-dialog.tsx").then((module) => module.BillingDialog), { ssr: false });
const DeleteBilling = dynamic(() => import("./delete-billing.tsx").then((module) => module.DeleteBilling), { ssr: false });

type Open = { dialog: "add" } | { dialog: "edit" | "delete"; account: BillingAccountRecord } | null;

export function BillingList({ initial }: { initial: BillingAccountRecord[] }) {
  const text = useText("billing");
  const common = useText("common");
  const client = useQueryClient();
  const accounts = useQuery({ ...billingAccountsQuery, initialData: initial }).data;
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const changed = () => client.invalidateQueries({ queryKey: billingAccountsQuery.queryKey });
  return (
    <>
      <ListPage
        title={text("title")}
        subtitle={text("subtitle")}
        caption={text("title")}
        empty={{ icon: "card", title: text("emptyTitle"), text: text("emptyText") }}
        action={
          <Button look="primary" icon="plus" onClick={() => setOpen({ dialog: "add" })}>
            {text("add")}
          </Button>
        }
        items={accounts}
        keyOf={(account) => account.id}
        columns={[
          { label: text("code"), figure: true, cell: (account) => account.code },
          { label: common("name"), cell: (account) => account.name },
          { label: text("usedBy"), cell: (account) => account.usedBy.join(", ") || <Nothing /> },
          {
            label: common("actions"),
            right: true,
            cell: (account) => (
              <Menu label={common("actionsFor", { name: account.code })} button={<Icon name="dots" />}>
                <MenuItem icon="edit" onSelect={() => setOpen({ dialog: "edit", account })}>
                  {common("edit")}
                </MenuItem>
                <hr />
                <MenuItem icon="trash" danger onSelect={() => setOpen({ dialog: "delete", account })}>
                  {common("delete")}
                </MenuItem>
              </Menu>
            ),
          },
        ]}
      />
      {open?.dialog === "add" && <BillingDialog account={null} onDone={changed} onClose={close} />}
      {open?.dialog === "edit" && <BillingDialog account={open.account} onDone={changed} onClose={close} />}
      {open?.dialog === "delete" && <DeleteBilling account={open.account} onDone={changed} onClose={close} />}
    </>
  );
}
