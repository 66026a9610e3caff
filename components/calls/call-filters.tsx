"use client";
/** What is looked for. What came from a report and has no control of its own stands below as a word that can be taken away. */
import { useId } from "react";
import { useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Input, SearchInput, Select } from "@/components/ui/inputs.tsx";
import type { CallOutcome } from "@/lib/domain/call.ts";
import type { CallFilter } from "@/lib/domain/call-filter.ts";
import { isLocalDate } from "@/lib/domain/report/local-date.ts";
import { FilterWords } from "./filter-words.tsx";
import { outcomes } from "./outcome.tsx";

export interface Named {
  id: string;
  name: string;
}

interface Props {
  filter: CallFilter;
  groups: Named[];
  people: Named[];
  onFilter: (filter: CallFilter) => void;
}

export function CallFilters({ filter, groups, people, onFilter }: Props) {
  const text = useText("calls");
  const states = useText("states");
  const change = (name: keyof CallFilter, value: string) => {
    const { [name]: _before, ...others } = filter;
    onFilter(value ? { ...others, [name]: value } : others);
  };
  const choice = (name: "groupId" | "userId" | "outcome" | "direction", label: string, all: string, options: Named[]) => (
    <Select className="select-auto" aria-label={label} value={filter[name] ?? ""} onChange={(event) => change(name, event.target.value)}>
      <option value="">{all}</option>
      {options.map(({ id, name: words }) => (
        <option key={id} value={id}>
          {words}
        </option>
      ))}
    </Select>
  );
  return (
    <>
      <search className="tools">
        <SearchInput
          label={text("search")}
          placeholder={text("searchHint")}
          inputMode="tel"
          maxLength={40}
          value={filter.number ?? ""}
          onChange={(event) => change("number", event.target.value)}
        />
        {groups.length > 1 &&
          choice("groupId", text("group"), text("allGroups"), [...groups, { id: "deleted", name: text("deletedGroups") }])}
        {people.length > 1 && choice("userId", text("answeredBy"), text("allAgents"), people)}
        {choice("outcome", text("outcome"), text("allOutcomes"), outcomeOptions(states))}
        {choice("direction", text("direction"), text("allDirections"), [
          { id: "incoming", name: text("incoming") },
          { id: "outgoing", name: text("outgoing") },
          { id: "internal", name: text("internal") },
        ])}
        <Day label={text("from")} value={filter.from} onChange={(value) => change("from", value)} />
        <Day label={text("to")} value={filter.to} onChange={(value) => change("to", value)} />
        {Object.keys(filter).length > 0 && (
          <Button look="quiet" onClick={() => onFilter({})}>
            {text("clearFilters")}
          </Button>
        )}
      </search>
      <FilterWords filter={filter} onFilter={onFilter} />
    </>
  );
}

function Day({ label, value = "", onChange }: { label: string; value?: string; onChange: (value: string) => void }) {
  const id = useId();
  return (
    <span className="row small">
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        type="date"
        className="input-date"
        value={isLocalDate(value) ? value : ""}
        onChange={(event) => onChange(event.target.value)}
      />
    </span>
  );
}

const outcomeOptions = (states: ReturnType<typeof useText<"states">>): Named[] =>
  (Object.keys(outcomes) as CallOutcome[]).map((outcome) => ({ id: outcome, name: states(outcomes[outcome].text) }));
