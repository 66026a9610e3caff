import type { billing as fi } from "../fi/billing.ts";
import type { SectionLike } from "../translate.ts";

export const billing: SectionLike<typeof fi> = {
  title: "Billing IDs",
  subtitle: "Who is charged for calls that leave the service",
  emptyTitle: "No billing IDs",
  emptyText: "The billing ID is put on the group's calls that leave: overflow, mobiles and callbacks.",
  add: "Add billing ID",
  editTitle: "Billing ID {code}",
  code: "ID",
  codeHint: "Letters, digits and the signs . - / _, at most 40. A cost centre, for example.",
  usedBy: "Groups",
  added: "{code} was added",
  deleteTitle: "Delete {code}?",
  deleteText: "Groups can't choose it any more. Earlier call records stay, without its name.",
  deleteConfirm: "Delete billing ID",
  deleted: "{code} was deleted",
};
