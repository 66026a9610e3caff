"use client";
/** Which reports come by e-mail. */
import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useErrorText, useText } from "@/components/language/texts.tsx";
import { Field, FormCard } from "@/components/ui/field.tsx";
import { Switch } from "@/components/ui/inputs.tsx";
import { useToast } from "@/components/ui/toast.tsx";
import { Refusal } from "@/lib/client/api.ts";
import { savePreferences } from "@/lib/client/preferences.ts";

export interface ReportMailWishes {
  dailyReport: boolean;
  weeklyReport: boolean;
}

const explained = { dailyReport: "whatDailyReport", weeklyReport: "whatWeeklyReport" } as const;

export function ReportMailsCard({ initial, mail }: { initial: ReportMailWishes; mail: boolean }) {
  const text = useText("account");
  const id = useId();
  const { wishes, change } = useWishes(initial);
  return (
    <FormCard id="report-mails" title={text("reportMails")} intro={text(mail ? "reportMailsText" : "reportMailsNotSet")}>
      {(["dailyReport", "weeklyReport"] as const).map((name) => (
        <Field key={name} id={`${id}-${name}`} label={text(name)} explain={text(explained[name])}>
          <Switch
            id={`${id}-${name}`}
            checked={wishes[name]}
            disabled={!mail && !wishes[name]}
            onChange={(event) => change({ [name]: event.target.checked })}
          />
        </Field>
      ))}
    </FormCard>
  );
}

/** Shown at once, and taken back when it could not be saved. */
function useWishes(initial: ReportMailWishes) {
  const text = useText("account");
  const errors = useText("errors");
  const errorText = useErrorText();
  const toast = useToast();
  const [wishes, setWishes] = useState(initial);
  const { mutate } = useMutation({
    mutationFn: (changed: Partial<ReportMailWishes>) => savePreferences(changed),
    onSuccess: () => toast({ tone: "ok", title: text("saved") }),
    onError: (error, changed) => {
      const names = Object.keys(changed) as (keyof ReportMailWishes)[];
      setWishes((now) => ({ ...now, ...Object.fromEntries(names.map((name) => [name, !changed[name]])) }));
      toast({ tone: "bad", title: errors("saveFailed"), detail: errorText(error instanceof Refusal ? error.code : "unknown") });
    },
  });
  const change = (changed: Partial<ReportMailWishes>) => {
    setWishes((now) => ({ ...now, ...changed }));
    mutate(changed);
  };
  return { wishes, change };
}
