"use client";
/** What becomes of a callback request. */
import { useWatch } from "react-hook-form";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { classes } from "@/components/ui/classes.ts";
import { Icon, type IconName } from "@/components/ui/icon.tsx";
import { Card } from "@/components/ui/page.tsx";
import { useGroupForm } from "./form-context.tsx";

export function CallbackFlow() {
  const text = useText("editor");
  const { durationInWords } = useFormat();
  const { form } = useGroupForm();
  const callback = useWatch({ control: form.control, name: "callback" });
  if (!callback.callbackEnabled) {
    return (
      <Card id="flow" title={text("callbackFlow")}>
        <p className="card-body muted">{text("callbackOff")}</p>
      </Card>
    );
  }
  const ring = Number.isFinite(callback.callbackRingSeconds) ? durationInWords(callback.callbackRingSeconds) : "";
  const attempts = Number.isFinite(callback.callbackAttempts) ? callback.callbackAttempts : 0;
  return (
    <Card id="flow" title={text("callbackFlow")}>
      <ol className="journey">
        <FlowStep look="note" icon="speak" title={text("flowAsks")} detail={text("flowAsksText")} />
        <FlowStep icon="hourglass" title={text("flowTurn")} detail={text("flowTurnText")} />
        <FlowStep look="acc" icon="groups" title={text("flowAgent")} detail={text("flowAgentText")} />
        <FlowStep look="acc" icon="callback" time={ring} title={text("flowCall")} detail={text("flowRetry", { count: attempts })} />
        <FlowStep look="ok" icon="handset" title={text("flowConnected")} last />
      </ol>
    </Card>
  );
}

interface StepProps {
  look?: string;
  icon: IconName;
  title: string;
  detail?: string;
  time?: string;
  last?: boolean;
}

function FlowStep({ look, icon, title, detail, time, last }: StepProps) {
  return (
    <li className={classes("journey-step", last && "end")}>
      <span className="journey-time">{time}</span>
      <span className={classes("journey-node", look)}>
        <Icon name={icon} />
      </span>
      <div className="journey-text">
        <h3>{title}</h3>
        {detail && <p className="journey-detail">{detail}</p>}
      </div>
    </li>
  );
}
