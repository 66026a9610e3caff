"use client";
/** Wallboards that one has left showing, and ending them. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTokenRights } from "@/components/api-tokens/token-rights.ts";
import { DeleteDialog } from "@/components/forms/delete-dialog.tsx";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Card } from "@/components/ui/page.tsx";
import { TableHead } from "@/components/ui/table-head.tsx";
import { revokeScreen, screensQuery } from "@/lib/client/screens.ts";
import type { ApiTokenRecord } from "@/lib/domain/api-token.ts";

export function ScreensCard({ initial }: { initial: ApiTokenRecord[] }) {
  const text = useText("screens");
  const client = useQueryClient();
  const screens = useQuery({ ...screensQuery, initialData: initial }).data;
  const [ending, setEnding] = useState<ApiTokenRecord | null>(null);
  return (
    <Card id="screens" title={text("title")}>
      {screens.length === 0 ? (
        <p className="card-body muted">{text("none")}</p>
      ) : (
        <table className="data-table table-cards">
          <caption className="sr-only">{text("title")}</caption>
          <TableHead heads={[text("screen"), text("shows"), text("since"), text("lastUsed"), text("end")]} />
          <tbody>
            {screens.map((screen) => (
              <Row key={screen.id} screen={screen} onEnd={() => setEnding(screen)} />
            ))}
          </tbody>
        </table>
      )}
      {ending && (
        <DeleteDialog
          title={text("endTitle", { name: ending.name })}
          confirm={text("end")}
          done={text("ended", { name: ending.name })}
          remove={() => revokeScreen(ending.id)}
          onDone={() => client.invalidateQueries({ queryKey: screensQuery.queryKey })}
          onClose={() => setEnding(null)}
        >
          <p>{text("endText")}</p>
        </DeleteDialog>
      )}
    </Card>
  );
}

function Row({ screen, onEnd }: { screen: ApiTokenRecord; onEnd: () => void }) {
  const text = useText("screens");
  const rights = useTokenRights();
  const { date, time } = useFormat();
  const at = (instant: string) => `${date(instant)} ${time(instant)}`;
  return (
    <tr>
      <th scope="row">{screen.name}</th>
      <td data-l={text("shows")}>{rights(screen.rights)}</td>
      <td data-l={text("since")} className="cell-figure">
        {at(screen.createdAt)}
      </td>
      <td data-l={text("lastUsed")} className="cell-figure">
        {screen.lastUsedAt ? at(screen.lastUsedAt) : text("never")}
      </td>
      <td data-l={text("end")}>
        <Button small onClick={onEnd} aria-label={text("endOf", { name: screen.name })}>
          {text("end")}
        </Button>
      </td>
    </tr>
  );
}
