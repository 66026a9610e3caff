/** Whom a member can call inside the organisation, or pass a caller on to. */
export interface Contact {
  kind: "person" | "group";
  name: string;
  /** An extension, or the group's number. */
  number: string;
}

/** Those whose name or number holds every word of the search, in their order. */
export function contactsFound(contacts: readonly Contact[], search: string): Contact[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return contacts.filter(({ name, number }) => {
    const text = `${name} ${number}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
