"use client";
/** Makes or changes a webhook; the secret of a new one is shown once. */
import { useState } from "react";
import { DraftDialog } from "@/components/forms/draft-dialog.tsx";
import { Row, SwitchRow, TextRow } from "@/components/forms/rows.tsx";
import { type DraftField, useDraft } from "@/components/forms/use-draft.ts";
import { useText } from "@/components/language/texts.tsx";
import { Checkbox } from "@/components/ui/inputs.tsx";
import { createWebhook, type SavedWebhook, saveWebhook } from "@/lib/client/webhooks.ts";
import type { WebhookSettings } from "@/lib/domain/webhook.ts";
import { type WebhookEvent, type WebhookRecord, webhookEvents } from "@/lib/domain/webhook-delivery.ts";
import { SecretDialog } from "./secret-dialog.tsx";
import { useWebhookWords } from "./webhook-words.ts";

const rules = () => import("@/lib/domain/webhook.ts").then((module) => module.webhookSettings);
const draftOf = ({ name, url, events, enabled }: SavedWebhook): WebhookSettings => ({ name, url, events, enabled });
const nothing: WebhookSettings = { name: "", url: "", events: ["call.ended"], enabled: true };
const send = (draft: WebhookSettings, record: SavedWebhook | null) =>
  record ? saveWebhook(record.id, { ...draft, version: record.version }) : createWebhook(draft);

interface Props {
  webhook: WebhookRecord | null;
  onDone: () => Promise<unknown>;
  onClose: () => void;
}

export function WebhookDialog({ webhook, onDone, onClose }: Props) {
  const text = useText("webhooks");
  const common = useText("common");
  const [made, setMade] = useState<{ name: string; secret: string } | null>(null);
  const draft = useDraft<WebhookSettings, SavedWebhook>({
    record: webhook,
    draftOf,
    empty: nothing,
    rules,
    send,
    added: ({ name }) => text("added", { name }),
    onSaved: ({ name, secret }) => {
      void onDone();
      if (secret) setMade({ name, secret });
      else onClose();
    },
  });
  if (made) return <SecretDialog {...made} onClose={onClose} />;
  return (
    <DraftDialog
      wide
      title={webhook ? text("editTitle", { name: webhook.name }) : text("add")}
      adds={webhook === null}
      draft={draft}
      onClose={onClose}
    >
      <TextRow field={draft.field("name")} label={common("name")} explain={text("nameExplain")} hint={text("nameHint")} />
      <TextRow field={draft.field("url")} label={text("url")} explain={text("urlExplain")} hint={text("urlHint")} placeholder="https://" />
      <EventsRow field={draft.field("events")} />
      <SwitchRow field={draft.field("enabled")} label={text("enabled")} explain={text("enabledExplain")} />
    </DraftDialog>
  );
}

function EventsRow({ field }: { field: DraftField<WebhookEvent[]> }) {
  const text = useText("webhooks");
  const words = useWebhookWords();
  const choose = (event: WebhookEvent, wanted: boolean) =>
    field.change(webhookEvents.filter((each) => (each === event ? wanted : field.value.includes(each))));
  return (
    <Row
      field={field}
      group
      label={text("events")}
      explain={text("eventsExplain")}
      hint={text("eventsHint")}
      describe={(value) => value.map(words.event).join(", ")}
    >
      {() => (
        <div>
          {webhookEvents.map((event) => (
            <Checkbox
              key={event}
              label={words.event(event)}
              checked={field.value.includes(event)}
              onChange={(change) => choose(event, change.target.checked)}
            />
          ))}
        </div>
      )}
    </Row>
  );
}
