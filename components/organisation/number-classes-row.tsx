"use client";
import { Row } from "@/components/forms/rows.tsx";
import type { DraftField } from "@/components/forms/use-draft.ts";
import { useText } from "@/components/language/texts.tsx";
import { Checkbox } from "@/components/ui/inputs.tsx";
import type { OrganisationSettings } from "@/lib/domain/organisation.ts";
import { outsideClasses } from "@/lib/domain/outside-classes.ts";

type Classes = OrganisationSettings["allowedNumberClasses"];

/** Always in the order of the list: what is ticked twice is no change. */
export function NumberClassesRow({ field }: { field: DraftField<Classes> }) {
  const text = useText("organisation");
  const tick = (name: Classes[number], on: boolean) =>
    field.change(outsideClasses.filter((other) => (other === name ? on : field.value.includes(other))));
  return (
    <Row
      field={field}
      label={text("numberClasses")}
      hint={text("numberClassesHint")}
      explain={text("numberClassesHelp")}
      describe={(value) => value.map((name) => text(name)).join(", ")}
      group
    >
      {() => (
        // biome-ignore lint/a11y/useSemanticElements: the row's label stands outside of the control
        <div className="options" role="group" aria-labelledby={`${field.id}-label`}>
          {outsideClasses.map((name) => (
            <Checkbox
              key={name}
              checked={field.value.includes(name)}
              onChange={(event) => tick(name, event.target.checked)}
              label={text(name)}
            />
          ))}
        </div>
      )}
    </Row>
  );
}
