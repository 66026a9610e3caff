"use client";
/** What was told to a webhook and how it went; anything can be told anew. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useErrorText, useFormat, useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Crumb, Empty, PageHead, Strip } from "@/components/ui/page.tsx";
import { TableHead } from "@/components/ui/table-head.tsx";
import { useToast } from "@/components/ui/toast.tsx";
import { Refusal } from "@/lib/client/api.ts";
import { deliveriesQuery, redeliver, testWebhook } from "@/lib/client/webhooks.ts";
import type { DeliveryRecord, WebhookRecord } from "@/lib/domain/webhook-delivery.ts";
import { useWebhookWords } from "./webhook-words.ts";

const states = { waiting: "stateWaiting", delivered: "stateDelivered", givenUp: "stateGivenUp" } as const;

export function DeliveryLog({ webhook, initial }: { webhook: WebhookRecord; initial: DeliveryRecord[] }) {
  const text = useText("webhooks");
  const common = useText("common");
  const errorText = useErrorText();
  const toast = useToast();
  const client = useQueryClient();
  const query = deliveriesQuery(webhook.id);
  const deliveries = useQuery({ ...query, initialData: initial, refetchInterval: 5_000 }).data;
  const send = useMutation({
    mutationFn: (id: string | null) => (id === null ? testWebhook(webhook.id) : redeliver(webhook.id, id)),
    onSuccess: async () => {
      toast({ tone: "ok", title: text("sending") });
      await client.invalidateQueries({ queryKey: query.queryKey });
    },
  });
  const refusal = send.error && (send.error instanceof Refusal ? send.error.code : "unknown");
  return (
    <main id="main" className="page" tabIndex={-1}>
      <Crumb label={text("title")} href="/webhooks" list={text("title")}>
        {webhook.name}
      </Crumb>
      <PageHead title={webhook.name} subtitle={<span className="break-anywhere">{webhook.url}</span>}>
        <Button look="primary" busy={send.isPending} disabled={send.isPending || !webhook.enabled} onClick={() => send.mutate(null)}>
          {text("test")}
        </Button>
      </PageHead>
      {!webhook.enabled && (
        <Strip tone="info" icon="pause">
          {text("isOff")}
        </Strip>
      )}
      {refusal && (
        <p className="error" role="alert">
          {errorText(refusal)}
        </p>
      )}
      {deliveries.length === 0 ? (
        <Empty icon="upload" title={text("noDeliveries")} text={text("noDeliveriesText")} />
      ) : (
        <div className="card">
          <table className="data-table table-cards">
            <caption className="sr-only">{text("deliveries")}</caption>
            <TableHead
              heads={[
                text("event"),
                text("at"),
                text("state"),
                text("answer"),
                { label: text("attempts"), right: true },
                { label: common("actions"), hidden: true },
              ]}
            />
            <tbody>
              {deliveries.map((delivery) => (
                <DeliveryRow key={delivery.id} delivery={delivery} onRedeliver={() => send.mutate(delivery.id)} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </main>
  );
}

function DeliveryRow({ delivery, onRedeliver }: { delivery: DeliveryRecord; onRedeliver: () => void }) {
  const text = useText("webhooks");
  const words = useWebhookWords();
  const { date, time } = useFormat();
  const moment = (at: string) => `${date(at)} ${time(at)}`;
  const { event, at, state, nextAttemptAt, lastStatus, attempts } = delivery;
  const again = state === "waiting" && nextAttemptAt && attempts > 0 ? text("nextAttempt", { at: moment(nextAttemptAt) }) : null;
  return (
    <tr>
      <th scope="row">{words.event(event)}</th>
      <td data-l={text("at")} className="cell-figure">
        {moment(at)}
      </td>
      <td data-l={text("state")}>
        {text(states[state])}
        {again && <span className="muted small"> {again}</span>}
      </td>
      <td data-l={text("answer")}>{lastStatus ? words.answer(lastStatus) : "–"}</td>
      <td data-l={text("attempts")} className="align-right">
        {attempts}
      </td>
      <td className="align-right">
        <Button small onClick={onRedeliver} aria-label={text("redeliverOf", { event: words.event(event), at: moment(at) })}>
          {text("redeliver")}
        </Button>
      </td>
    </tr>
  );
}
