"use client";
/** Several users by checkbox, with a search. */
import { useState } from "react";
import { useText } from "@/components/language/texts.tsx";
import { Checkbox, SearchInput } from "@/components/ui/inputs.tsx";
import type { UserRecord } from "@/lib/client/users.ts";

interface Props {
  users: Pick<UserRecord, "id" | "name" | "extension">[];
  chosen: string[];
  onChange: (chosen: string[]) => void;
  label?: string;
  disabled?: boolean;
}

export function UserPicker({ users, chosen, onChange, label, disabled }: Props) {
  const text = useText("groups");
  const common = useText("common");
  const [wanted, setWanted] = useState("");
  const word = wanted.trim().toLocaleLowerCase("fi");
  const shown = users.filter((user) => user.name.toLocaleLowerCase("fi").includes(word) || user.extension.includes(word));
  const toggle = (id: string) => onChange(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  return (
    <div className="picker">
      <SearchInput
        label={text("findUser")}
        placeholder={text("findUser")}
        value={wanted}
        onChange={(event) => setWanted(event.target.value)}
        onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
      />
      <fieldset className="picker-list" aria-label={label ?? text("firstMembers")}>
        {shown.map((user) => (
          <Checkbox
            key={user.id}
            checked={chosen.includes(user.id)}
            onChange={() => toggle(user.id)}
            disabled={disabled}
            label={
              <>
                <span className="grow">{user.name}</span>
                <span className="faint tabular">{user.extension}</span>
              </>
            }
          />
        ))}
        {shown.length === 0 && <p className="muted small">{users.length === 0 ? text("noUsers") : common("noMatches")}</p>}
      </fieldset>
      <p className="small muted" role="status">
        {text("chosen", { count: chosen.length })}
      </p>
    </div>
  );
}
