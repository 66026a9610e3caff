"use client";
import { useText } from "@/components/language/texts.tsx";
import { FormCard } from "@/components/ui/field.tsx";
import { DestinationField } from "./destination-field.tsx";
import { OptionalNumberField } from "./fields.tsx";

export function QueueTab() {
  const text = useText("editor");
  return (
    <>
      <FormCard id="queue-limits" title={text("limits")} intro={text("limitsText")}>
        <OptionalNumberField path="queue.maxWaitSeconds" first={600} />
        <OptionalNumberField path="queue.maxAttempts" first={12} />
        <OptionalNumberField path="queue.maxWaiting" first={20} />
      </FormCard>
      <FormCard id="queue-destinations" title={text("destinations")}>
        <DestinationField path="queue.noAgentsDestination" />
        <DestinationField path="queue.overflowDestination" />
      </FormCard>
    </>
  );
}
