"use client";
/** Where one is signed in, and ending it there. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useErrorText, useFormat, useText } from "@/components/language/texts.tsx";
import { Badge } from "@/components/ui/badge.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Card } from "@/components/ui/page.tsx";
import { TableHead } from "@/components/ui/table-head.tsx";
import { useToast } from "@/components/ui/toast.tsx";
import { Refusal } from "@/lib/client/api.ts";
import { endOtherSessions, endSession, sessionsQuery } from "@/lib/client/sessions.ts";
import type { SessionRecord } from "@/lib/domain/session.ts";

export function SessionsCard({ initial }: { initial: SessionRecord[] }) {
  const text = useText("account");
  const sessions = useQuery({ ...sessionsQuery, initialData: initial }).data;
  const others = sessions.some(({ current }) => !current);
  const end = useEnding();
  return (
    <Card
      id="sessions"
      title={text("sessions")}
      aside={
        others && (
          <Button small disabled={end.isPending} onClick={() => end.mutate(null)}>
            {text("endOthers")}
          </Button>
        )
      }
    >
      <table className="data-table table-cards">
        <caption className="sr-only">{text("sessions")}</caption>
        <TableHead heads={[text("device"), text("lastSeen"), text("address"), text("session")]} />
        <tbody>
          {sessions.map((session) => (
            <Row key={session.id} session={session} busy={end.isPending} onEnd={() => end.mutate(session.id)} />
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function Row({ session, busy, onEnd }: { session: SessionRecord; busy: boolean; onEnd: () => void }) {
  const text = useText("account");
  const { date, time } = useFormat();
  const device = [session.browser, session.system].filter(Boolean).join(", ") || text("unknownDevice");
  return (
    <tr>
      <th scope="row">{device}</th>
      <td data-l={text("lastSeen")} className="cell-figure">
        {date(session.lastSeenAt)} {time(session.lastSeenAt)}
      </td>
      <td data-l={text("address")} className="break-anywhere">
        {session.address === "direct" ? text("direct") : session.address}
      </td>
      <td data-l={text("session")}>
        {session.current ? (
          <Badge tone="ok" icon="discTick">
            {text("thisOne")}
          </Badge>
        ) : (
          <Button small disabled={busy} onClick={onEnd} aria-label={text("endOf", { device })}>
            {text("end")}
          </Button>
        )}
      </td>
    </tr>
  );
}

/** One session, or with null all the others. */
function useEnding() {
  const text = useText("account");
  const errors = useText("errors");
  const errorText = useErrorText();
  const toast = useToast();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string | null) => (id ? endSession(id) : endOtherSessions()),
    onSuccess: () => toast({ tone: "ok", title: text("ended") }),
    onError: (error) =>
      toast({ tone: "bad", title: errors("saveFailed"), detail: errorText(error instanceof Refusal ? error.code : "unknown") }),
    onSettled: () => client.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });
}
