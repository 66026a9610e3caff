"use client";
import { useWatch } from "react-hook-form";
import { useErrorText, useText } from "@/components/language/texts.tsx";
import { FormCard } from "@/components/ui/field.tsx";
import { same } from "@/lib/domain/group/changes.ts";
import type { ClosedReason } from "@/lib/domain/group/hours.ts";
import { manualWords, useDestinationWords } from "../editor/describe.ts";
import { DestinationRow } from "../editor/destination-field.tsx";
import { ChoiceField, NumberField, SwitchField } from "../editor/fields.tsx";
import { brokenRule, useGroupForm } from "../editor/form-context.tsx";
import { useSetting } from "../editor/use-setting.ts";
import { Exceptions } from "./exceptions.tsx";
import { WeekGrid } from "./week-grid.tsx";

const manualStates = ["automatic", "open", "closed", "emergency"] as const;

export function HoursTab() {
  const text = useText("editor");
  const { form } = useGroupForm();
  const alwaysOpen = useWatch({ control: form.control, name: "hours.alwaysOpen" });
  return (
    <>
      <FormCard id="hours-now" title={text("hoursNow")}>
        <ChoiceField path="hours.manual" options={manualStates.map((value) => ({ value, label: text(manualWords[value]) }))} />
        <SwitchField path="hours.alwaysOpen" />
      </FormCard>
      {!alwaysOpen && (
        <>
          <FormCard id="hours-week" title={text("week")}>
            <WeekGrid />
          </FormCard>
          <FormCard id="hours-exceptions" title={text("exceptionsTitle")}>
            <SwitchField path="hours.closedOnHolidays" />
            <Exceptions />
          </FormCard>
        </>
      )}
      <FormCard id="hours-closed" title={text("whenClosed")}>
        {!alwaysOpen && <NumberField path="hours.serveAfterCloseMinutes" />}
        <ClosedDestinations alwaysOpen={alwaysOpen} />
      </FormCard>
    </>
  );
}

const reasonWords = {
  outsideHours: "reasonOutsideHours",
  exception: "reasonException",
  holiday: "reasonHoliday",
  manual: "reasonManual",
  emergency: "reasonEmergency",
} as const satisfies Record<ClosedReason, string>;

/** A group that is always open can only be closed by hand. */
function ClosedDestinations({ alwaysOpen }: { alwaysOpen: boolean }) {
  const text = useText("editor");
  const common = useText("common");
  const errorText = useErrorText();
  const { form, saved, directory } = useGroupForm();
  const setting = useSetting("hours.closedDestinations");
  const words = useDestinationWords(directory);
  const errors = form.formState.errors.hours?.closedDestinations;
  const reasons = (Object.keys(reasonWords) as ClosedReason[]).filter(
    (reason) => !alwaysOpen || reason === "manual" || reason === "emergency",
  );
  return reasons.map((reason, index) => {
    const before = saved?.hours.closedDestinations[reason];
    const value = setting.value[reason];
    const broken = brokenRule(errors?.[reason]);
    return (
      <DestinationRow
        key={reason}
        id={index === 0 ? setting.id : `${setting.id}.${reason}`}
        label={text(reasonWords[reason])}
        help={setting.key}
        value={value}
        onChange={(next) => setting.change({ ...setting.value, [reason]: next })}
        error={broken ? errorText(broken.message, broken.bounds) : undefined}
        was={before && !same(before, value) ? common("changedWas", { value: words(before) }) : undefined}
        disabled={setting.disabled}
      />
    );
  });
}
