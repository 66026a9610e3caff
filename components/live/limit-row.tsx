"use client";
import { Row, type RowProps } from "@/components/forms/rows.tsx";
import { useText } from "@/components/language/texts.tsx";
import { NumberInput, Switch } from "@/components/ui/inputs.tsx";

/** A number, or off. `usual`: what it begins with when it is switched on. */
export function LimitRow({ unit, usual, ...row }: RowProps<number | null> & { unit: string; usual: number }) {
  const { field, label } = row;
  const common = useText("common");
  const words = (value: number | null) => (value === null ? common("off") : `${value} ${unit}`);
  return (
    <Row {...row} unit={unit} describe={words} group>
      {(aria) => (
        <>
          <Switch
            aria-label={`${label}: ${common(field.value === null ? "off" : "on")}`}
            checked={field.value !== null}
            onChange={(event) => field.change(event.target.checked ? (field.saved ?? usual) : null)}
          />
          {field.value === null ? (
            <span className="muted" aria-hidden="true">
              {common("off")}
            </span>
          ) : (
            <NumberInput
              id={field.id}
              aria-labelledby={`${field.id}-label`}
              value={field.value}
              onChange={field.change}
              unit={unit}
              wide={unit.length > 6}
              {...aria}
            />
          )}
        </>
      )}
    </Row>
  );
}
