"use client";
/** Seven days; two ranges in a day make a break. */
import { useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { rangesOverlap } from "@/lib/domain/group/hour-ranges.ts";
import type { TimeRange } from "@/lib/domain/group/hours.ts";
import { useSetting } from "../editor/use-setting.ts";
import { RangeList } from "./range-list.tsx";

const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

export function WeekGrid() {
  const text = useText("editor");
  const setting = useSetting("hours.weekly");
  const week = setting.value;
  const changeDay = (day: number, ranges: TimeRange[]) => setting.change(week.map((old, index) => (index === day ? ranges : old)));
  const copyMonday = () => setting.change(week.map((old, index) => (index < 5 ? [...(week[0] ?? [])] : old)));
  return (
    <div className={setting.was ? "week changed" : "week"} id={setting.id} tabIndex={-1}>
      {days.map((day, index) => (
        <div key={day} className="week-day">
          <span className="label">{text(day)}</span>
          <RangeList
            day={text(day)}
            ranges={week[index] ?? []}
            onChange={(ranges) => changeDay(index, ranges)}
            disabled={setting.disabled}
          />
          {rangesOverlap(week[index] ?? []) && (
            <p className="error week-error">
              <Icon name="warning" />
              <span>{text("rangesOverlap")}</span>
            </p>
          )}
        </div>
      ))}
      {!setting.disabled && (
        <div className="week-foot">
          <Button small icon="copy" onClick={copyMonday} disabled={!week[0]?.length}>
            {text("copyToWeekdays")}
          </Button>
          <p className="hint">{setting.texts.hint}</p>
          {setting.was && <p className="hint was">{setting.was}</p>}
        </div>
      )}
      {setting.error && <p className="error">{setting.error}</p>}
    </div>
  );
}
