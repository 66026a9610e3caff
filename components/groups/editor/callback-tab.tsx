"use client";
import { Fragment } from "react";
import { useWatch } from "react-hook-form";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { useLiveSnapshot, useSecondsSince } from "@/components/live/live-provider.tsx";
import { Badge } from "@/components/ui/badge.tsx";
import { FormCard } from "@/components/ui/field.tsx";
import { AnnouncementField } from "./announcement-field.tsx";
import { NumberField, SwitchField, TextField } from "./fields.tsx";
import { useGroupForm } from "./form-context.tsx";

export function CallbackTab() {
  const text = useText("editor");
  const { form } = useGroupForm();
  const enabled = useWatch({ control: form.control, name: "callback.callbackEnabled" });
  return (
    <>
      <FormCard id="callback-basics" title={text("callbackBasics")}>
        <SwitchField path="callback.callbackEnabled" />
        {enabled && (
          <>
            <NumberField path="callback.callbackRingSeconds" />
            <NumberField path="callback.callbackAttempts" />
            <NumberField path="callback.callbackValidityMinutes" />
            <TextField path="callback.callbackMetadata" most={200} count />
            <AnnouncementField path="callback.callbackHandlerAnnouncementId" none={text("noAnnouncement")} />
            <AnnouncementField path="callback.callbackOfferAnnouncementId" none={text("defaultOffer")} />
          </>
        )}
      </FormCard>
      {enabled && (
        <>
          <FormCard id="callback-when" title={text("callbackWhen")} intro={text("callbackWhenText")}>
            <Conditions />
            <NumberField path="callback.offerAfterOpenMinutes" />
          </FormCard>
          <FormCard id="callback-stop" title={text("callbackStop")}>
            <NumberField path="callback.stopBeforeCloseMinutes" />
          </FormCard>
        </>
      )}
    </>
  );
}

const conditions = [
  "callback.offerWhenWaitingMoreThan",
  "callback.offerWhenLongestWaitMinutes",
  "callback.offerWhenEstimatedWaitMinutes",
] as const;

function Conditions() {
  const common = useText("common");
  return conditions.map((path, index) => (
    <Fragment key={path}>
      {index > 0 && (
        <p className="field-or">
          <span>{common("or")}</span>
        </p>
      )}
      <NumberField path={path} aside={<ConditionNow path={path} />} />
    </Fragment>
  ));
}

/** Whether the condition is met at this moment, where that is known. */
function ConditionNow({ path }: { path: (typeof conditions)[number] }) {
  const text = useText("editor");
  const { duration } = useFormat();
  const { form, groupId } = useGroupForm();
  const limit = useWatch({ control: form.control, name: path });
  const group = useLiveSnapshot()?.groups[groupId ?? ""];
  const secondsSince = useSecondsSince();
  if (limit === 0) return <Badge icon="emptyRing">{text("conditionOff")}</Badge>;
  if (!group || path === "callback.offerWhenEstimatedWaitMinutes") return null;
  const longest = group.longestSince ? secondsSince(group.longestSince) : 0;
  const byCount = path === "callback.offerWhenWaitingMoreThan";
  const met = byCount ? group.waiting > limit : longest >= limit * 60;
  const value = byCount ? group.waiting : duration(longest);
  return met ? (
    <Badge tone="ok" icon="okRing">
      {text("conditionMet", { value })}
    </Badge>
  ) : (
    <Badge icon="clock">{text("conditionNotMet", { value })}</Badge>
  );
}
