"use client";
/** What callers have left in message boxes: to be heard, marked as heard, and deleted. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { useCaller } from "@/components/calls/caller.ts";
import { DeleteDialog } from "@/components/forms/delete-dialog.tsx";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { ListPage } from "@/components/lists/list-page.tsx";
import { Checkbox } from "@/components/ui/inputs.tsx";
import { deleteMessage, messagesQuery } from "@/lib/client/messages.ts";
import type { MessageRecord } from "@/lib/domain/message.ts";
import { MessageActions } from "./message-actions.tsx";
import { MessageAnswers } from "./message-answers.tsx";
import { MessageState } from "./message-state.tsx";

const readAgainMs = 15_000;

export function MessageList({ initial }: { initial: MessageRecord[] }) {
  const text = useText("messages");
  const { date, time } = useFormat();
  const caller = useCaller();
  const client = useQueryClient();
  const messages = useQuery({ ...messagesQuery, initialData: initial, refetchInterval: readAgainMs }).data;
  const readAgain = () => client.invalidateQueries({ queryKey: messagesQuery.queryKey });
  const [unheardOnly, setUnheardOnly] = useState(false);
  const [deleting, setDeleting] = useState<MessageRecord | null>(null);
  const when = ({ completedAt }: MessageRecord) => `${date(completedAt)} ${time(completedAt)}`;
  return (
    <>
      <ListPage
        title={text("title")}
        subtitle={text("subtitle")}
        caption={text("caption")}
        empty={{ icon: "speak", title: text("empty"), text: text("emptyText") }}
        search={{
          label: text("search"),
          hint: text("searchHint"),
          matches: (message, word) =>
            `${message.callerNumber} ${caller(message)} ${message.boxName} ${message.groupName}`.toLocaleLowerCase("fi").includes(word),
        }}
        tools={
          messages.length > 0 && (
            <Checkbox label={text("unheardOnly")} checked={unheardOnly} onChange={(event) => setUnheardOnly(event.target.checked)} />
          )
        }
        items={unheardOnly ? messages.filter(({ heardAt }) => heardAt === null) : messages}
        keyOf={(message) => message.id}
        columns={[
          { label: text("caller"), figure: true, cell: (message) => <Link href={`/calls/${message.callId}`}>{caller(message)}</Link> },
          { label: text("left"), figure: true, cell: when },
          { label: text("box"), cell: ({ boxName }) => boxName },
          { label: text("group"), cell: ({ groupName }) => groupName },
          { label: text("answers"), cell: (message) => <MessageAnswers message={message} onHeard={readAgain} /> },
          { label: text("state"), cell: (message) => <MessageState message={message} /> },
          {
            label: text("actions"),
            cell: (message) => (
              <MessageActions message={message} whose={caller(message)} onDone={readAgain} onDelete={() => setDeleting(message)} />
            ),
          },
        ]}
      />
      {deleting && (
        <DeleteDialog
          title={text("deleteTitle", { caller: caller(deleting), at: when(deleting) })}
          confirm={text("deleteConfirm")}
          done={text("deleted")}
          remove={() => deleteMessage(deleting.id)}
          onDone={readAgain}
          onClose={() => setDeleting(null)}
        >
          <p>{text("deleteText")}</p>
        </DeleteDialog>
      )}
    </>
  );
}
