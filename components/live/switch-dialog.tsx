"use client";
/** Open, close, emergency, or back to the timetable: what each means for callers, and who turned it last. */
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useErrorText, useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { useToast } from "@/components/ui/toast.tsx";
import { Refusal } from "@/lib/client/api.ts";
import { switchByHand } from "@/lib/client/manual-hours.ts";
import type { ManualHours } from "@/lib/domain/group/hours.ts";
import type { LiveGroup } from "@/lib/domain/live.ts";
import { useByHandWords } from "./group-state.tsx";

const choices = {
  automatic: ["switchAutomatic", "switchAutomaticText"],
  open: ["switchOpen", "switchOpenText"],
  closed: ["switchClosed", "switchClosedText"],
  emergency: ["switchEmergency", "switchEmergencyText"],
} as const;

export function SwitchDialog({ live, onClose }: { live: LiveGroup; onClose: () => void }) {
  const text = useText("live");
  const common = useText("common");
  const toast = useToast();
  const present = live.byHand?.manual ?? "automatic";
  const [before, setBefore] = useState<ManualHours>(present);
  const [chosen, setChosen] = useState<ManualHours>(present);
  const [met, setMet] = useState(false);
  const turn = useMutation({
    mutationFn: () => switchByHand(live.groupId, { manual: chosen, before }),
    onSuccess: () => {
      toast({ tone: "ok", title: text("switched", { group: live.name }) });
      onClose();
    },
  });
  // Somebody else turned it while the dialog stands: what she chose over another state is asked again.
  if (before !== present && !turn.isPending && !turn.isSuccess) {
    setBefore(present);
    setChosen(present);
    setMet(true);
  }
  const footer = (
    <>
      <Button onClick={onClose}>{common("cancel")}</Button>
      <Button
        look={chosen === "closed" || chosen === "emergency" ? "destroy" : "primary"}
        busy={turn.isPending}
        disabled={turn.isPending || chosen === present}
        onClick={() => turn.mutate()}
      >
        {text("switchConfirm")}
      </Button>
    </>
  );
  return (
    <Dialog title={text("switchTitle", { group: live.name })} onClose={onClose} footer={footer}>
      <Choices group={live.name} present={live} chosen={chosen} onChoice={setChosen} />
      <Warning met={met} error={turn.error} />
    </Dialog>
  );
}

interface ChoicesProps {
  group: string;
  present: LiveGroup;
  chosen: ManualHours;
  onChoice: (manual: ManualHours) => void;
}

function Choices({ group, present, chosen, onChoice }: ChoicesProps) {
  const text = useText("live");
  const words = useByHandWords()(present.byHand);
  return (
    <fieldset className="switch-choices">
      <legend className="sr-only">{text("switchTitle", { group })}</legend>
      {words && <p className="small muted">{words}</p>}
      {(Object.keys(choices) as ManualHours[]).map((manual) => (
        <label key={manual} className="switch-choice">
          <input type="radio" name="manual" checked={chosen === manual} onChange={() => onChoice(manual)} />
          <span>
            <b>{text(choices[manual][0])}</b>
            <span className="small muted">{text(choices[manual][1])}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Warning({ met, error }: { met: boolean; error: Error | null }) {
  const text = useText("live");
  const errorText = useErrorText();
  const code = error instanceof Refusal ? error.code : error && "unknown";
  if (!met && !code) return null;
  return (
    <p className="error" role="alert">
      <Icon name={met ? "warning" : "error"} />
      <span>{met || code === "changedByAnother" ? text("switchMet") : errorText(code ?? "unknown")}</span>
    </p>
  );
}
