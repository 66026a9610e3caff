"use client";
import { useState } from "react";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { useNow } from "@/components/live/live-provider.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { Input } from "@/components/ui/inputs.tsx";
import { Menu, MenuItem } from "@/components/ui/menu.tsx";
import type { LiveAgent } from "@/lib/domain/live.ts";
import { useMemberAction } from "./use-member-action.ts";

const reasons = ["pauseLunch", "pauseBreak", "pauseMeeting", "pauseTraining"] as const;
const longestReason = 80;

/** Starts a pause with its reason, or ends it. */
export function PauseControl({ me }: { me: LiveAgent | undefined }) {
  const text = useText("agent");
  const act = useMemberAction();
  const [asking, setAsking] = useState(false);
  if (me?.status.kind === "paused") return <Paused me={me} reason={me.status.reason} onEnd={() => act.mutate({ action: "resume" })} />;
  const pause = (reason?: string) => act.mutate({ action: "pause", ...(reason && { reason }) });
  const button = (
    <>
      <Icon name="pause" />
      {text("startPause")}
      <Icon name="chevronDown" />
    </>
  );
  return (
    <>
      <Menu label={text("startPause")} className="button" button={button}>
        {reasons.map((reason) => (
          <MenuItem key={reason} onSelect={() => pause(text(reason))}>
            {text(reason)}
          </MenuItem>
        ))}
        <MenuItem onSelect={() => setAsking(true)}>{text("pauseOther")}</MenuItem>
        <hr />
        <MenuItem onSelect={() => pause()}>{text("pausePlain")}</MenuItem>
      </Menu>
      {asking && <ReasonDialog onPause={pause} onClose={() => setAsking(false)} />}
    </>
  );
}

function Paused({ me, reason, onEnd }: { me: LiveAgent; reason: string | null; onEnd: () => void }) {
  const text = useText("agent");
  const { duration } = useFormat();
  const now = useNow();
  return (
    <>
      <span className="muted tabular">
        {text("pausedFor", { time: duration((now - Date.parse(me.since)) / 1000) })}
        {reason && `, ${reason}`}
      </span>
      <Button look="primary" icon="play" onClick={onEnd}>
        {text("endPause")}
      </Button>
    </>
  );
}

function ReasonDialog({ onPause, onClose }: { onPause: (reason: string) => void; onClose: () => void }) {
  const text = useText("agent");
  const common = useText("common");
  const start = (form: FormData) => {
    onPause(String(form.get("reason") ?? "").trim());
    onClose();
  };
  const footer = (
    <>
      <Button onClick={onClose}>{common("cancel")}</Button>
      <Button look="primary" type="submit" form="pause">
        {text("startPause")}
      </Button>
    </>
  );
  return (
    <Dialog title={text("startPause")} onClose={onClose} footer={footer}>
      <form id="pause" action={start}>
        <div className="field">
          <label htmlFor="pause-reason">{text("pauseReason")}</label>
          <Input id="pause-reason" name="reason" maxLength={longestReason} autoComplete="off" aria-describedby="pause-hint" />
          <p id="pause-hint" className="hint">
            {text("pauseReasonHint")}
          </p>
        </div>
      </form>
    </Dialog>
  );
}
