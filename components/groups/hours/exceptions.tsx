"use client";
/** Single days with other hours; without hours, closed all day. */
import { useErrorText, useFormat, useText } from "@/components/language/texts.tsx";
import { Button, IconButton } from "@/components/ui/button.tsx";
import { Input } from "@/components/ui/inputs.tsx";
import type { HoursException } from "@/lib/domain/group/hours.ts";
import { SettingField } from "../editor/fields.tsx";
import { brokenRule, useGroupForm } from "../editor/form-context.tsx";
import { useSetting } from "../editor/use-setting.ts";
import { RangeList } from "./range-list.tsx";

export function Exceptions() {
  const text = useText("editor");
  const { date } = useFormat();
  const errorText = useErrorText();
  const { form } = useGroupForm();
  const setting = useSetting("hours.exceptions");
  const errors = form.formState.errors.hours?.exceptions;
  const exceptions = setting.value;
  const change = (at: number, exception: HoursException) =>
    setting.change(exceptions.map((old, index) => (index === at ? exception : old)));
  return (
    <SettingField setting={{ ...setting, error: undefined }} group>
      <div className="exceptions" id={setting.id} tabIndex={-1}>
        {exceptions.length === 0 && <p className="muted">{text("noExceptions")}</p>}
        {exceptions.map((exception, index) => {
          const broken = brokenRule(errors?.[index]);
          const name = exception.name || (exception.date ? date(`${exception.date}T12:00:00Z`) : String(index + 1));
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: date and name are being typed
            <div key={index} className="exception">
              <Input
                type="date"
                className="input-date"
                aria-label={text("exceptionDate")}
                value={exception.date}
                onChange={(event) => change(index, { ...exception, date: event.target.value })}
                disabled={setting.disabled}
                aria-invalid={broken ? true : undefined}
              />
              <Input
                className="exception-name"
                aria-label={text("exceptionName")}
                placeholder={text("exceptionName")}
                value={exception.name}
                onChange={(event) => change(index, { ...exception, name: event.target.value })}
                disabled={setting.disabled}
              />
              {!setting.disabled && (
                <IconButton
                  icon="trash"
                  label={text("removeException", { name })}
                  onClick={() => setting.change(exceptions.filter((_, other) => other !== index))}
                />
              )}
              <RangeList
                day={name}
                ranges={exception.ranges}
                onChange={(ranges) => change(index, { ...exception, ranges })}
                disabled={setting.disabled}
              />
              {broken && <p className="error">{errorText(broken.message, broken.bounds)}</p>}
            </div>
          );
        })}
        {!setting.disabled && (
          <Button small icon="plus" onClick={() => setting.change([...exceptions, { date: "", name: "", ranges: [] }])}>
            {text("addException")}
          </Button>
        )}
      </div>
    </SettingField>
  );
}
