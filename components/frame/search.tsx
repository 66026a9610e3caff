"use client";
/** Groups, users and numbers from one field; "/" goes to it. Loads what it searches on first use. */
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { Icon, type IconName } from "@/components/ui/icon.tsx";
import { groupsQuery } from "@/lib/client/groups.ts";
import { numbersQuery } from "@/lib/client/numbers.ts";
import { usersQuery } from "@/lib/client/users.ts";
import { useSignedIn } from "./reader.tsx";

interface Hit {
  key: string;
  icon: IconName;
  title: string;
  detail: string;
  href: string;
}

const mostHits = 8;

function useHits(wanted: string, active: boolean): Hit[] {
  const text = useText("frame");
  const { phoneNumber } = useFormat();
  const administrator = useSignedIn().role === "administrator";
  const groups = useQuery({ ...groupsQuery, enabled: active }).data;
  const users = useQuery({ ...usersQuery, enabled: active }).data;
  const numbers = useQuery({ ...numbersQuery, enabled: active && administrator }).data;
  return useMemo(() => {
    const word = wanted.trim().toLocaleLowerCase("fi");
    if (!word) return [];
    const digits = word.replace(/\D/g, "");
    const matches = (name: string, number: string) =>
      name.toLocaleLowerCase("fi").includes(word) || (digits.length > 1 && number.includes(digits));
    const group = (groups ?? []).map((item) => ({
      ...{ key: item.id, icon: "groups" as const, title: item.name, href: `/groups/${item.id}/queue`, number: item.number },
      detail: `${text("searchGroup")} ${phoneNumber(item.number)}`,
    }));
    const user = (users ?? []).map((item) => ({
      ...{ key: item.id, icon: "users" as const, title: item.name, href: `/users?search=${encodeURIComponent(item.name)}` },
      ...{ number: item.extension, detail: `${text("searchUser")} ${item.extension}` },
    }));
    const number = (numbers ?? []).map((item) => ({
      ...{ key: item.id, icon: "hash" as const, title: phoneNumber(item.digits), number: item.digits },
      ...{ href: `/numbers?search=${item.digits}`, detail: `${text("searchNumber")} ${item.group?.name ?? ""}` },
    }));
    return [...group, ...user, ...number].filter((hit) => matches(hit.title, hit.number)).slice(0, mostHits);
  }, [wanted, groups, users, numbers, text, phoneNumber]);
}

export function Search() {
  const text = useText("frame");
  const router = useRouter();
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  const [wanted, setWanted] = useState("");
  const [active, setActive] = useState(false);
  const [chosen, setChosen] = useState(0);
  const hits = useHits(wanted, active);
  const open = active && wanted.trim() !== "";
  useSlash(() => input.current?.focus());

  const go = (hit: Hit | undefined) => {
    if (!hit) return;
    setWanted("");
    setActive(false);
    input.current?.blur();
    router.push(hit.href);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") go(hits[chosen]);
    else if (event.key === "Escape") setWanted("");
    else if (event.key === "ArrowDown") setChosen((now) => Math.min(now + 1, hits.length - 1));
    else if (event.key === "ArrowUp") setChosen((now) => Math.max(now - 1, 0));
    else return;
    event.preventDefault();
  };
  return (
    <div className="search phone-hide">
      <Icon name="search" />
      <input
        ref={input}
        className="input"
        type="search"
        role="combobox"
        placeholder={text("searchHint")}
        aria-label={text("search")}
        aria-expanded={open}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={open && hits[chosen] ? `${list}-${chosen}` : undefined}
        autoComplete="off"
        value={wanted}
        onChange={(event) => {
          setWanted(event.target.value);
          setChosen(0);
        }}
        onFocus={() => setActive(true)}
        onBlur={() => setActive(false)}
        onKeyDown={onKeyDown}
      />
      <span className="kbd" aria-hidden="true">
        /
      </span>
      <div id={list} role="listbox" aria-label={text("searchResults")} className="menu search-hits" hidden={!open}>
        {hits.map((hit, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the chosen one (aria-activedescendant)
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys
          <div
            key={hit.key}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === chosen}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => go(hit)}
          >
            <Icon name={hit.icon} />
            <span className="grow">{hit.title}</span>
            <span className="small faint">{hit.detail}</span>
          </div>
        ))}
        {open && hits.length === 0 && (
          <div role="option" aria-selected={false} aria-disabled="true" className="muted" tabIndex={-1}>
            {text("searchNothing")}
          </div>
        )}
      </div>
    </div>
  );
}

function useSlash(focus: () => void) {
  const latest = useRef(focus);
  latest.current = focus;
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      const writing = (event.target as HTMLElement).closest("input, textarea, select, [contenteditable]");
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || writing) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}
