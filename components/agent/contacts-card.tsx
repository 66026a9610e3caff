"use client";
/** Whom he can call inside the house, or pass a caller on to. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { SearchInput } from "@/components/ui/inputs.tsx";
import { Card } from "@/components/ui/page.tsx";
import { contactsQuery } from "@/lib/client/desk.ts";
import { contactsFound } from "@/lib/domain/contact.ts";

/** More are found by searching. */
const shown = 8;

export function ContactsCard() {
  const text = useText("agent");
  const { phoneNumber } = useFormat();
  const [search, setSearch] = useState("");
  const contacts = useQuery(contactsQuery).data;
  const found = contactsFound(contacts ?? [], search);
  const more = found.length - shown;
  return (
    <Card id="contacts" title={text("contacts")} aside={contacts && <span className="count">{found.length}</span>}>
      <div className="card-body">
        <SearchInput
          label={text("searchContacts")}
          placeholder={text("searchContacts")}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      <ul>
        {found.slice(0, shown).map(({ kind, name, number }) => (
          <li key={`${kind} ${number}`} className="list-row">
            <Icon name={kind === "group" ? "groups" : "handset"} tone="faint" />
            <b className="strong grow break-anywhere">{name}</b>
            <span className="tabular">{phoneNumber(number)}</span>
          </li>
        ))}
      </ul>
      {contacts && (found.length === 0 || more > 0) && (
        <p className="card-body small muted" role="status">
          {found.length === 0 ? text("noContact") : text("moreContacts", { count: more })}
        </p>
      )}
    </Card>
  );
}
