"use client";
/** Two-step sign-in: whether it is in use, and the ways to change that. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useText } from "@/components/language/texts.tsx";
import { Badge } from "@/components/ui/badge.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Card } from "@/components/ui/page.tsx";
import { type TwoStepState, twoStepQuery } from "@/lib/client/two-step.ts";

const SetUpDialog = dynamic(() => import("./two-step-set-up.tsx").then((module) => module.TwoStepSetUp), { ssr: false });
const CodeDialog = dynamic(() => import("./two-step-code.tsx").then((module) => module.TwoStepCode), { ssr: false });

type Open = "setUp" | "renew" | "turnOff" | null;

export function TwoStepCard({ initial }: { initial: TwoStepState }) {
  const text = useText("account");
  const client = useQueryClient();
  const { on, recoveryCodesLeft } = useQuery({ ...twoStepQuery, initialData: initial }).data;
  const [open, setOpen] = useState<Open>(null);
  const close = () => {
    setOpen(null);
    void client.invalidateQueries({ queryKey: twoStepQuery.queryKey });
  };
  const badge = on ? (
    <Badge tone="ok" icon="discTick">
      {text("twoStepOn")}
    </Badge>
  ) : (
    <Badge tone="mute" icon="emptyRing">
      {text("twoStepOff")}
    </Badge>
  );
  return (
    <Card id="two-step" title={text("twoStep")} aside={badge}>
      <div className="card-body stack">
        <p>{on ? text("recoveryLeft", { count: recoveryCodesLeft }) : text("twoStepText")}</p>
        <div className="row wrap">
          {!on && (
            <Button look="primary" onClick={() => setOpen("setUp")}>
              {text("setUp")}
            </Button>
          )}
          {on && <Button onClick={() => setOpen("renew")}>{text("renew")}</Button>}
          {on && <Button onClick={() => setOpen("turnOff")}>{text("turnOff")}</Button>}
        </div>
      </div>
      {open === "setUp" && <SetUpDialog onClose={close} />}
      {(open === "renew" || open === "turnOff") && <CodeDialog wanted={open} onClose={close} />}
    </Card>
  );
}
