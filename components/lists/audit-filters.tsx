"use client";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { Input, SearchInput, Select } from "@/components/ui/inputs.tsx";
import type { AuditFilter } from "@/lib/client/audit.ts";
import { auditKinds } from "@/lib/domain/audit-kinds.ts";
import { useAuditWords } from "./audit-words.ts";

export function AuditFilters({ filter, onFilter }: { filter: AuditFilter; onFilter: (filter: AuditFilter) => void }) {
  const text = useText("lists");
  const { byName } = useFormat();
  const words = useAuditWords();
  const kinds = auditKinds.map((kind) => ({ kind, label: words.kind(kind) })).toSorted((a, b) => byName(a.label, b.label));
  const change = (part: Partial<AuditFilter>) => onFilter({ ...filter, ...part });
  return (
    <>
      <SearchInput
        label={text("auditSearch")}
        placeholder={text("auditSearchHint")}
        maxLength={80}
        value={filter.text}
        onChange={(event) => change({ text: event.target.value })}
      />
      <Select
        className="select-auto"
        aria-label={text("auditKind")}
        value={filter.kind}
        onChange={(event) => change({ kind: event.target.value })}
      >
        <option value="">{text("auditAllKinds")}</option>
        {kinds.map(({ kind, label }) => (
          <option key={kind} value={kind}>
            {label}
          </option>
        ))}
      </Select>
      <span className="row">
        <label htmlFor="audit-from">{text("from")}</label>
        <Input
          id="audit-from"
          type="date"
          className="input-date"
          value={filter.from}
          onChange={(event) => change({ from: event.target.value })}
        />
      </span>
      <span className="row">
        <label htmlFor="audit-to">{text("to")}</label>
        <Input
          id="audit-to"
          type="date"
          className="input-date"
          value={filter.to}
          onChange={(event) => change({ to: event.target.value })}
        />
      </span>
    </>
  );
}
