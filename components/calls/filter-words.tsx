"use client";
/** Limits that a figure of a report brought along. */
import { useFormat, useText } from "@/components/language/texts.tsx";
import { useFigureName, useOriginName } from "@/components/reports/words.ts";
import { Button } from "@/components/ui/button.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import type { CallFilter } from "@/lib/domain/call-filter.ts";
import { isLocalDate } from "@/lib/domain/report/local-date.ts";
import { asDialled } from "@/lib/i18n/format.ts";
import { useReason } from "./outcome.tsx";

export function FilterWords({ filter, onFilter }: { filter: CallFilter; onFilter: (filter: CallFilter) => void }) {
  const text = useText("calls");
  const words = useWords(filter);
  if (words.length === 0) return null;
  const without = (name: keyof CallFilter) => {
    const { [name]: _gone, ...rest } = filter;
    onFilter(rest);
  };
  return (
    <ul className="tools filter-words">
      {words.map(([name, word]) => (
        <li key={name}>
          <Button small aria-label={text("removeFilter", { name: word })} onClick={() => without(name)}>
            {word}
            <Icon name="close" size="s" />
          </Button>
        </li>
      ))}
    </ul>
  );
}

function useWords(filter: CallFilter): [keyof CallFilter, string][] {
  const text = useText("calls");
  const { date, time, clockTime, phoneNumber } = useFormat();
  const figure = useFigureName();
  const origin = useOriginName();
  const reason = useReason();
  const at = (instant: string) => `${date(instant)} ${time(instant)}`;
  const words: [keyof CallFilter, string | null | undefined][] = [
    ["figure", filter.figure && figure(filter.figure)],
    ["missedBy", filter.missedBy && text("filterMissed")],
    ["reason", filter.reason && (reason(filter.reason) ?? filter.reason)],
    ["caller", filter.caller && phoneNumber(asDialled(filter.caller))],
    ["origin", filter.origin && origin(filter.origin)],
    [
      "hour",
      filter.hour === undefined ? null : text("filterHour", { from: clockTime(filter.hour * 60), to: clockTime((filter.hour + 1) * 60) }),
    ],
    ["from", filter.from && !isLocalDate(filter.from) && text("filterFrom", { at: at(filter.from) })],
    ["to", filter.to && !isLocalDate(filter.to) && text("filterTo", { at: at(filter.to) })],
  ].map(([name, word]) => [name as keyof CallFilter, (word || null) as string | null]);
  return words.flatMap(([name, word]) => (word ? [[name, word]] : []));
}
