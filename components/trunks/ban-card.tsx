"use client";
/** Who may not try SIP passwords any more. A ban is lifted in two clicks: the button, then yes. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useErrorText, useFormat, useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { Card } from "@/components/ui/page.tsx";
import { TableHead } from "@/components/ui/table-head.tsx";
import { useToast } from "@/components/ui/toast.tsx";
import { Refusal } from "@/lib/client/api.ts";
import { liftBan, sipBansQuery } from "@/lib/client/sip-bans.ts";
import type { SipBanRecord } from "@/lib/domain/sip-ban.ts";

export function BanCard({ initial }: { initial: SipBanRecord[] }) {
  const text = useText("trunks");
  const common = useText("common");
  const bans = useQuery({ ...sipBansQuery, initialData: initial, refetchInterval: 10_000 }).data;
  const [lifting, setLifting] = useState<SipBanRecord | null>(null);
  return (
    <div className="card-after" id="bans">
      <Card id="bans-title" title={text("bansTitle")} aside={<span className="muted small">{text("bansHint")}</span>}>
        {bans.length === 0 ? (
          <p className="card-body muted">{text("bansNone")}</p>
        ) : (
          <table className="data-table table-cards">
            <caption className="sr-only">{text("bansTitle")}</caption>
            <TableHead
              heads={[
                text("banAddress"),
                text("banAccount"),
                text("banReason"),
                text("banSince"),
                text("banUntil"),
                { label: common("actions"), hidden: true },
              ]}
            />
            <tbody>
              {bans.map((ban) => (
                <Row key={ban.id} ban={ban} onLift={() => setLifting(ban)} />
              ))}
            </tbody>
          </table>
        )}
      </Card>
      {lifting && <LiftBan ban={lifting} onClose={() => setLifting(null)} />}
    </div>
  );
}

function Row({ ban, onLift }: { ban: SipBanRecord; onLift: () => void }) {
  const text = useText("trunks");
  const { date, time } = useFormat();
  const at = (when: string) => `${date(when)} ${time(when)}`;
  return (
    <tr>
      <th scope="row" className="cell-figure">
        {ban.address}
      </th>
      <td data-l={text("banAccount")} className="break-anywhere">
        {ban.username ?? text("banEveryAccount")}
      </td>
      <td data-l={text("banReason")}>{text("banGuessing")}</td>
      <td data-l={text("banSince")} className="cell-figure">
        {at(ban.createdAt)}
      </td>
      <td data-l={text("banUntil")} className="cell-figure">
        {at(ban.endsAt)}
      </td>
      <td className="align-right">
        <Button small onClick={onLift} aria-label={text("liftOf", { address: ban.address })}>
          {text("lift")}
        </Button>
      </td>
    </tr>
  );
}

function LiftBan({ ban, onClose }: { ban: SipBanRecord; onClose: () => void }) {
  const text = useText("trunks");
  const common = useText("common");
  const errorText = useErrorText();
  const toast = useToast();
  const client = useQueryClient();
  const lift = useMutation({
    mutationFn: () => liftBan(ban.id),
    onSuccess: async () => {
      toast({ tone: "ok", title: text("lifted", { address: ban.address }) });
      await client.invalidateQueries({ queryKey: sipBansQuery.queryKey });
      onClose();
    },
  });
  const footer = (
    <>
      <Button onClick={onClose}>{common("cancel")}</Button>
      <Button look="primary" busy={lift.isPending} disabled={lift.isPending} onClick={() => lift.mutate()}>
        {text("lift")}
      </Button>
    </>
  );
  return (
    <Dialog title={text("liftTitle", { address: ban.address })} onClose={onClose} footer={footer}>
      <p>{text("liftText")}</p>
      {lift.error && (
        <p className="error" role="alert">
          <Icon name="error" />
          <span>{errorText(lift.error instanceof Refusal ? lift.error.code : "unknown")}</span>
        </p>
      )}
    </Dialog>
  );
}
