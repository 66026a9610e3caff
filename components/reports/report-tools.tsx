"use client";
/** Which days, which group, divided by what: each choice is an address of its own. */
import { useRouter } from "next/navigation";
import { useId } from "react";
import { useText } from "@/components/language/texts.tsx";
import { Input, Segmented, Select } from "@/components/ui/inputs.tsx";
import { type Days, type PeriodName, periodNames } from "@/lib/domain/report/period.ts";
import { divisions } from "@/lib/domain/report/report.ts";
import type { ReportRequest } from "@/lib/domain/report/request.ts";
import { requestQuery } from "@/lib/domain/report/request-query.ts";
import { divisionWords } from "@/lib/i18n/division-words.ts";

interface Props {
  request: ReportRequest;
  days: Days;
  period: PeriodName | null;
  groups: { id: string; name: string }[];
}

export function ReportTools({ request, days, period, groups }: Props) {
  const text = useText("reports");
  const router = useRouter();
  const go = (change: Partial<ReportRequest>) => router.push(`/reports?${requestQuery({ ...request, ...change })}`, { scroll: false });
  const day = (name: "from" | "to", value: string) => {
    const next = { ...days, [name]: value };
    if (value && next.from <= next.to) go({ ...next, period: undefined });
    else if (value) go({ from: value, to: value, period: undefined });
  };
  return (
    <search className="tools">
      <Select
        className="select-auto"
        aria-label={text("period")}
        value={period ?? ""}
        onChange={(event) => go({ period: event.target.value as PeriodName, from: undefined, to: undefined })}
      >
        {period === null && <option value="">{text("ownPeriod")}</option>}
        {periodNames.map((name) => (
          <option key={name} value={name}>
            {text(name)}
          </option>
        ))}
      </Select>
      <Day label={text("from")} value={days.from} onChange={(value) => day("from", value)} />
      <Day label={text("to")} value={days.to} onChange={(value) => day("to", value)} />
      {groups.length > 1 && (
        <Select
          className="select-auto"
          aria-label={text("group")}
          value={request.groupId ?? ""}
          onChange={(event) => go({ groupId: event.target.value || undefined })}
        >
          <option value="">{text("allGroups")}</option>
          {groups.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
      <Segmented
        label={text("division")}
        options={divisions.map((value) => ({ value, label: text(divisionWords[value]) }))}
        value={request.by}
        onChange={(by) => go({ by })}
      />
    </search>
  );
}

function Day({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  const id = useId();
  return (
    <span className="row small">
      <label htmlFor={id}>{label}</label>
      <Input id={id} type="date" className="input-date" value={value} onChange={(event) => onChange(event.target.value)} />
    </span>
  );
}
