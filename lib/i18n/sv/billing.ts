import type { billing as fi } from "../fi/billing.ts";
import type { SectionLike } from "../translate.ts";

export const billing: SectionLike<typeof fi> = {
  title: "Faktureringskoder",
  subtitle: "Vem som debiteras för samtal som lämnar tjänsten",
  emptyTitle: "Inga faktureringskoder",
  emptyText: "Faktureringskoden antecknas på gruppens utgående samtal: överflöde, mobiler och återuppringningar.",
  add: "Lägg till faktureringskod",
  editTitle: "Faktureringskod {code}",
  code: "Kod",
  codeHint: "Bokstäver, siffror och tecknen . - / _, högst 40. Till exempel kostnadsställe.",
  usedBy: "Grupper",
  added: "{code} har lagts till",
  deleteTitle: "Ta bort {code}?",
  deleteText: "Koden kan inte längre väljas för en grupp. I tidigare samtal finns den inte kvar med namn.",
  deleteConfirm: "Ta bort faktureringskoden",
  deleted: "{code} har tagits bort",
};
